#pragma once
#include "ui/views/inversion_job.h"
#include "ui/views/view.h"

class QButtonGroup;
class QLabel;
class QPushButton;
class QSpinBox;
class QStackedWidget;

namespace convlens::ui {

class AboutText;
class JobProgress;
class PictureRow;
class TileGrid;

/// What every layer still knows of the input (inversion, Mahendran & Vedaldi 2015), the pictures forming before the eyes;
/// and, on a second page, the pictures that excite the units of the selected layer most.
class InversionView : public View {
  Q_OBJECT

 public:
  explicit InversionView(QWidget* parent = nullptr);
  void show_training(bool under_way) override { training_ = under_way; }

 protected:
  Exporter exporter() const override;
  void refresh() override;
  void retranslate() override;
  void show_news(int channel, const JobNews& news) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  enum Page { kRow, kIdeal };  // each with a channel of its number

  void build_head();
  Page page() const;
  InversionQuestion question() const;
  IdealQuestion ideal_question() const;
  /// Asks for what the page shows, where it is not there or under way. `told`: the button was pressed.
  void ask_for_page(bool told);
  void give_up();
  void paint_row();
  void paint_ideal();
  void tell_pixel(const QString& what, const Tensor<float>& picture, Position at);
  QString layer_name(int node) const;

  QButtonGroup* pages_group_;
  QStackedWidget* pages_;
  QLabel *iterations_title_, *note_;
  QSpinBox* iterations_;
  QPushButton* start_;
  JobProgress* progress_;
  PictureRow* row_;
  TileGrid* ideal_;
  AboutText *about_row_, *about_ideal_;
  bool training_ = false;
  InversionQuestion asked_;
  IdealQuestion asked_ideal_;
  std::shared_ptr<const InversionRow> shown_;
  std::shared_ptr<const IdealPictures> shown_ideal_;
};

}  // namespace convlens::ui
