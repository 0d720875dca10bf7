#pragma once
#include <QWidget>

#include "ui/views/filter_values.h"

class QLabel;

namespace convlens::ui {

class TileGrid;

/// The filters of one convolution, the one that moved most first: each before, after,
/// and the difference.
class MovedFilters : public QWidget {
  Q_OBJECT

 public:
  explicit MovedFilters(QWidget* parent = nullptr);
  void show_filters(const TwoModels& models, int convolution);
  /// Of which filter a tile is.
  int filter_of_tile(int tile) const { return static_cast<int>(order_[static_cast<std::size_t>(tile)]); }
  TileGrid* grid() const { return grid_; }

 signals:
  void hovered(const QString& text);
  void filter_clicked(int filter);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void rebuild();

  QLabel* title_;
  TileGrid* grid_;
  TwoModels models_;
  int convolution_ = -1;
  int side_ = 128;  ///< of a tile on the screen: as wide as the words below it
  std::vector<std::size_t> order_;
  std::vector<double> moves_;
};

}  // namespace convlens::ui
