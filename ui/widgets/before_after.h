#pragma once
#include <QWidget>
#include <vector>

namespace convlens::ui {

/// A few numbers before and after something, a line each.
class BeforeAfter : public QWidget {
  Q_OBJECT

 public:
  struct Row {
    QString name, before, after;
  };

  using QWidget::QWidget;
  void set_rows(const std::vector<Row>& rows);
};

}  // namespace convlens::ui
