#pragma once
#include <QWidget>
#include <vector>

#include "core/render/colour_scale.h"

namespace convlens::ui {

/// A few curves with both ends of each axis in numbers and the names below: small enough to stand beside maps. The first
/// is drawn in the accent colour, the others in a muted one; those that have names come before those that have none.
class LineChart : public QWidget {
  Q_OBJECT

 public:
  struct Line {
    QString name;
    std::vector<float> x, y;
  };

  explicit LineChart(QWidget* parent = nullptr);
  void set_titles(const QString& title, const QString& x_title);
  void set_lines(std::vector<Line> lines, ValueRange x, ValueRange y);
  const std::vector<Line>& lines() const { return lines_; }

  QSize sizeHint() const override { return {208, 208}; }
  QSize minimumSizeHint() const override { return {112, 112}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QColor colour_of(std::size_t line) const;

  QString title_, x_title_;
  std::vector<Line> lines_;
  ValueRange x_, y_;
};

}  // namespace convlens::ui
