#pragma once
#include <QScrollArea>
#include <vector>

#include "core/data/strokes.h"

class QHBoxLayout;
class QToolButton;

namespace convlens::ui {

/// Drawings to begin with, as a row of buttons.
class SampleStrip : public QScrollArea {
  Q_OBJECT

 public:
  explicit SampleStrip(QWidget* parent = nullptr);
  void set_samples(const std::vector<Drawing>& samples);
  int count() const { return static_cast<int>(samples_.size()); }

 signals:
  void sample_chosen(const convlens::Drawing& drawing);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void rebuild();
  /// Thumbnails and names, in the colours and the language of the moment.
  void dress();

  std::vector<Drawing> samples_;
  std::vector<QToolButton*> buttons_;
  QHBoxLayout* row_;
};

}  // namespace convlens::ui
