#include "ui/widgets/class_legend.h"

#include <QEvent>
#include <QPainter>

#include "core/render/colour_scale.h"
#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {
constexpr int kSwatch = 9, kGap = 4, kBetween = 8;
constexpr int kWidth = 96;
}  // namespace

ClassLegend::ClassLegend(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  describe();
}

void ClassLegend::set_classes(std::vector<int> classes, const QStringList& names) {
  if (classes == classes_ && names == names_) return;
  classes_ = std::move(classes);
  names_ = names;
  describe();
  update();
}

QString ClassLegend::name_of(int class_index) const {
  return class_index < names_.size() ? names_[class_index] : QString::number(class_index);
}

void ClassLegend::describe() {
  QStringList names;
  for (const int c : classes_) names << name_of(c);
  setAccessibleName(tr("Classes that occur"));
  setAccessibleDescription(names.join(QStringLiteral(", ")));
  setToolTip(names.join(QStringLiteral(", ")));
}

QSize ClassLegend::minimumSizeHint() const {
  // Two lines, the height that a colour scale with its numbers takes, too.
  return {kWidth, 2 * QFontMetrics(font_of(TypeSize::small)).height()};
}
QSize ClassLegend::sizeHint() const { return minimumSizeHint(); }

std::vector<ClassLegend::Entry> ClassLegend::entries(int width) const {
  const QFontMetrics metrics(font_of(TypeSize::small));
  std::vector<Entry> result;
  int x = 0, line = 0;
  for (const int c : classes_) {
    const QString name = metrics.elidedText(name_of(c), Qt::ElideRight, width - kSwatch - kGap);
    const int wide = kSwatch + kGap + metrics.horizontalAdvance(name);
    if (x > 0 && x + wide > width) {
      x = 0;
      ++line;
    }
    result.push_back({{x, line * metrics.height()}, name});
    x += wide + kBetween;
  }
  return result;
}

int ClassLegend::needed_height(int width) const {
  const std::vector<Entry> all = entries(width);
  return (all.empty() ? 0 : all.back().place.y()) + QFontMetrics(font_of(TypeSize::small)).height();
}

void ClassLegend::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const QFont small = font_of(TypeSize::small);
  const QFontMetrics metrics(small);
  painter.setFont(small);
  painter.setPen(palette().color(QPalette::WindowText));
  const std::vector<Entry> all = entries(width());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& [place, name] = all[i];
    const Colour colour = class_colour(classes_[i]);
    painter.fillRect(QRect(place.x(), place.y() + (metrics.height() - kSwatch) / 2, kSwatch, kSwatch),
                     QColor(colour.r, colour.g, colour.b));
    painter.drawText(place.x() + kSwatch + kGap, place.y() + metrics.ascent(), name);
  }
}

void ClassLegend::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) describe();
  QWidget::changeEvent(event);
}

}  // namespace convlens::ui
