#pragma once
#include <QObject>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "app/doorbell.h"
#include "app/mailbox.h"
#include "core/base/thread_pool.h"
#include "ui/frame.h"

namespace convlens::app {

/// Answers the input of the moment, on a thread of its own at normal priority: the answer follows the pen. A newer
/// input or newer weights replace those that still wait; the answer is always to the newest of both.
/// Lives on the GUI thread, as do its signals; only run() is elsewhere.
class LiveWorker : public QObject {
  Q_OBJECT

 public:
  explicit LiveWorker(QObject* parent = nullptr);
  /// Joins; what was under way is dropped.
  ~LiveWorker() override;
  /// Of the last input that was handed in.
  std::uint64_t newest_ticket() const { return tickets_; }

 public slots:
  /// Numbers the input with a new ticket and answers it.
  void set_input(const convlens::ui::Input& input);
  /// Answers the last input again, by these weights.
  void set_model(std::shared_ptr<const convlens::Model> model);

 signals:
  void answered(convlens::ui::FramePtr frame);
  void failed(const QString& message);

 private:
  struct Question {
    std::uint64_t ticket = 0;
    std::shared_ptr<const ui::Input> input;
    std::shared_ptr<const Model> model;
  };
  struct Answer {
    ui::FramePtr frame;   ///< null where it failed
    std::string failure;
  };
  void ask();
  void deliver();
  void run(std::stop_token stop);
  ui::FramePtr answer(const Question& question);
  /// Whether the input's label is one of this network's classes: drawings and photographs are labelled as digits, a data
  /// set's picture as what the network reads that it was chosen under.
  bool label_holds(const Question& question);
  /// The network's input of an input, and in the frame how it came about.
  Tensor<float> pixels_of(const std::shared_ptr<const ui::Input>& input, const Shape& shape, ui::Frame& frame);

  // GUI thread.
  std::uint64_t tickets_ = 0;
  Question newest_;

  // Between the threads.
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::optional<Question> waiting_;
  NewestMailbox<Answer> answers_;
  Doorbell bell_;

  // Worker thread: an input that is only looked at through newer weights is prepared once.
  std::shared_ptr<const ui::Input> prepared_from_;
  std::shared_ptr<const PreparedDigit> prepared_;
  std::shared_ptr<const ui::Input> labelled_from_;
  std::vector<std::string> label_classes_;
  /// Its own, at its priority: a photograph is answered by all cores, also while others are at work.
  ThreadPool pool_;

  std::jthread thread_;
};

}  // namespace convlens::app
