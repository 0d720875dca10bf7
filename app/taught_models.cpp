#include "app/taught_models.h"

#include <QSettings>
#include <utility>

#include "app/resources.h"
#include "core/formats/onnx.h"

namespace convlens::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* kBeforeKey = "model_before_teaching";

fs::path taught_file() { return user_data_folder() / "last-taught.onnx"; }
fs::path before_file() { return user_data_folder() / "before-teaching.onnx"; }
QString taught_word() { return QString::fromStdString(taught_file().string()); }

}  // namespace

TaughtModels::TaughtModels(Session& session, QObject* parent) : QObject(parent), session_(session) {
  connect(&session_, &Session::model_shown, this,
          [this](const std::shared_ptr<const Model>& model) { look_at(model); });
}

void TaughtModels::look_at(const std::shared_ptr<const Model>& shown) {
  if (!steps_.empty() && steps_.back().after == shown) return;
  if (!steps_.empty()) {
    steps_.clear();
    emit undo_possible(false);
  }
  // Only what the program begins with: later, the file is ours to change.
  if (!std::exchange(looked_back_, true) && session_.remembers() && session_.word() == taught_word())
    find_last();
}

void TaughtModels::find_last() {
  session_.files().run([this, shown = session_.model()](std::stop_token) -> JobRunner::Afterwards {
    std::error_code none;
    if (!fs::exists(before_file(), none)) return {};
    auto before = std::make_shared<Model>(load_onnx(before_file()));
    // One graph for both, as when it was taught: views compare the two.
    if (before->graph->names() != shown->graph->names() ||
        before->parameters.size() != shown->parameters.size())
      return {};
    before->graph = shown->graph;
    return [this, shown, before] {
      if (session_.model() != shown || !steps_.empty()) return;
      const QString word = QSettings().value(kBeforeKey).toString();
      steps_.push_back({before, shown, Session::name_of(word), word});
      emit undo_possible(true);
    };
  });
}

void TaughtModels::take(std::shared_ptr<const Model> before, std::shared_ptr<const Model> after) {
  if (session_.model() != before) {
    emit told(tr("Another network is shown now: what was taught is not used."));
    return;
  }
  ui::NetworkName name = session_.name();
  steps_.push_back({std::move(before), after, name, session_.word()});
  name.taught = true;
  session_.show_kept(after, name, session_.remembers() ? taught_word() : session_.word());
  save(session_.word());
  emit undo_possible(true);
}

void TaughtModels::undo() {
  if (steps_.empty() || session_.model() != steps_.back().after) return;
  const Step last = std::move(steps_.back());
  steps_.pop_back();
  session_.show_kept(last.before, last.name, last.word);
  save(last.word);
  emit undo_possible(!steps_.empty());
  emit told(tr("The weights are again those from before the teaching."));
}

void TaughtModels::save(const QString& word) {
  if (!session_.remembers()) return;
  const std::shared_ptr<const Model> before = steps_.empty() ? nullptr : steps_.back().before;
  QSettings().setValue(kBeforeKey, steps_.empty() ? QString() : steps_.back().word);
  session_.remember_saved(word, [word, shown = session_.model(), before](std::stop_token) -> JobRunner::Afterwards {
    fs::create_directories(taught_file().parent_path());
    if (before) save_onnx(before_file(), *before);
    if (word == taught_word()) save_onnx(taught_file(), *shown);
    std::error_code gone_already;
    if (!before) fs::remove(before_file(), gone_already);
    return {};
  });
}

}  // namespace convlens::app
