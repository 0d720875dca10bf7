#include "app/program.h"

#include <QCoreApplication>

#include "app/resources.h"
#include "app/wiring.h"
#include "core/data/library_threads.h"

namespace convlens::app {

Program::Program(const Options& o)
    : options(o), session(o.remember), training(o.checkpoints, session.files()), hand(o.own_drawings, session.files()),
      taught(session), trained(session),
      pad(o.remember ? last_drawing_file() : std::filesystem::path(), session.files()), data(o.mirror) {
  keep_libraries_single_threaded();  // here, too, for whoever makes a window without the program around it
  QCoreApplication::setApplicationVersion(QStringLiteral(CONVLENS_VERSION));
  wire(*this);
  // Beside the checkpoints.
  if (!o.checkpoints.empty()) window.keep_in(o.checkpoints.parent_path());
  window.open_networks_with([&memory = session.inquiry().memory()](const auto& file, const auto& stop,
                                                                   const auto& progress) -> std::shared_ptr<const Model> {
    const auto opened = open_as_described(file.string(), memory, stop, progress);
    return opened ? opened->model : nullptr;
  });
  window.set_shipped_models(Session::shipped_models());
}

void Program::begin() {
  if (options.remember) {
    language.use(ui::MainWindow::stored_language());
    window.set_language(ui::MainWindow::stored_language());
    window.restore_settings();
  }
  data.refresh();
  hand.begin();
  trained.list();
  session.begin();
  training.offer_resume();
  window.show();
}

}  // namespace convlens::app
