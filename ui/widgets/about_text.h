#pragma once
#include <QLabel>

namespace convlens::ui {

/// What am I looking at: a narrow column of small words beside the pictures. Where there is no room for all
/// of them the mouse wheel goes through them, and the tool tip has the whole.
class AboutText : public QLabel {
  Q_OBJECT

 public:
  explicit AboutText(QWidget* parent = nullptr);

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  /// Of all the words, at the width of now.
  int whole_height() const;
  int hidden_height() const;

  int scrolled_ = 0;
};

}  // namespace convlens::ui
