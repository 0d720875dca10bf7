#pragma once
#include <optional>

#include "ui/views/filter_values.h"
#include "ui/views/view.h"

class QButtonGroup;
class QToolButton;
class QLabel;

namespace convlens::ui {

class AboutText;
class ColourLegend;
class FilterNumbers;
class HeatMap;
class TileGrid;

/// The kernels of the selected convolution: one tile an output map (a mosaic of its input channels' kernels,
/// or its colours where it looks at the three of a picture), the selected one's kernels, one kernel with its
/// numbers, and statistics; of the weights of now, of those kept from before, or of the change between them.
/// Weights are signed: always the diverging scale.
class FiltersView : public View {
  Q_OBJECT

 public:
  explicit FiltersView(QWidget* parent = nullptr);
  Exporter exporter() const override;

 protected:
  void refresh() override;
  void retranslate() override;
  void frame_seen(const Frame& frame) override;

 private:
  void build();
  void build_head();
  void connect_parts();
  void keep();
  void show_kept();
  void zoom(int steps);
  bool refresh_filters();
  void refresh_gallery();
  void refresh_kernels();
  void refresh_kernel();
  void refresh_numbers();
  void refresh_dead_maps();
  void refresh_titles();
  void show_parts(bool something);
  static ValueRange common_range(std::span<const float> shown, std::span<const float> compared);
  ValueRange range_of_filter(int out) const;
  void tell(int out, int in, int y, int x);
  std::optional<float> mosaic_weight(int out, int y, int x) const;
  WeightsShown shown() const;

  /// What the pictures were last made from: the pen changes none of it.
  struct Source {
    TwoModels models;
    int layer = -1;
    WeightsShown shown = WeightsShown::now;
    RangeScope scope = RangeScope::layer;
    friend bool operator==(const Source&, const Source&) = default;
  };
  Source source_;
  std::shared_ptr<const Model> before_;
  std::shared_ptr<const Model> kept_;  ///< before_, where the user kept it
  Filters filters_;
  Filters compared_;         ///< the other state, which shares the scale; nothing for a change
  ValueRange shared_range_;  ///< of the layer or of the network
  bool colours_ = false;     ///< the filters are shown as colour pictures
  int layer_ = -1, out_ = 0, in_ = 0, zoom_ = 0;

  QLabel *title_, *kernels_title_, *kernel_title_;
  QButtonGroup* which_;
  QToolButton *keep_, *smaller_, *larger_;
  TileGrid *grid_, *kernels_;
  HeatMap* kernel_;
  ColourLegend* legend_;
  FilterNumbers* numbers_;
  AboutText* about_;
  QWidget *head_, *middle_, *side_, *words_;
};

}  // namespace convlens::ui
