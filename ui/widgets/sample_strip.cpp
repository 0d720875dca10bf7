#include "ui/widgets/sample_strip.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

#include "ui/paint/theme.h"
#include "ui/widgets/ink_painter.h"

namespace convlens::ui {
namespace {
constexpr int kThumbnail = 32;
constexpr int kStripHeight = kThumbnail + 24;
}  // namespace

SampleStrip::SampleStrip(QWidget* parent) : QScrollArea(parent) {
  auto* content = new QWidget;
  row_ = new QHBoxLayout(content);
  row_->setContentsMargins(0, 0, 0, 0);
  row_->setSpacing(4);
  setWidget(content);
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFixedHeight(kStripHeight);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SampleStrip::set_samples(const std::vector<Drawing>& samples) {
  samples_ = samples;
  rebuild();
}

void SampleStrip::rebuild() {
  while (QLayoutItem* item = row_->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  buttons_.clear();
  for (const Drawing& sample : samples_) {
    auto* button = new QToolButton;
    button->setIconSize({kThumbnail, kThumbnail});
    button->setAutoRaise(true);
    connect(button, &QToolButton::clicked, this, [this, sample] { emit sample_chosen(sample); });
    row_->addWidget(button);
    buttons_.push_back(button);
  }
  row_->addStretch();
  dress();
}

void SampleStrip::dress() {
  for (std::size_t i = 0; i < buttons_.size(); ++i) {
    const Drawing& sample = samples_[i];
    const QImage thumbnail =
        drawing_thumbnail(sample, kThumbnail, devicePixelRatioF(), palette().color(QPalette::Base),
                          palette().color(QPalette::Text));
    buttons_[i]->setIcon(QIcon(QPixmap::fromImage(thumbnail)));
    const QString name =
        sample.label ? tr("Sample drawing of a %1").arg(*sample.label) : tr("Sample drawing");
    buttons_[i]->setAccessibleName(name);
    buttons_[i]->setToolTip(name);
  }
  setAccessibleName(tr("Sample drawings"));
}

void SampleStrip::changeEvent(QEvent* event) {
  // The buttons stay: a palette or a language that changes is being handed from widget to widget.
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LanguageChange) dress();
  QScrollArea::changeEvent(event);
}

}  // namespace convlens::ui
