#include "ui/widgets/message_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <algorithm>
#include <utility>

#include "ui/paint/icons.h"
#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {
constexpr int kNarrowest = 420;
}  // namespace

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent),
      label_(new QLabel),
      yes_(new QPushButton),
      no_(new QPushButton),
      close_(new QToolButton) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(2 * kGrid, kGrid / 2, kGrid, kGrid / 2);
  label_->setWordWrap(true);
  label_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  row->addWidget(label_, 1);
  row->addWidget(yes_);
  row->addWidget(no_);
  row->addWidget(close_);
  yes_->setDefault(true);
  close_->setIcon(line_icon(QStringLiteral("close")));
  close_->setAccessibleName(tr("Close this message"));
  connect(yes_, &QPushButton::clicked, this, [this] { answer(true); });
  connect(no_, &QPushButton::clicked, this, [this] { answer(false); });
  connect(close_, &QToolButton::clicked, this, &QWidget::hide);
  setAutoFillBackground(true);
  hide();
}

void MessageBar::lie_over(QWidget& room) {
  room_ = &room;
  setParent(room.window());
  hide();
  room.installEventFilter(this);
}

void MessageBar::find_place() {
  if (!room_) return;
  const QRect window = room_->window()->rect();
  QRect place(room_->mapTo(room_->window(), QPoint(0, 0)), room_->size());
  if (place.width() < kNarrowest) {
    // The tool bar is full: below it.
    place.moveTop(place.bottom() + 1);
    place.setLeft(std::max(window.left(), (window.width() - kNarrowest) / 2));
    place.setWidth(std::min(kNarrowest, window.width()));
  }
  place.setHeight(std::max(place.height(), heightForWidth(place.width())));
  setGeometry(place);
  raise();
}

bool MessageBar::eventFilter(QObject* watched, QEvent* event) {
  if (watched == room_ && (event->type() == QEvent::Resize || event->type() == QEvent::Move)) find_place();
  return QFrame::eventFilter(watched, event);
}

QString MessageBar::text() const { return label_->text(); }

void MessageBar::say(const QString& text, bool warning) {
  warning_ = warning;
  label_->setText(text);
  setAccessibleName(text);
  recolour();
  find_place();
  show();
}

void MessageBar::show_error(const QString& text) {
  // A question that stands there is not answered by an error: it is asked again next time.
  yes_->hide();
  no_->hide();
  close_->show();
  say(text, true);
}

void MessageBar::withdraw_error() {
  if (!yes_->isVisibleTo(this)) hide();
}

void MessageBar::withdraw_question() {
  if (yes_->isVisibleTo(this)) hide();
  answered_ = {};
}

void MessageBar::show_notice(const QString& text) {
  show_error(text);
  warning_ = false;
  recolour();
}

void MessageBar::ask(const QString& text, const QString& yes, const QString& no,
                     std::function<void(bool)> answered) {
  answered_ = std::move(answered);
  yes_->setText(yes);
  no_->setText(no);
  yes_->show();
  no_->show();
  close_->hide();
  say(text, false);
}

void MessageBar::answer(bool yes) {
  hide();
  if (const auto answered = std::exchange(answered_, {})) answered(yes);
}

void MessageBar::recolour() {
  label_->setForegroundRole(QPalette::WindowText);
  QPalette ground = QGuiApplication::palette();
  const QColor tint = warning_ ? warning_colour(ground) : ground.color(QPalette::Highlight);
  const QColor base = ground.color(QPalette::Window);
  constexpr double kShare = 0.16;
  const auto mix = [&](int a, int b) { return static_cast<int>(a * kShare + b * (1 - kShare)); };
  ground.setColor(QPalette::Window, QColor(mix(tint.red(), base.red()), mix(tint.green(), base.green()),
                                           mix(tint.blue(), base.blue())));
  if (palette().color(QPalette::Window) != ground.color(QPalette::Window)) setPalette(ground);
}

void MessageBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) close_->setAccessibleName(tr("Close this message"));
  if (event->type() == QEvent::PaletteChange) recolour();
  QFrame::changeEvent(event);
}

}  // namespace convlens::ui
