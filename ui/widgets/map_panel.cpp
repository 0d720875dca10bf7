#include "ui/widgets/map_panel.h"

#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>
#include <set>

#include "ui/paint/theme.h"
#include "ui/widgets/class_legend.h"
#include "ui/widgets/colour_legend.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/input_picture.h"

namespace convlens::ui {
namespace {

QVBoxLayout* panel_layout(QWidget* panel) {
  // Panels in a row share it evenly, whatever they hold.
  panel->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  auto* column = new QVBoxLayout(panel);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kGrid / 2);
  return column;
}

}  // namespace

QLabel* panel_title() {
  auto* label = new ElidedLabel;
  label->setFont(font_of(TypeSize::small));
  return label;
}

void set_panel_title(QLabel* label, const QString& title) {
  label->setText(title);
  label->setToolTip(title);
}

QWidget* titled_panel(QLabel* title, InputPicture* picture) {
  picture->set_alignment(Qt::AlignLeft | Qt::AlignTop);
  auto* panel = new QWidget;
  QVBoxLayout* column = panel_layout(panel);
  column->addWidget(title);
  column->addWidget(picture, 1);
  column->addSpacing(ColourLegend().minimumSizeHint().height());
  return panel;
}

MapPanel::MapPanel(QWidget* parent)
    : QWidget(parent),
      title_(panel_title()),
      map_(new HeatMap),
      legend_(new ColourLegend),
      class_legend_(new ClassLegend) {
  QVBoxLayout* column = panel_layout(this);
  column->addWidget(title_);
  column->addWidget(map_, 1);
  column->addWidget(legend_);
  column->addWidget(class_legend_);
  map_->set_alignment(Qt::AlignLeft | Qt::AlignTop);
  class_legend_->hide();
}

/// The scale is as wide as the map above it.
void MapPanel::fit_legend() {
  constexpr int kNarrowest = 72;
  legend_->setFixedWidth(std::max(kNarrowest, static_cast<int>(map_->area().width())));
}

void MapPanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  layout()->activate();
  fit_legend();
}

void MapPanel::set_title(const QString& title) {
  set_panel_title(title_, title);
  map_->setAccessibleName(title);
}

void MapPanel::show_scale(ColourMap colours, ValueRange range) {
  legend_->set_scale(colours, range);
  class_legend_->hide();
  legend_->show();
}

void MapPanel::set_values(std::vector<float> values, int height, int width, ColourMap colours,
                          ValueRange range) {
  map_->set_values(std::move(values), height, width, colours, range);
  show_scale(colours, range);
  fit_legend();
}

void MapPanel::set_picture(const QImage& picture, ColourMap colours, ValueRange range) {
  map_->set_picture(picture);
  show_scale(colours, range);
  fit_legend();
}

void MapPanel::set_classes(std::span<const std::int32_t> classes, int height, int width,
                           const QStringList& names) {
  map_->set_values({classes.begin(), classes.end()}, height, width, ColourMap::categorical, {});
  const std::set<int> occurring(classes.begin(), classes.end());
  class_legend_->set_classes({occurring.lower_bound(0), occurring.end()}, names);
  legend_->hide();
  class_legend_->show();
}

}  // namespace convlens::ui
