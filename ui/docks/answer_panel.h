#pragma once
#include <QWidget>

#include "ui/frame.h"

class QLabel;

namespace convlens::ui {

class ProbabilityBars;

/// The ANSWER dock: the guess, how sure it is, what comes second, whether it is right, and a bar a class.
class AnswerPanel : public QWidget {
  Q_OBJECT

 public:
  explicit AnswerPanel(QWidget* parent = nullptr);
  void show_frame(const FramePtr& frame);
  void show_selection(const Selection& selection);
  ProbabilityBars* bars() const { return bars_; }
  QString guess() const;

 signals:
  void class_clicked(int class_index);
  void hovered(const QString& text);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();
  void set_guess(const QString& text, bool sure);

  QLabel *guess_, *certainty_, *runner_up_, *truth_;
  ProbabilityBars* bars_;
  FramePtr frame_;
};

}  // namespace convlens::ui
