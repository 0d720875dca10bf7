#pragma once
#include <QStringList>
#include <QWidget>
#include <cstdint>
#include <span>
#include <vector>

#include "ui/widgets/heat_map.h"

class QLabel;

namespace convlens::ui {

class ClassLegend;
class ColourLegend;
class InputPicture;

/// A map with its name above and its scale below: one picture of several that stand beside each other.
class MapPanel : public QWidget {
  Q_OBJECT

 public:
  explicit MapPanel(QWidget* parent = nullptr);
  HeatMap* map() { return map_; }
  void set_title(const QString& title);
  /// Values in row order.
  void set_values(std::vector<float> values, int height, int width, ColourMap colours, ValueRange range);
  /// A picture whose colours the caller made, with the scale that it made them by.
  void set_picture(const QImage& picture, ColourMap colours, ValueRange range);
  /// Class indices in row order, with a legend of those that occur.
  void set_classes(std::span<const std::int32_t> classes, int height, int width, const QStringList& names);
  void set_dimmed(bool dimmed) { map_->set_dimmed(dimmed); }

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void fit_legend();
  void show_scale(ColourMap colours, ValueRange range);

  QLabel* title_;
  HeatMap* map_;
  ColourLegend* legend_;
  ClassLegend* class_legend_;
};

/// The same around the input: its name above, the room of a legend below.
QWidget* titled_panel(QLabel* title, InputPicture* picture);
/// A panel's name: one line, cut off where it does not fit, whole in its tool tip.
QLabel* panel_title();
void set_panel_title(QLabel* label, const QString& title);

}  // namespace convlens::ui
