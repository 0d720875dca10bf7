#include "ui/views/view_rail.h"

#include <QButtonGroup>
#include <QCoreApplication>
#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/paint/icons.h"
#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {

constexpr int kIcon = 20, kGap = 2, kSide = 6, kTopAndBottom = 6, kNarrowest = 60;
constexpr int kMark = 3, kRound = 6;
constexpr QSize kSmallest(44, 44);

/// An icon with a word under it; a bar at its left edge while it is down, as there is a line under the tab in
/// front.
class RailButton : public QAbstractButton {
 public:
  RailButton() {
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
  }

  QSize sizeHint() const override {
    const QFontMetrics metrics(font_of(TypeSize::small));
    return {std::max(kNarrowest, metrics.horizontalAdvance(text()) + 2 * kSide),
            kIcon + kGap + metrics.height() + 2 * kTopAndBottom};
  }
  QSize minimumSizeHint() const override {
    return sizeHint().boundedTo({sizeHint().width(), kSmallest.height()});
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF card = QRectF(rect()).adjusted(kMark + 1.5, 0.5, -1.5, -0.5);
    painter.setPen(hasFocus() ? QPen(palette().color(QPalette::Highlight), 1) : QPen(Qt::NoPen));
    painter.setBrush(isChecked() || underMouse() ? QBrush(raised_colour(palette())) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(card, kRound, kRound);
    if (isChecked()) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(palette().color(QPalette::Highlight));
      painter.drawRoundedRect(QRectF(0, kTopAndBottom, kMark, height() - 2 * kTopAndBottom), kMark / 2.0,
                              kMark / 2.0);
    }
    painter.setFont(font_of(TypeSize::small));
    const int text_height = painter.fontMetrics().height();
    QRect face(0, 0, width(), kIcon + kGap + text_height);
    face.moveCenter(card.center().toPoint());
    // What is not in front is quieter, as the tabs' texts are.
    const bool loud = isChecked() || underMouse() || hasFocus();
    painter.setOpacity(loud ? 1 : kQuiet);
    icon().paint(&painter, QRect(face.center().x() - kIcon / 2, face.top(), kIcon, kIcon));
    painter.setOpacity(1);
    painter.setPen(loud ? palette().color(QPalette::WindowText) : muted_colour(palette()));
    painter.drawText(face, Qt::AlignHCenter | Qt::AlignBottom, text());
  }

 private:
  static constexpr double kQuiet = 0.65;
};

}  // namespace

ViewRail::ViewRail(QWidget* parent) : QWidget(parent), buttons_(new QButtonGroup(this)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, kGrid / 2, 0, kGrid / 2);
  column->setSpacing(kGrid / 2);
  for (std::size_t i = 0; i < view_groups().size(); ++i) {
    auto* button = new RailButton;
    button->setIcon(line_icon(QString::fromLatin1(view_groups()[i].icon)));
    button->setChecked(i == 0);
    buttons_->addButton(button, static_cast<int>(i));
    column->addWidget(button);
  }
  column->addStretch(1);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
  connect(buttons_, &QButtonGroup::idClicked, this,
          [this](int id) { emit chosen(view_groups()[static_cast<std::size_t>(id)].group); });
  retranslate();
}

void ViewRail::show_group(ViewGroup group) {
  for (std::size_t i = 0; i < view_groups().size(); ++i)
    if (view_groups()[i].group == group) buttons_->button(static_cast<int>(i))->setChecked(true);
}

void ViewRail::retranslate() {
  setAccessibleName(tr("Groups of tabs"));
  for (std::size_t i = 0; i < view_groups().size(); ++i) {
    const ViewGroupKind& kind = view_groups()[i];
    QAbstractButton* button = buttons_->button(static_cast<int>(i));
    const QKeySequence keys(QKeyCombination(Qt::ControlModifier, static_cast<Qt::Key>(Qt::Key_1 + i)));
    button->setText(QCoreApplication::translate("Views", kind.title));
    button->setShortcut(keys);  // setText takes it away
    button->setToolTip(QStringLiteral("%1 (%2)").arg(QCoreApplication::translate("Views", kind.tip),
                                                     keys.toString(QKeySequence::NativeText)));
    button->updateGeometry();
  }
}

void ViewRail::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace convlens::ui
