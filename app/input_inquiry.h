#pragma once
#include <QObject>
#include <memory>

#include "app/job_runner.h"
#include "app/opened_model.h"
#include "ui/frame.h"
#include "ui/input_question.h"

namespace convlens::app {

/// Asks how the input of the network that is shown is, where its file does not say it, remembers the answer
/// and gives the network as it was described. Lives on the GUI thread; files are touched and networks run on
/// the runner's.
class InputInquiry : public QObject {
  Q_OBJECT

 public:
  InputInquiry(JobRunner& files, InputMemory memory, QObject* parent = nullptr);
  const InputMemory& memory() const { return memory_; }

  /// Of the network that is shown from now on. One that does not say how its input is, and that was never
  /// described, is asked about.
  void set_shown(const OpenedModel& opened, const QString& path);
  /// Something else is shown, about which there is nothing to ask.
  void set_nothing_to_ask();

 public slots:
  /// The user wants to change the answer. The file is opened again, as it is.
  void ask();
  /// The picture of the moment.
  void set_frame(const convlens::ui::FramePtr& frame);
  void set_blue_first(bool blue_first);
  void read_names(const QString& path);
  void answer(const convlens::InputAnswer& answer);
  /// The question was closed, answered or not.
  void close();

 signals:
  void describable_changed(bool describable);
  void asked(const convlens::ui::InputQuestion& question);
  void previewed(const convlens::ui::InputPreviews& previews);
  void names_read(const std::vector<std::string>& names);
  /// What was chosen cannot be; the question stays open.
  void refused(const QString& message);
  /// There is nothing to be asked any more: described, or another network is shown.
  void settled();
  void described(const convlens::app::OpenedModel& opened, const QString& path);

 private:
  void begin(std::shared_ptr<const Model> raw);
  void preview();

  JobRunner& files_;
  InputMemory memory_;
  QString path_;
  std::string digest_;  ///< empty: nothing to ask
  std::optional<InputAnswer> answered_;
  std::shared_ptr<const Model> raw_;  ///< as the file has it, while the question is open
  std::uint64_t question_ = 0;        ///< what a job says about an earlier question is passed over
  ui::FramePtr frame_;
  bool blue_first_ = false, previewing_ = false, preview_again_ = false;
};

}  // namespace convlens::app
