#include "app/data_choices.h"

#include "app/resources.h"
#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/data/download.h"

namespace convlens::app {
namespace {

constexpr const char* kMnist = "mnist";
constexpr const char* kKinds[] = {kMnist, "generated", "mnist+generated", "fashion", "cifar10"};

}  // namespace

DataChoices::DataChoices(std::string mirror, QObject* parent)
    : QObject(parent), mirror_(std::move(mirror)), bell_([this] {
        if (const auto progress = progress_.take())
          emit progressed(static_cast<qint64>(progress->done), static_cast<qint64>(progress->total));
      }) {}

QStringList DataChoices::present() {
  QStringList words;
  for (const char* kind : kKinds)
    if (dataset_present({.kind = kind, .place = {}})) words << QString::fromLatin1(kind);
  return words;
}

void DataChoices::refresh() {
  const QStringList words = present();
  emit refreshed(words, words.value(0));
}

void DataChoices::download_mnist() {
  if (downloading_) return;
  downloading_ = true;
  const auto folder = user_data_folder() / kMnist;
  runner_.run(
      [this, folder](std::stop_token stop) -> JobRunner::Afterwards {
        std::error_code reason;
        std::filesystem::create_directories(folder, reason);
        if (reason) throw Error(ErrorKind::file_unwritable, folder.string(), reason.message());
        const bool complete = convlens::download_mnist(folder, mirror_, stop, [this](std::size_t done, std::size_t total) {
          progress_.put({done, total});
          bell_.ring();
        });
        return [this, complete] {
          downloading_ = false;
          if (complete) refresh();
          emit download_ended(complete ? tr("MNIST is there: 60,000 digits to train on, 10,000 to test.")
                                       : tr("Stopped. What has arrived is kept; start again to go on."));
        };
      },
      [this](const QString& message) {
        downloading_ = false;
        emit download_ended(QString());
        emit failed(message);
      });
}

void DataChoices::cancel_download() { runner_.stop(); }

}  // namespace convlens::app
