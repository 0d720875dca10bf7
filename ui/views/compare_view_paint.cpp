#include <QButtonGroup>
#include <QComboBox>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>
#include <algorithm>
#include <cmath>

#include "ui/paint/map_image.h"
#include "ui/paint/numbers.h"
#include "ui/views/compare_side_button.h"
#include "ui/views/compare_view.h"
#include "ui/widgets/about_text.h"
#include "ui/widgets/colour_legend.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/job_progress.h"
#include "ui/widgets/map_panel.h"
#include "ui/widgets/paired_bars.h"
#include "ui/widgets/tile_grid.h"

namespace convlens::ui {
namespace {

QStringList names_of(const CompareSide& side) {
  QStringList names;
  for (const std::string& name : side.class_names) names << QString::fromStdString(name);
  return names;
}

/// Of two networks that call a class by two names both are said.
QStringList names_of(const Comparison& comparison) {
  const QStringList a = names_of(comparison.a), b = names_of(comparison.b);
  QStringList names;
  for (std::size_t i = 0; i < comparison.a.array.values.size(); ++i) {
    const QString number = QString::number(i), of_a = a.value(static_cast<int>(i), number), of_b = b.value(static_cast<int>(i), number);
    names << (of_a == of_b ? of_a : of_a + QStringLiteral(" / ") + of_b);
  }
  return names;
}

}  // namespace

void CompareView::paint() {
  if (shown_->trouble != CompareTrouble::none) {
    numbers_->clear();
    words_->setText(trouble_text());
    return show_body(kWords);
  }
  numbers_->setText(numbers_text());
  if (shown_->parts.empty()) return paint_bars();
  if (shown_->asked.all) return paint_tiles();
  paint_panels();
}

const ComparePart* CompareView::shown_part() const {
  if (!shown_ || shown_->parts.empty()) return nullptr;
  const int unit = shown_->asked.sides[kA].question.unit;
  const ComparePart* chosen = nullptr;
  float most = -1;
  for (const ComparePart& part : shown_->parts) {
    if (unit >= 0 && part.unit >= 0 && part.unit != unit) continue;
    const float largest = largest_difference(*shown_->comparison, part);
    if (largest <= most) continue;
    most = largest;
    chosen = &part;
  }
  return chosen;
}

QString CompareView::part_text(const ComparePart& part) const {
  const CompareSide& a = shown_->comparison->a;
  const QString layer = QString::fromStdString(a.layer);
  switch (a.question.figure) {
    case ComparedFigure::maps:
      return part.unit < 0 ? tr("%1, row by row").arg(layer) : tr("%1, map %2").arg(layer).arg(part.unit);
    case ComparedFigure::filters:
      return part.name.find(',') == std::string::npos
                 ? tr("%1, filter %2").arg(layer).arg(part.unit)
                 : tr("%1, filter %2 on channel %3").arg(layer).arg(part.unit).arg(QString::fromStdString(part.name).section(u',', 1));
    case ComparedFigure::deconv:
    case ComparedFigure::maximise:
      return tr("%1, map %2").arg(layer).arg(part.unit < 0 ? a.question.unit : part.unit);
    case ComparedFigure::invert:
      return layer;
    case ComparedFigure::occlude:
      return a.array.classes ? tr("most probable class") : tr("probability of %1").arg(QString::fromStdString(a.class_name));
    default:
      return tr("class %1").arg(QString::fromStdString(a.class_name));
  }
}

void CompareView::paint_panels() {
  const ComparePart* part = shown_part();
  if (!part) return;
  const Comparison& comparison = *shown_->comparison;
  const CompareScales& scales = shown_->scales;
  const QString what = part_text(*part);
  const std::array<const CompareSide*, 2> sides{&comparison.a, &comparison.b};
  const std::array<ValueRange, 2> ranges{scales.a, scales.b};
  const PictureTriple pictures = is_colour(*part) ? paint_triple(comparison, *part, scales) : PictureTriple();
  for (const std::size_t i : {kA, kB}) {
    const std::vector<float>& values = sides[i]->array.values;
    QString title = what;
    if (sides[i]->map && sides[i]->question.map == OcclusionMap::activation)
      title = tr("sum of map %1 of %2").arg(*sides[i]->map).arg(QString::fromStdString(sides[i]->layer));
    if (sides[i]->error) title = tr("%1 · normalised error %2").arg(what, short_number(*sides[i]->error));
    panels_[i]->set_title(title);
    if (sides[i]->array.classes) {
      const std::vector<std::int32_t> labels(values.begin(), values.end());
      panels_[i]->set_classes(labels, part->height, part->width, names_of(*sides[i]));
    } else if (is_colour(*part)) {
      panels_[i]->set_picture(pictures[i], scales.map, ranges[i]);
    } else {
      panels_[i]->set_values(plane_of(values, *part), part->height, part->width, scales.map, ranges[i]);
    }
  }
  panels_[kDifference]->set_title(is_colour(*part) ? tr("A − B, summed over the colours")
                                  : comparison.a.array.classes ? tr("red: another class")
                                                                  : tr("largest %1").arg(short_number(static_cast<double>(largest_difference(comparison, *part)))));
  panels_[kDifference]->set_values(plane_of(comparison.difference, *part), part->height, part->width, ColourMap::diverging,
                                   scales.difference);
  show_body(kPanels);
}

void CompareView::paint_tiles() {
  for (std::size_t column = 0; column < kColumns; ++column) {
    std::vector<QImage> images;
    QStringList captions;
    int selected = -1;
    for (std::size_t i = 0; i < shown_->tiles.size(); ++i) {
      images.push_back(shown_->tiles[i][column]);
      captions << QString::fromStdString(shown_->tiled[i].name);
      if (selected < 0 && shown_->tiled[i].unit >= 0 && shown_->tiled[i].unit == selection().map) selected = static_cast<int>(i);
    }
    grids_[column]->set_tiles(std::move(images), captions);
    grids_[column]->set_selected(selected, false);
    const CompareScales& scales = shown_->scales;
    if (column == kDifference) legends_[column]->set_scale(ColourMap::diverging, scales.difference);
    else legends_[column]->set_scale(scales.map, column == kA ? scales.a : scales.b);
  }
  show_body(kTiles);
}

void CompareView::paint_bars() {
  const Comparison& comparison = *shown_->comparison;
  bars_->set_bars(comparison.a.array.values, comparison.b.array.values, names_of(comparison));
  show_body(kBars);
}

QString CompareView::trouble_text() const {
  const QString side = shown_->troubled_side == 0 ? QStringLiteral("A") : QStringLiteral("B");
  const QString layer = QString::fromStdString(shown_->asked.sides[0].question.layer);
  switch (shown_->trouble) {
    case CompareTrouble::no_such_layer:
      return tr("The network of %1 has no layer %2; select a layer that both have.").arg(side, layer);
    case CompareTrouble::no_convolution:
      return tr("The network of %1 has no convolution to look at here.").arg(side);
    case CompareTrouble::no_such_unit:
      return tr("The layer %1 of %2 has no map of that number; select another map.").arg(layer, side);
    case CompareTrouble::no_such_class:
      return tr("The network of %1 does not know that class; choose a class that both know.").arg(side);
    case CompareTrouble::no_such_sample:
      return tr("%1: the data set has %2 samples, and there is no number %3.").arg(side, shown_->expected, shown_->found);
    case CompareTrouble::input_does_not_fit:
      return tr("The network of %1 takes pictures of %2, and this one has %3; give that side another picture.").arg(side, shown_->expected, shown_->found);
    case CompareTrouble::shapes_differ:
      return tr("A has the shape %1 here and B %2; only equal shapes can be laid over each other.").arg(shown_->expected, shown_->found);
    case CompareTrouble::none:
      break;
  }
  return {};
}

QString CompareView::numbers_text() const {
  const Comparison& comparison = *shown_->comparison;
  Difference numbers = comparison.numbers;
  if (comparison.a.array.classes)
    return tr("another class at %1 of the places").arg(percent(numbers.differing));
  if (numbers.differing == 0) return tr("No difference. Keep this as A and draw on, or choose others.");
  const auto text = [](double value) { return std::isnan(value) ? QStringLiteral("–") : short_number(value); };
  return tr("max %1 · rel. L2 %2 · cosine %3 · rank %4")
      .arg(text(numbers.largest), text(numbers.relative_l2), text(numbers.cosine), text(numbers.rank_correlation));
}

QString CompareView::values_text(const ComparePart& part, Position at) const {
  const Comparison& comparison = *shown_->comparison;
  const auto index = static_cast<std::size_t>(at.y) * static_cast<std::size_t>(part.width) + static_cast<std::size_t>(at.x);
  const float a = plane_of(comparison.a.array.values, part)[index], b = plane_of(comparison.b.array.values, part)[index];
  if (std::isnan(a)) return {};
  const auto text = [&](float value, const CompareSide& side) {
    if (!side.array.classes) return exact_number(static_cast<double>(value));
    const int label = static_cast<int>(value);
    return names_of(side).value(label, QString::number(label));
  };
  const QString place = tr("%1 · y %2, x %3 · A %4 · B %5").arg(part_text(part)).arg(at.y).arg(at.x).arg(text(a, comparison.a), text(b, comparison.b));
  if (comparison.a.array.classes) return place;
  return place + tr(" · A − B %1").arg(exact_number(static_cast<double>(plane_of(comparison.difference, part)[index])));
}

/// The place under the cursor is marked on all three.
void CompareView::tell(Position at, int column) {
  const ComparePart* part = shown_part();
  if (!part) return;
  for (std::size_t i = 0; i < kColumns; ++i)
    panels_[i]->map()->set_marked(static_cast<int>(i) == column ? std::optional<Position>() : at);
  emit hovered(values_text(*part, at));
}

void CompareView::forget_position() {
  for (MapPanel* panel : panels_) panel->map()->set_marked({});
  emit hovered({});
}

void CompareView::retranslate() {
  const QString figures[] = {tr("Answer"),
                             tr("Feature maps"),
                             tr("Filters"),
                             tr("Reconstruction"),
                             tr("Occlusion b: activation"),
                             tr("Occlusion d: probability"),
                             tr("Occlusion e: class"),
                             tr("Saliency"),
                             tr("Inversion"),
                             tr("Ideal pictures")};
  for (int i = 0; i < figure_->count(); ++i) figure_->setItemText(i, figures[i]);
  figure_->setAccessibleName(tr("What is compared"));
  figure_->setToolTip(figure_->accessibleName());
  pages_group_->button(kOne)->setText(tr("One"));
  pages_group_->button(kOne)->setToolTip(tr("The selected map, large"));
  pages_group_->button(kAll)->setText(tr("All"));
  pages_group_->button(kAll)->setToolTip(tr("All of the layer, those that differ most first"));
  for (const Page page : {kOne, kAll}) pages_group_->button(page)->setAccessibleName(pages_group_->button(page)->text());
  keep_->setText(tr("Keep this as A"));
  keep_->setToolTip(tr("Side A keeps the drawing and the weights as they are now"));
  keep_->setAccessibleName(keep_->text());
  swap_->setText(QStringLiteral("⇄"));
  swap_->setToolTip(tr("Exchange A and B"));
  swap_->setAccessibleName(swap_->toolTip());
  difference_title_->setText(tr("A − B"));
  progress_->set_title(tr("Comparison"));
  const QString columns[] = {tr("Side A"), tr("Side B"), tr("A − B")};
  for (std::size_t i = 0; i < kColumns; ++i) {
    grids_[i]->setAccessibleName(columns[i]);
    if (!shown_) panels_[i]->set_title(columns[i]);
  }
  bars_->setAccessibleName(tr("The probabilities of both sides and their difference"));
  for (CompareSideButton* side : sides_) side->retranslate();
  about_->setText(tr("One figure of two inputs, networks, rules or methods. A and B share a colour scale; the difference has its "
                     "own, white at 0. Max: the largest |A − B|; rel. L2: |A − B| / |A|; rank: Spearman's correlation (1904), 1 "
                     "where both put the places in the same order. Two trainings number their maps at random."));
  if (!frame()) words_->setText(tr("Waiting for the first answer of the network."));
  if (shown_) paint();
}

}  // namespace convlens::ui
