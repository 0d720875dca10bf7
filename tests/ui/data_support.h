#pragma once
#include <QTest>
#include <fstream>

#include "core/data/generated.h"
#include "tests/support/temporary_folder.h"
#include "tests/ui/support.h"
#include "ui/views/data_view.h"

namespace convlens::ui {

/// A strokes: data set of generated digits.
inline QString drawn_data(const test::TemporaryFolder& folder, int count, const char* name = "drawn.jsonl") {
  const auto file = folder / name;
  std::ofstream out(file);
  for (int i = 0; i < count; ++i) {
    Drawing drawing = generate_digit(i % 10, 5, 0, static_cast<std::uint64_t>(i));
    drawing.label = i % 10;
    out << drawing_to_json(drawing) << "\n";
  }
  return QStringLiteral("strokes:") + QString::fromStdString(file.string());
}

/// Keeps what a view asks for, and does it when told to, on the test's own thread.
class JobsOnDemand {
 public:
  explicit JobsOnDemand(View& view) : view_(view) {
    QObject::connect(&view, &View::job_wanted, [this](View*, int channel, std::uint64_t ticket, const ViewJob& job) {
      ++asked;
      waiting_ = Waiting{channel, ticket, job};
    });
    QObject::connect(&view, &View::job_cancelled, [this] { ++cancelled; });
  }
  bool waits() const { return waiting_.has_value(); }
  /// Does the job that was asked for last. `partials`: hand over unfinished results, too.
  void run(bool partials = false) {
    REQUIRE(waiting_);
    const Waiting now = *std::exchange(waiting_, std::nullopt);
    Report report(*this, now, partials);
    JobNews news{.ticket = now.ticket, .result = nullptr, .complete = true, .done = 0, .total = 0, .failure = {}};
    try {
      news.result = now.job.compute(report);
    } catch (const std::exception& failure) {
      news.failure = QString::fromUtf8(failure.what());
    }
    view_.receive(now.channel, news);
  }
  /// Only the first unfinished result: the job is then stopped.
  void run_until_partial() {
    REQUIRE(waiting_);
    const Waiting now = *waiting_;
    Report report(*this, now, true);
    report.stop_at_partial = true;
    now.job.compute(report);
  }

  int asked = 0, cancelled = 0;

 private:
  struct Waiting {
    int channel;
    std::uint64_t ticket;
    ViewJob job;
  };
  class Report : public JobReport {
   public:
    Report(JobsOnDemand& jobs, const Waiting& job, bool partials) : jobs_(jobs), job_(job), partials_(partials) {}
    std::stop_token stop() const override { return stop_.get_token(); }
    ThreadPool& pool() override { return pool_; }
    void progress(std::size_t done, std::size_t total) override {
      done_ = done;
      total_ = total;
    }
    void partial(JobResult result) override {
      if (partials_)
        jobs_.view_.receive(job_.channel, {.ticket = job_.ticket,
                                           .result = std::move(result),
                                           .complete = false,
                                           .done = done_,
                                           .total = total_,
                                           .failure = {}});
      if (stop_at_partial) stop_.request_stop();
    }
    bool stop_at_partial = false;

   private:
    JobsOnDemand& jobs_;
    const Waiting& job_;
    bool partials_;
    ThreadPool pool_{1};
    std::stop_source stop_;
    std::size_t done_ = 0, total_ = 0;
  };

  View& view_;
  std::optional<Waiting> waiting_;
};

}  // namespace convlens::ui
