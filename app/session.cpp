#include "app/session.h"

#include <QFileInfo>
#include <QSettings>

#include "app/cli/models.h"
#include "app/resources.h"
#include "app/cli/outputs.h"
#include "app/pad_memory.h"
#include "app/sample_drawings.h"
#include "app/trained_models.h"
#include "core/base/file.h"
#include "core/formats/onnx.h"
#include "core/model/presets.h"

namespace convlens::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFirstModel = "digits";
constexpr const char* kModelKey = "model";

fs::path native(const QString& path) { return fs::path(path.toStdString()); }

}  // namespace

Session::Session(bool remember, QObject* parent)
    : QObject(parent),
      remember_(remember),
      opening_bell_([this] {
        const auto progress = opening_progress_.take();
        if (progress && openings_ > 0) emit opening_progressed(progress->done, progress->total);
      }),
      painted_bell_([this] { emit painted(); }), inquiry_(files_, InputMemory(input_memory_file())) {
  connect(&live_, &LiveWorker::answered, this, &Session::pass_on);
  connect(&live_, &LiveWorker::failed, this, &Session::failed);
  connect(&files_, &JobRunner::failed, this, &Session::failed);
  connect(&inquiry_, &InputInquiry::described, this, &Session::show_opened);
}

ui::NetworkName Session::name_of(const QString& word, bool trained) {
  if (const auto kept = TrainedModels::name_in(word)) return *kept;
  const bool preset = find_preset(word.toStdString()) != nullptr;
  return {.name = preset ? word : QFileInfo(word).fileName(), .untrained = !trained};
}

std::vector<ui::ShippedNetwork> Session::shipped_models() {
  std::vector<ui::ShippedNetwork> networks;
  for (const std::string& name : trained_presets())
    networks.push_back({QString::fromStdString(name), QString::fromStdString(shipped_weights(name).string())});
  return networks;
}

void Session::begin() {
  const QString last = remembered_model();
  const bool there = find_preset(last.toStdString()) != nullptr || QFileInfo::exists(last);
  open_model(there ? last : QString(kFirstModel));
  files_.run([this](std::stop_token) -> JobRunner::Afterwards {
    const auto last_drawing = remember_ ? PadMemory::recall(last_drawing_file()) : std::nullopt;
    return [this, last_drawing, samples = sample_drawings()] {
      emit samples_found(samples);
      if (last_drawing || !samples.empty()) emit drawing_opened(last_drawing ? *last_drawing : samples.front());
    };
  });
}

void Session::open_model(const QString& word) {
  if (cancel_opening_.stop_requested()) cancel_opening_ = std::stop_source();
  ++openings_;
  if (!find_preset(word.toStdString())) emit opening(name_of(word).name);
  files_.run(
      [this, word, cancel = cancel_opening_](std::stop_token closing) mutable -> JobRunner::Afterwards {
        const std::stop_callback closed(closing, [&cancel] { cancel.request_stop(); });
        auto opened = open_as_described(word.toStdString(), inquiry_.memory(), cancel.get_token(),
                                        [this](std::size_t done, std::size_t total) {
                                          opening_progress_.put({done, total});
                                          opening_bell_.ring();
                                        });
        return [this, word, cancel, opened = std::move(opened)] {
          end_opening();
          if (!opened || cancel.stop_requested()) {
            emit told(tr("Stopped: %1 was not opened.").arg(name_of(word).name));
            return open_another_than(word);
          }
          show_opened(*opened, word);
          remember_model(word);
        };
      },
      [this, word](const QString& message) {
        end_opening();
        emit failed(message);
        open_another_than(word);
      });
}

void Session::cancel_opening() { cancel_opening_.request_stop(); }

void Session::end_opening() {
  if (--openings_ == 0) emit opening_ended();
}

void Session::open_another_than(const QString& word) {
  if (!model_ && openings_ == 0 && word != QLatin1String(kFirstModel)) open_model(QString(kFirstModel));
}

void Session::show_opened(const OpenedModel& opened, const QString& word) {
  show_kept(opened.model, name_of(word, opened.trained), word);
  emit told({});
  inquiry_.set_shown(opened, word);
}

void Session::remember_model(const QString& word) {
  if (!remember_) return;
  const bool preset = find_preset(word.toStdString()) != nullptr;
  QSettings().setValue(kModelKey, preset ? word : QFileInfo(word).absoluteFilePath());
}

void Session::remember_saved(const QString& word, JobRunner::Work save) {
  const QString earlier = remembered_model();
  remember_model(word);
  files_.run(std::move(save), [this, earlier](const QString& message) {
    remember_model(earlier);
    emit failed(message);
  });
}

QString Session::remembered_model() const { return remember_ ? QSettings().value(kModelKey).toString() : QString(); }

void Session::save_model(const QString& path) {
  files_.run([this, path, model = model_](std::stop_token) -> JobRunner::Afterwards {
    if (!model) return {};
    save_onnx(native(path), *model);
    return [this, path] { emit told(tr("Saved %1").arg(path)); };
  });
}

void Session::open_image(const QString& path) {
  files_.run([this, path](std::stop_token) -> JobRunner::Afterwards {
    auto image = read_image(native(path));
    return [this, input = ui::Input{.content = std::move(image), .true_label = std::nullopt}] {
      emit image_opened(input);
    };
  });
}

void Session::open_drawing(const QString& path) {
  files_.run([this, path](std::stop_token) -> JobRunner::Afterwards {
    const std::vector<Drawing> drawings = read_drawings(native(path));
    if (drawings.empty()) throw Error(ErrorKind::empty_image, path.toStdString());
    return [this, drawing = drawings.front()] { emit drawing_opened(drawing); };
  });
}

void Session::save_drawing(const QString& path, const Drawing& drawing) {
  files_.run([this, path, drawing](std::stop_token) -> JobRunner::Afterwards {
    write_file(native(path), drawing_to_json(drawing) + "\n");
    return [this, path] { emit told(tr("Saved %1").arg(path)); };
  });
}

void Session::export_view(const QString& folder, const ui::Exporter& make) {
  files_.run([this, folder, make](std::stop_token) -> JobRunner::Afterwards {
    const FigureFiles files = make();
    save_figure(native(folder), files);
    QStringList names;
    for (const FigureFile& file : files) names << QString::fromStdString(file.name);
    return [this, folder, names] {
      emit told(tr("Saved in %1: %2").arg(folder, names.join(QStringLiteral(", "))));
    };
  });
}

void Session::open_file(const QString& path) {
  const QString name = QFileInfo(path).fileName().toLower();
  if (name.endsWith(QStringLiteral(".onnx")))
    open_model(path);
  else if (name.contains(QStringLiteral(".json")) || name.endsWith(QStringLiteral(".strokes")))
    open_drawing(path);
  else
    open_image(path);
}

void Session::show_model(std::shared_ptr<const Model> model, const ui::NetworkName& name) {
  model_ = std::move(model);
  name_ = name;
  inquiry_.set_nothing_to_ask();
  emit model_shown(model_, name_);
  live_.set_model(model_);
}

void Session::show_kept(std::shared_ptr<const Model> model, const ui::NetworkName& name, const QString& word) {
  word_ = word;
  show_model(std::move(model), name);
}

void Session::set_weights(std::shared_ptr<const Model> model) {
  if (!model_ || model_->graph != model->graph) return;
  model_ = std::move(model);
  live_.set_model(model_);
}

void Session::pass_on(const ui::FramePtr& frame) {
  inquiry_.set_frame(frame);
  emit answered(frame);
  painted_bell_.ring();  // behind the paint requests of this very snapshot
}

}  // namespace convlens::app
