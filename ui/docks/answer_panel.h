#pragma once
#include <QWidget>

#include "ui/frame.h"

class QLabel;

namespace convlens::ui {

class LabelButtons;
class ProbabilityBars;

/// The ANSWER dock: the guess, how sure it is, what comes second, whether it is right, a bar a class, and buttons to say
/// which digit a drawing really is.
class AnswerPanel : public QWidget {
  Q_OBJECT

 public:
  explicit AnswerPanel(QWidget* parent = nullptr);
  void show_frame(const FramePtr& frame);
  void show_selection(const Selection& selection);
  ProbabilityBars* bars() const { return bars_; }
  QString guess() const;
  /// Why the input cannot be kept with a label; empty: it can.
  void offer_labels(const QString& reason_against);
  /// The input was just kept under this label; none: it was not.
  void show_kept(std::optional<int> label);

 signals:
  void class_clicked(int class_index);
  /// The user says which digit the drawing is.
  void labelled(int label);
  void hovered(const QString& text);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();
  void set_guess(const QString& text, bool sure);

  QLabel *guess_, *certainty_, *runner_up_, *truth_;
  ProbabilityBars* bars_;
  LabelButtons* labels_;
  FramePtr frame_;
};

}  // namespace convlens::ui
