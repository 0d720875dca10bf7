#pragma once
#include <QAbstractScrollArea>
#include <memory>

#include "core/explain/arithmetic.h"

namespace convlens::ui {

/// One value taken apart, cell by cell: each cell has its value, the weight that it is multiplied by, and the product,
/// in all the digits that the sum needs; each channel its sum. Wide enough views show channels side by side.
class ArithmeticSheet : public QAbstractScrollArea {
  Q_OBJECT

 public:
  explicit ArithmeticSheet(QWidget* parent = nullptr);
  void set_arithmetic(std::shared_ptr<const Arithmetic> arithmetic);
  /// Where a cell of a part is in the viewport.
  QRect cell_rect(int part, int cell) const;

  QSize sizeHint() const override { return {420, 200}; }

 signals:
  void cell_hovered(int part, int cell);
  void left();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  bool viewportEvent(QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void lay_out();
  QRect part_rect(int part) const;
  void paint_part(QPainter& painter, int part) const;
  void paint_cell(QPainter& painter, const ArithmeticCell& cell, const QRect& place) const;

  std::shared_ptr<const Arithmetic> arithmetic_;
  QSize cell_, block_;  ///< of a cell; of the largest part with its heading
  int columns_ = 1;
  float largest_ = 0;  ///< of the products' colours
};

}  // namespace convlens::ui
