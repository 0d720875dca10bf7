#include "ui/widgets/label_buttons.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {

constexpr int kInARow = 5;

}  // namespace

LabelButtons::LabelButtons(QWidget* parent) : QWidget(parent), title_(new QLabel) {
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setSpacing(2);
  grid->addWidget(title_, 0, 0, 1, kInARow);
  title_->setFont(font_of(TypeSize::small));
  title_->setWordWrap(true);
  for (int label = 0; label < kDigits; ++label) {
    auto* button = new QPushButton;
    button->setText(QString::number(label));
    button->setFocusPolicy(Qt::StrongFocus);
    button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(button, &QPushButton::clicked, this, [this, label] { emit chosen(label); });
    grid->addWidget(button, 1 + label / kInARow, label % kInARow);
    buttons_[static_cast<std::size_t>(label)] = button;
  }
  setEnabled(false);
  retranslate();
}

void LabelButtons::show_kept(std::optional<int> label) {
  if (label == kept_) return;
  kept_ = label;
  retranslate();
}

void LabelButtons::offer(const QString& reason_against) {
  reason_against_ = reason_against;
  setEnabled(reason_against.isEmpty());
  retranslate();
}

void LabelButtons::retranslate() {
  title_->setText(kept_ ? tr("✓ kept in Your hand as: %1").arg(*kept_) : tr("Wrong? It is:"));
  setToolTip(reason_against_);
  for (int label = 0; label < kDigits; ++label) {
    QPushButton* one = button(label);
    one->setAccessibleName(tr("It is %1: keep the drawing").arg(label));
    one->setToolTip(
        reason_against_.isEmpty()
            ? tr("Keep this drawing under the label %1, to teach the network with it in the tab Your hand").arg(label)
            : reason_against_);
  }
}

void LabelButtons::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace convlens::ui
