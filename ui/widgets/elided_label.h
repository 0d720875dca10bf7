#pragma once
#include <QLabel>

namespace convlens::ui {

/// A line of text that ends in "…" where there is no room for all of it; the tool tip has the whole.
class ElidedLabel : public QLabel {
  Q_OBJECT

 public:
  using QLabel::QLabel;
  QSize minimumSizeHint() const override { return {1, QLabel::minimumSizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  bool is_too_long() const;
};

}  // namespace convlens::ui
