#pragma once
#include <QToolButton>

namespace convlens::ui {

/// Stands beside an explanation and leads to its check against random weights.
class SanityLink : public QToolButton {
  Q_OBJECT

 public:
  explicit SanityLink(QWidget* parent = nullptr);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
};

}  // namespace convlens::ui
