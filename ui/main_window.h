#pragma once
#include <QMainWindow>
#include <QStringList>
#include <filesystem>
#include <memory>
#include <vector>

#include "ui/frame.h"
#include "ui/network_name.h"
#include "ui/network_opener.h"
#include "ui/training_status.h"
#include "ui/views/view_export.h"
#include "ui/views/view_job.h"

namespace convlens::ui {

class InputDialog;
struct InputQuestion;
class PathDialogs;
class View;

/// The frame of the program: menus, toolbar, docks built from the view registry. It holds no logic: what the
/// user wants goes out as signals, what is to be seen comes in through the show... slots (app/wiring.cpp
/// joins them). All of it on the GUI thread.
class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  explicit MainWindow(QWidget* parent = nullptr);
  ~MainWindow() override;

  /// The input now in the INPUT dock.
  Input input() const;
  /// Both emit input_changed, like the pen does.
  void set_drawing(const Drawing& drawing);
  void set_input(const Input& input);
  /// The strip of drawings to begin with, in the INPUT dock.
  void set_samples(const std::vector<Drawing>& samples);
  /// Presets that come trained: the Model menu offers them, and Compare as the network of one side.
  void set_shipped_models(const std::vector<ShippedNetwork>& networks);
  /// Networks that were trained in the window: the Model menu offers them, too.
  void set_trained_models(const std::vector<KeptNetwork>& networks);
  /// How views open networks; as the files have them unless told.
  void open_networks_with(NetworkOpener opener);
  /// Where views may keep what shall outlive the window.
  void keep_in(const std::filesystem::path& folder);
  Selection selection() const;
  void set_selection(const Selection& selection);
  void set_dark(bool dark);
  bool is_dark() const;
  /// How the window asks for files and folders; Qt's dialogs unless told.
  void set_path_dialogs(std::unique_ptr<PathDialogs> dialogs);
  /// Asks how a network's input is, without blocking; whoever answers the dialog's signals describes the network.
  InputDialog* ask_input(const InputQuestion& question);
  /// Which language is ticked ("en", "zh_CN"); whoever answers language_requested installs the translator.
  void set_language(const QString& language);
  /// Geometry, docks and theme as they were left, moved onto a screen that exists. Only a window that has
  /// restored its state also saves it on closing, so that tests and screenshots leave no trace.
  void restore_settings();
  /// The language chosen last time, else the system's: "en" or "zh_CN".
  static QString stored_language();

 public slots:
  void show_frame(convlens::ui::FramePtr frame);
  /// A model was opened, chosen or trained.
  void show_model(std::shared_ptr<const convlens::Model> model, const convlens::ui::NetworkName& name);
  /// A network is being opened, how far that is (total 0: not known yet), and that it has ended.
  void show_opening(const QString& name);
  void show_opening_progress(std::size_t done, std::size_t total);
  void show_opening_ended();
  void show_training(const convlens::ui::TrainingStatus& status);
  /// total 0: not known yet. done == total: finished.
  void show_download(qint64 done, qint64 total);
  void show_download_ended(const QString& message);
  /// The report that is being written; total 0: not known yet.
  void show_report(qint64 done, qint64 total);
  void show_report_ended(const QString& message);
  void show_error(const QString& message);
  void show_status(const QString& message);
  /// Whether there is a training that was stopped or interrupted: resume_answered(true) goes on with it.
  void set_resumable(bool resumable);
  /// Asks, without blocking, whether the training that was interrupted should go on.
  void offer_resume(const QString& description);
  /// All that the user has labelled, in the order in which they were kept.
  void show_own_drawings(const std::vector<convlens::Drawing>& drawings);
  /// Whether the weights from before the last teaching can be had back.
  void show_undo_teaching(bool possible);
  /// Whether there is something to ask about the input of the network that is shown.
  void set_describable(bool describable);
  /// Data sets to choose from: the word and whether it is there.
  void set_data_sets(const QStringList& words, const QString& current);

 signals:
  void input_changed(const convlens::ui::Input& input);
  void selection_changed(const convlens::ui::Selection& selection);
  void train_requested(const convlens::ui::TrainingRequest& request);
  void pause_requested(bool paused);
  void step_requested();
  void stop_requested();
  void model_requested(const QString& preset_or_path);
  void opening_cancel_requested();
  void save_model_requested(const QString& path);
  void describe_input_requested();
  void mnist_requested();
  void download_cancel_requested();
  void resume_answered(bool resume);
  void open_image_requested(const QString& path);
  void open_drawing_requested(const QString& path);
  void save_drawing_requested(const QString& path, const convlens::Drawing& drawing);
  /// Files to be made, away from the GUI thread, and written into the folder.
  void export_view_requested(const QString& folder, const convlens::ui::Exporter& files);
  /// A page of every explanation of the frame, to be written away from the GUI thread.
  void report_requested(const QString& path, const convlens::ui::FramePtr& frame);
  void report_cancel_requested();
  void language_requested(const QString& language);
  /// Drawings with the labels that the user gave them.
  void keep_drawing_requested(const convlens::Drawing& drawing);
  /// A picture of a single digit.
  void keep_picture_requested(const std::shared_ptr<const convlens::Image>& picture, int label);
  void remove_drawing_requested(const convlens::Drawing& drawing);
  /// The user's hand was taught: of the network `before` came `after`.
  void taught(std::shared_ptr<const convlens::Model> before, std::shared_ptr<const convlens::Model> after);
  void undo_teaching_requested();
  /// What the views want computed (ui/views/view_job.h); whoever answers calls View::receive.
  void job_wanted(convlens::ui::View* view, int channel, std::uint64_t ticket, const convlens::ui::ViewJob& job);
  void job_cancelled(convlens::ui::View* view, int channel);
  void closing();

 protected:
  void closeEvent(QCloseEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace convlens::ui
