#pragma once
#include "ui/views/strongest_job.h"
#include "ui/views/view.h"

class QLabel;
class QPushButton;

namespace convlens::ui {

class ColourLegend;
class DataChoice;
class JobProgress;
class PairedPictures;
class TileGrid;

/// The test images that excite the maps of the selected layer most: every map's strongest patch, and for the selected
/// map nine of them with what in them it answers to (deconvnet). A click makes the image the window's input. The
/// search starts when the view is seen; while weights are being trained it waits for the end, unless it is asked for.
class StrongestView : public View {
  Q_OBJECT

 public:
  explicit StrongestView(QWidget* parent = nullptr);
  void show_data_sets(const QStringList& words, const QString& current) override;
  void choose_data_set(const QString& word) override;
  void show_training(bool under_way) override;
  Exporter exporter() const override;
  /// What is shown; partial while the search goes on; may be null.
  const StrongestPtr& found() const { return found_; }

 signals:
  /// That explanation (its method's name) is to be checked against random weights.
  void sanity_requested(const QString& method);

 protected:
  void refresh() override;
  void retranslate() override;
  void show_news(int channel, const JobNews& news) override;

 private:
  enum Channel { kSearch, kOverview, kUnit };

  void build();
  void connect_parts();
  void refresh_if_visible();
  void search();
  void ask_for_pictures();
  void take(StrongestPtr found);
  bool is_stale() const;
  bool has_patches() const;
  int layer() const;
  int map() const;
  void paint_overview();
  void paint_unit();
  void show_state();
  QString notice() const;
  QString state_text() const;
  const StrongPatch& patch(int index) const;
  QString patch_text(int index) const;

  DataChoice* data_;
  QLabel *title_, *state_, *about_, *notice_;
  JobProgress* progress_;
  QPushButton* again_;
  QWidget* content_;
  TileGrid* overview_;
  PairedPictures* pairs_;
  ColourLegend* legend_;

  StrongestPtr found_;
  std::shared_ptr<const StrongestPictures> overview_pictures_, unit_pictures_;
  std::shared_ptr<const Model> asked_model_;
  QString asked_word_, failure_;
  /// What the pictures were last asked of.
  StrongestPtr pictured_;
  int pictured_layer_ = -1, pictured_map_ = -1;
  bool training_ = false, cancelled_ = false;
};

}  // namespace convlens::ui
