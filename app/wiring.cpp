#include "app/wiring.h"

#include "app/program.h"
#include "ui/input_dialog.h"

namespace convlens::app {
namespace {

using ui::MainWindow;

void wire_live_answer(Program& p) {
  QObject::connect(&p.window, &MainWindow::input_changed, &p.session.live(), &LiveWorker::set_input);
  QObject::connect(&p.session, &Session::answered, &p.window, &MainWindow::show_frame);
  QObject::connect(&p.window, &MainWindow::input_changed, &p.pad, &PadMemory::see);
  QObject::connect(&p.window, &MainWindow::closing, &p.pad, &PadMemory::close);
  QObject::connect(&p.session, &Session::painted, &p.training.worker(), &TrainingWorker::want_snapshot);
}

void wire_models_and_files(Program& p) {
  QObject::connect(&p.window, &MainWindow::model_requested, &p.session, &Session::open_model);
  QObject::connect(&p.window, &MainWindow::save_model_requested, &p.session, &Session::save_model);
  QObject::connect(&p.window, &MainWindow::open_image_requested, &p.session, &Session::open_image);
  QObject::connect(&p.window, &MainWindow::open_drawing_requested, &p.session, &Session::open_drawing);
  QObject::connect(&p.window, &MainWindow::save_drawing_requested, &p.session, &Session::save_drawing);
  QObject::connect(&p.window, &MainWindow::export_view_requested, &p.session, &Session::export_view);
  QObject::connect(&p.window, &MainWindow::opening_cancel_requested, &p.session, &Session::cancel_opening);
  QObject::connect(&p.session, &Session::opening, &p.window, &MainWindow::show_opening);
  QObject::connect(&p.session, &Session::opening_progressed, &p.window, &MainWindow::show_opening_progress);
  QObject::connect(&p.session, &Session::opening_ended, &p.window, &MainWindow::show_opening_ended);
  QObject::connect(&p.session, &Session::model_shown, &p.window, &MainWindow::show_model);
  QObject::connect(&p.session, &Session::model_shown, &p.training, &TrainingSession::set_shown);
  QObject::connect(&p.session, &Session::samples_found, &p.window, &MainWindow::set_samples);
  QObject::connect(&p.session, &Session::drawing_opened, &p.window, &MainWindow::set_drawing);
  QObject::connect(&p.session, &Session::image_opened, &p.window, &MainWindow::set_input);
  QObject::connect(&p.session, &Session::told, &p.window, &MainWindow::show_status);
  QObject::connect(&p.session, &Session::failed, &p.window, &MainWindow::show_error);
}

void wire_report(Program& p) {
  QObject::connect(&p.window, &MainWindow::report_requested, &p.reports, [&p](const QString& path, const ui::FramePtr& frame) {
    p.reports.write(path, frame, p.session.name().text());
  });
  QObject::connect(&p.window, &MainWindow::report_cancel_requested, &p.reports, &ReportWriter::cancel);
  QObject::connect(&p.reports, &ReportWriter::progressed, &p.window, &MainWindow::show_report);
  QObject::connect(&p.reports, &ReportWriter::ended, &p.window, &MainWindow::show_report_ended);
  QObject::connect(&p.reports, &ReportWriter::failed, &p.window, &MainWindow::show_error);
}

/// One dialog a question; it goes when it is closed.
void show_question(Program& p, const ui::InputQuestion& question) {
  InputInquiry* inquiry = &p.session.inquiry();
  ui::InputDialog* dialog = p.window.ask_input(question);
  QObject::connect(dialog, &ui::InputDialog::answered, inquiry, &InputInquiry::answer);
  QObject::connect(dialog, &ui::InputDialog::blue_first_changed, inquiry, &InputInquiry::set_blue_first);
  QObject::connect(dialog, &ui::InputDialog::class_names_chosen, inquiry, &InputInquiry::read_names);
  QObject::connect(dialog, &ui::InputDialog::finished, inquiry, &InputInquiry::close);
  QObject::connect(inquiry, &InputInquiry::previewed, dialog, &ui::InputDialog::show_previews);
  QObject::connect(inquiry, &InputInquiry::names_read, dialog, &ui::InputDialog::show_class_names);
  QObject::connect(inquiry, &InputInquiry::refused, dialog, &ui::InputDialog::show_problem);
  QObject::connect(inquiry, &InputInquiry::settled, dialog, &QDialog::close);
}

void wire_input_description(Program& p) {
  InputInquiry* inquiry = &p.session.inquiry();
  QObject::connect(inquiry, &InputInquiry::asked, &p.window,
                   [&p](const ui::InputQuestion& question) { show_question(p, question); });
  QObject::connect(inquiry, &InputInquiry::describable_changed, &p.window, &MainWindow::set_describable);
  QObject::connect(&p.window, &MainWindow::describe_input_requested, inquiry, &InputInquiry::ask);
}

void wire_training(Program& p) {
  TrainingWorker* worker = &p.training.worker();
  QObject::connect(&p.window, &MainWindow::train_requested, &p.training, &TrainingSession::start);
  QObject::connect(&p.window, &MainWindow::pause_requested, worker, &TrainingWorker::set_paused);
  QObject::connect(&p.window, &MainWindow::step_requested, worker, &TrainingWorker::step);
  QObject::connect(&p.window, &MainWindow::stop_requested, worker, &TrainingWorker::stop);
  QObject::connect(&p.window, &MainWindow::resume_answered, &p.training, &TrainingSession::answer_resume);
  QObject::connect(&p.window, &MainWindow::closing, &p.training, &TrainingSession::close);
  QObject::connect(&p.training, &TrainingSession::resume_offered, &p.window, &MainWindow::offer_resume);
  QObject::connect(&p.training, &TrainingSession::begun, &p.session, &Session::show_model);
  QObject::connect(&p.training, &TrainingSession::weights_changed, &p.session, &Session::set_weights);
  QObject::connect(&p.training, &TrainingSession::trained, &p.trained, &TrainedModels::keep);
  QObject::connect(&p.training, &TrainingSession::given_back, &p.session, &Session::show_model);
  QObject::connect(&p.training, &TrainingSession::resumable_changed, &p.window, &MainWindow::set_resumable);
  QObject::connect(&p.trained, &TrainedModels::changed, &p.window, &MainWindow::set_trained_models);
  QObject::connect(&p.training, &TrainingSession::progressed, &p.window, &MainWindow::show_training);
  QObject::connect(&p.training, &TrainingSession::told, &p.window, &MainWindow::show_status);
  QObject::connect(&p.training, &TrainingSession::failed, &p.window, &MainWindow::show_error);
}

void wire_views(Program& p) {
  QObject::connect(&p.window, &MainWindow::job_wanted, &p.view_jobs, &ViewWorker::run);
  QObject::connect(&p.window, &MainWindow::job_cancelled, &p.view_jobs, &ViewWorker::cancel);
}

void wire_data(Program& p) {
  QObject::connect(&p.window, &MainWindow::mnist_requested, &p.data, &DataChoices::download_mnist);
  QObject::connect(&p.window, &MainWindow::download_cancel_requested, &p.data, &DataChoices::cancel_download);
  QObject::connect(&p.data, &DataChoices::refreshed, &p.window, &MainWindow::set_data_sets);
  QObject::connect(&p.data, &DataChoices::progressed, &p.window, &MainWindow::show_download);
  QObject::connect(&p.data, &DataChoices::download_ended, &p.window, &MainWindow::show_download_ended);
  QObject::connect(&p.data, &DataChoices::failed, &p.window, &MainWindow::show_error);
}

void wire_hand(Program& p) {
  QObject::connect(&p.window, &MainWindow::keep_drawing_requested, &p.hand, &OwnHand::keep);
  QObject::connect(&p.window, &MainWindow::keep_picture_requested, &p.hand, &OwnHand::keep_picture);
  QObject::connect(&p.window, &MainWindow::remove_drawing_requested, &p.hand, &OwnHand::remove);
  QObject::connect(&p.hand, &OwnHand::changed, &p.window, &MainWindow::show_own_drawings);
  QObject::connect(&p.hand, &OwnHand::told, &p.window, &MainWindow::show_status);
  QObject::connect(&p.hand, &OwnHand::failed, &p.window, &MainWindow::show_error);
  QObject::connect(&p.window, &MainWindow::taught, &p.taught, &TaughtModels::take);
  QObject::connect(&p.window, &MainWindow::undo_teaching_requested, &p.taught, &TaughtModels::undo);
  QObject::connect(&p.taught, &TaughtModels::undo_possible, &p.window, &MainWindow::show_undo_teaching);
  QObject::connect(&p.taught, &TaughtModels::told, &p.window, &MainWindow::show_status);
}

}  // namespace

void wire(Program& p) {
  wire_live_answer(p);
  wire_models_and_files(p);
  wire_report(p);
  wire_input_description(p);
  wire_training(p);
  wire_data(p);
  wire_hand(p);
  wire_views(p);
  QObject::connect(&p.window, &MainWindow::language_requested, &p.window, [&p](const QString& language) {
    p.language.use(language);
    p.window.set_language(language);
  });
}

}  // namespace convlens::app
