#pragma once
#include "ui/views/reconstruction_job.h"
#include "ui/views/view.h"

class QComboBox;
class QLabel;
class QStackedWidget;
class QButtonGroup;

namespace convlens::ui {

class InputPicture;
class MapPanel;
class PictureRow;
class RulesPage;
class TileGrid;

/// What in the input the selected unit answers to (deconvnet and its relatives, REFERENCE.md): the unit's picture
/// beside the input and laid over it, the way down layer by layer, or all maps of the layer.
class ReconstructionView : public View {
  Q_OBJECT

 public:
  explicit ReconstructionView(QWidget* parent = nullptr);

 signals:
  /// That explanation (its method's name) is to be checked against random weights.
  void sanity_requested(const QString& method);

 protected:
  Exporter exporter() const override;
  void refresh() override;
  void retranslate() override;
  void show_news(int channel, const JobNews& news) override;

 private:
  enum Page { kUnit, kPath, kSheet, kRules };
  enum Channel { kOne, kAll, kThree };

  void build_head();
  QWidget* unit_page();
  void connect_grids();
  Page page() const;
  ReconstructionQuestion question() const;
  void paint_unit();
  void paint_path();
  void paint_sheet();
  void title_page();
  QString step_name(const PathStep& step) const;
  QString step_text(const PathStep& step) const;
  void tell_pixel(int map, Position at, float value);

  QComboBox *rule_, *seed_;
  QLabel *rule_title_, *seed_title_, *title_, *about_;
  QButtonGroup* pages_group_;
  QStackedWidget* pages_;
  InputPicture *input_, *overlay_;
  QLabel *input_title_, *overlay_title_;
  MapPanel* projection_;
  RulesPage* rules_;
  PictureRow* path_;
  TileGrid* sheet_;
  std::shared_ptr<const Reconstruction> shown_;
  std::shared_ptr<const ReconstructionSheet> shown_sheet_;
};

}  // namespace convlens::ui
