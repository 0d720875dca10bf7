#pragma once
#include <QObject>
#include <QStringList>

#include "app/doorbell.h"
#include "app/job_runner.h"
#include "app/mailbox.h"

namespace convlens::app {

/// The data sets that are there to train on, and "Get MNIST". GUI thread; the download has a thread of its own.
class DataChoices : public QObject {
  Q_OBJECT

 public:
  /// mirror: the address of the folder with MNIST's files; empty: the usual ones.
  explicit DataChoices(std::string mirror = {}, QObject* parent = nullptr);

  /// Words (CLI.md): mnist first where it is there, generated always.
  static QStringList present();
  /// Tells what is there.
  void refresh();

 public slots:
  void download_mnist();
  void cancel_download();

 signals:
  void refreshed(const QStringList& words, const QString& current);
  void progressed(qint64 done, qint64 total);
  void download_ended(const QString& message);
  void failed(const QString& message);

 private:
  struct Progress {
    std::size_t done, total;
  };

  std::string mirror_;
  bool downloading_ = false;
  NewestMailbox<Progress> progress_;
  Doorbell bell_;
  JobRunner runner_;
};

}  // namespace convlens::app
