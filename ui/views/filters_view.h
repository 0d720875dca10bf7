#pragma once
#include <optional>

#include "ui/views/view.h"

class QLabel;

namespace convlens::ui {

class ColourLegend;
class HeatMap;
class TileGrid;

/// The kernels of the selected convolution: one tile an output map (a mosaic of its input channels' kernels),
/// the selected one's kernels, and one kernel with its numbers. Weights are signed: always the diverging
/// scale.
class FiltersView : public View {
  Q_OBJECT

 public:
  explicit FiltersView(QWidget* parent = nullptr);
  Exporter exporter() const override;

 protected:
  void refresh() override;
  void retranslate() override;

 private:
  ValueRange range_of_filter(int out) const;
  QImage mosaic(int out) const;
  float weight(int out, int in, int y, int x) const;
  void refresh_titles(const Graph& graph);
  void refresh_kernels();
  void tell(int out, int in, int y, int x);
  int mosaic_columns() const;

  Filters filters_;
  int layer_ = -1, out_ = 0, in_ = 0;
  QLabel* title_;
  QLabel* kernels_title_;
  QLabel* kernel_title_;
  TileGrid* grid_;
  TileGrid* kernels_;
  HeatMap* kernel_;
  ColourLegend* legend_;
  QWidget* middle_;
  QWidget* side_;
};

/// The selected layer where it is a convolution, else the nearest one before it; nothing where there is none.
std::optional<int> convolution_at_or_before(const Graph& graph, int layer);

}  // namespace convlens::ui
