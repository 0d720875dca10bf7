#pragma once
#include <QObject>
#include <QPointer>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "app/doorbell.h"
#include "ui/views/view.h"

namespace convlens::app {

/// Runs the views' jobs (ui/view_job.h) on two threads: one for what follows the pen, one for what takes seconds. A
/// newer job of a view takes the place of one that waits; one that runs is stopped for it only if it has shown
/// something already, so that a quick pen never keeps a picture from appearing at all.
/// Lives on the GUI thread; only the jobs themselves run elsewhere.
class ViewWorker : public QObject {
  Q_OBJECT

 public:
  explicit ViewWorker(QObject* parent = nullptr);
  /// Stops all jobs and joins.
  ~ViewWorker() override;

 public slots:
  /// News of a view that is gone by then is dropped.
  void run(convlens::ui::View* view, int channel, std::uint64_t ticket, const convlens::ui::ViewJob& job);
  void cancel(convlens::ui::View* view, int channel);

 private:
  using Key = std::pair<ui::View*, int>;
  struct Task {
    Key key;
    std::uint64_t ticket = 0;
    ui::ViewJob job;
  };
  class Lane;
  class Report;

  Lane& lane_of(ui::ViewJob::Lane lane) { return lane == ui::ViewJob::Lane::live ? *live_ : *lengthy_; }
  void post(const Key& key, ui::JobNews news);
  void deliver();

  // GUI thread.
  std::map<ui::View*, QPointer<ui::View>> views_;

  // Between the threads: the newest of each job.
  std::mutex mail_mutex_;
  std::map<Key, ui::JobNews> mail_;
  Doorbell bell_;

  std::unique_ptr<Lane> live_, lengthy_;
};

}  // namespace convlens::app
