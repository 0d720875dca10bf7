#include "ui/widgets/confusion_matrix.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>

#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {
constexpr std::size_t kMostUnfiltered = 25;  // classes; more are shown only where they occur
constexpr double kWidestCell = 56, kHighestCell = 36;
constexpr double kWidestRowName = 84, kHighestColumnName = 64;
constexpr double kNameGap = 4;
}  // namespace

ConfusionMatrix::ConfusionMatrix(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
  retranslate();
}

void ConfusionMatrix::retranslate() {
  setAccessibleName(tr("Confusion matrix"));
  setToolTip(tr("Rows: the true class. Columns: what the network read. A click shows the images of a cell."));
}

void ConfusionMatrix::set_counts(std::vector<std::vector<int>> counts, QStringList names) {
  const bool same_classes = names == names_ && counts.size() == counts_.size();
  counts_ = std::move(counts);
  names_ = std::move(names);
  largest_error_ = 1;
  for (std::size_t truth = 0; truth < counts_.size(); ++truth)
    for (std::size_t predicted = 0; predicted < counts_.size(); ++predicted)
      if (truth != predicted) largest_error_ = std::max(largest_error_, counts_[truth][predicted]);
  if (!same_classes) pointed_.reset();
  find_shown();
  lay_out();
  update();
}

void ConfusionMatrix::find_shown() {
  shown_.clear();
  const std::size_t classes = counts_.size();
  for (std::size_t c = 0; c < classes; ++c) {
    bool occurs = classes <= kMostUnfiltered;
    for (std::size_t other = 0; other < classes && !occurs; ++other)
      occurs = counts_[c][other] > 0 || counts_[other][c] > 0;
    if (occurs) shown_.push_back(static_cast<int>(c));
  }
}

void ConfusionMatrix::set_chosen(std::optional<ConfusionCell> cell) {
  if (cell == chosen_) return;
  chosen_ = cell;
  update();
}

void ConfusionMatrix::set_dimmed(bool dimmed) {
  if (dimmed == dimmed_) return;
  dimmed_ = dimmed;
  update();
}

/// Room for the names beside and above, the rest for the cells, none larger than the eye needs.
void ConfusionMatrix::lay_out() {
  const QFontMetricsF metrics(font_of(TypeSize::small));
  const auto classes = static_cast<double>(std::max<std::size_t>(shown_.size(), 1));
  double widest_name = 0;
  for (const int c : shown_) widest_name = std::max(widest_name, metrics.horizontalAdvance(name(c)));
  int largest = 0;
  for (const std::vector<int>& row : counts_) largest = std::max(largest, std::ranges::max(row));
  const double widest_number = metrics.horizontalAdvance(QString::number(largest));
  const double line = metrics.height();
  const double left = line + std::min(widest_name, kWidestRowName) + 2 * kNameGap;
  const double cell_width = std::min((width() - left) / classes, kWidestCell);
  upright_names_ = widest_name + kNameGap > cell_width;
  const double names_height = upright_names_ ? std::min(widest_name, kHighestColumnName) : line;
  const double top = line + names_height + kNameGap;
  const double cell_height = std::min((height() - top - 1) / classes, kHighestCell);
  cells_ = {left, top, cell_width * classes, std::max(0.0, cell_height * classes)};
  numbers_fit_ = widest_number + 2 <= cell_width && metrics.ascent() <= cell_height;
}

void ConfusionMatrix::resizeEvent(QResizeEvent*) { lay_out(); }

int ConfusionMatrix::place_of(int class_index) const {
  const auto found = std::ranges::lower_bound(shown_, class_index);
  return found != shown_.end() && *found == class_index ? static_cast<int>(found - shown_.begin()) : -1;
}

QRectF ConfusionMatrix::cell_rect(ConfusionCell cell) const {
  const int row = place_of(cell.truth), column = place_of(cell.predicted);
  if (row < 0 || column < 0) return {};
  const double count = static_cast<double>(shown_.size());
  const double w = cells_.width() / count, h = cells_.height() / count;
  return {cells_.left() + column * w, cells_.top() + row * h, w, h};
}

std::optional<ConfusionCell> ConfusionMatrix::cell_at(QPointF point) const {
  if (shown_.empty() || !cells_.contains(point)) return {};
  const int count = static_cast<int>(shown_.size());
  const auto index = [&](double share) {
    return shown_[static_cast<std::size_t>(std::clamp(static_cast<int>(share * count), 0, count - 1))];
  };
  return ConfusionCell{index((point.y() - cells_.top()) / cells_.height()),
                       index((point.x() - cells_.left()) / cells_.width())};
}

QString ConfusionMatrix::cell_text(ConfusionCell cell) const {
  const int images = count(cell);
  const QString truth = name(cell.truth), predicted = name(cell.predicted);
  if (images == 1) return tr("true %1, read as %2: 1 image").arg(truth, predicted);
  return tr("true %1, read as %2: %3 images").arg(truth, predicted, count_text(images));
}

void ConfusionMatrix::point_at(std::optional<ConfusionCell> cell) {
  if (cell == pointed_) return;
  pointed_ = cell;
  update();
  if (!cell) return emit left();
  setAccessibleDescription(cell_text(*cell));
  QAccessibleEvent event(this, QAccessible::DescriptionChanged);
  QAccessible::updateAccessibility(&event);
  emit cell_hovered(*cell);
}

void ConfusionMatrix::mouseMoveEvent(QMouseEvent* event) { point_at(cell_at(event->position())); }

void ConfusionMatrix::leaveEvent(QEvent*) { point_at(std::nullopt); }

void ConfusionMatrix::mousePressEvent(QMouseEvent* event) {
  const auto cell = cell_at(event->position());
  if (!cell) return;
  point_at(cell);
  emit cell_chosen(*cell);
}

void ConfusionMatrix::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  if (!pointed_ && !shown_.empty() && event->reason() != Qt::MouseFocusReason)
    point_at(chosen_.value_or(ConfusionCell{shown_.front(), shown_.front()}));
}

void ConfusionMatrix::keyPressEvent(QKeyEvent* event) {
  if (shown_.empty()) return QWidget::keyPressEvent(event);
  const ConfusionCell from = pointed_.value_or(chosen_.value_or(ConfusionCell{shown_.front(), shown_.front()}));
  int row = std::max(place_of(from.truth), 0), column = std::max(place_of(from.predicted), 0);
  switch (event->key()) {
    case Qt::Key_Left: --column; break;
    case Qt::Key_Right: ++column; break;
    case Qt::Key_Up: --row; break;
    case Qt::Key_Down: ++row; break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
      point_at(from);
      return emit cell_chosen(from);
    default: return QWidget::keyPressEvent(event);
  }
  const int last = static_cast<int>(shown_.size()) - 1;
  const auto at = [&](int place) { return shown_[static_cast<std::size_t>(std::clamp(place, 0, last))]; };
  point_at(ConfusionCell{at(row), at(column)});
}

void ConfusionMatrix::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange) lay_out();
  QWidget::changeEvent(event);
}

}  // namespace convlens::ui
