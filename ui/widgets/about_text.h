#pragma once
#include <QLabel>

namespace convlens::ui {

/// What am I looking at: a narrow column of small words beside the pictures.
class AboutText : public QLabel {
  Q_OBJECT

 public:
  explicit AboutText(QWidget* parent = nullptr);
};

}  // namespace convlens::ui
