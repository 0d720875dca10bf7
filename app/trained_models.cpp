#include "app/trained_models.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <algorithm>

#include "app/resources.h"
#include "core/data/dataset.h"
#include "core/formats/onnx.h"

namespace convlens::app {
namespace {

namespace fs = std::filesystem;

const QString kTime = QStringLiteral("yyyyMMdd-hhmmss-zzz");
constexpr qsizetype kLongestPart = 80;  // a file's name has at most 255 bytes

fs::path folder() { return user_data_folder() / "trained"; }

QString part_of_file_name(QString text) {
  return text.replace(QLatin1Char('/'), QLatin1Char('_')).left(kLongestPart);
}

/// "20261128-190035-123 digits on mnist.onnx": in UTC, so that the order of names is that of time.
QString file_name(const ui::NetworkName& name) {
  const std::string data = data_without_place(name.trained_on.toStdString());
  return QStringLiteral("%1 %2 on %3.onnx")
      .arg(name.trained_at.toUTC().toString(kTime), part_of_file_name(name.name),
           part_of_file_name(QString::fromStdString(data)));
}

/// The newest first; of another form, none.
std::vector<fs::path> kept_files() {
  std::vector<fs::path> files;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder(), none))
    if (TrainedModels::name_in(QString::fromStdString(entry.path().string()))) files.push_back(entry.path());
  std::sort(files.rbegin(), files.rend());
  return files;
}

void forget_oldest() {
  const std::vector<fs::path> files = kept_files();
  std::error_code ignored;
  for (std::size_t i = TrainedModels::kMost; i < files.size(); ++i) fs::remove(files[i], ignored);
}

}  // namespace

TrainedModels::TrainedModels(Session& session, QObject* parent) : QObject(parent), session_(session) {}

std::optional<ui::NetworkName> TrainedModels::name_in(const QString& path) {
  const QFileInfo file(path);
  if (fs::path(file.path().toStdString()) != folder()) return std::nullopt;
  static const QRegularExpression form(QStringLiteral("^(\\d{8}-\\d{6}-\\d{3}) (.+) on (.+)\\.onnx$"));
  const QRegularExpressionMatch parts = form.match(file.fileName());
  QDateTime time = QDateTime::fromString(parts.captured(1), kTime);
  if (!time.isValid()) return std::nullopt;
  time.setTimeSpec(Qt::UTC);
  return ui::NetworkName{.name = parts.captured(2), .trained_on = parts.captured(3), .trained_at = time};
}

void TrainedModels::keep(std::shared_ptr<const Model> model, const ui::NetworkName& name) {
  ui::NetworkName dated = name;
  dated.trained_at = QDateTime::currentDateTimeUtc();
  const fs::path path = folder() / file_name(dated).toStdString();
  const QString word = QString::fromStdString(path.string());
  if (!session_.remembers()) return session_.show_kept(std::move(model), dated, session_.word());
  session_.show_kept(model, *name_in(word), word);
  session_.remember_saved(word,
                          [this, model = std::move(model), path](std::stop_token) -> JobRunner::Afterwards {
                            fs::create_directories(path.parent_path());
                            save_onnx(path, *model);
                            forget_oldest();
                            return listing();
                          });
}

void TrainedModels::list() {
  if (!session_.remembers()) return;
  session_.files().run([this](std::stop_token) { return listing(); });
}

/// On the files' thread; what comes back is for the GUI's.
JobRunner::Afterwards TrainedModels::listing() {
  std::vector<ui::KeptNetwork> networks;
  for (const fs::path& file : kept_files()) {
    const QString word = QString::fromStdString(file.string());
    networks.push_back({word, *name_in(word)});
  }
  return [this, networks] { emit changed(networks); };
}

}  // namespace convlens::app
