#include "ui/widgets/job_progress.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {
constexpr int kPatienceMilliseconds = 500;
constexpr int kBarWidth = 120;
constexpr int kSteps = 1000;
}  // namespace

JobProgress::JobProgress(QWidget* parent) : QWidget(parent), caption_(new QLabel), bar_(new QProgressBar), cancel_(new QPushButton) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(kGrid);
  row->addWidget(caption_);
  row->addWidget(bar_);
  row->addWidget(cancel_);
  caption_->hide();
  bar_->setFixedWidth(kBarWidth);
  bar_->setTextVisible(false);
  patience_.setSingleShot(true);
  patience_.setInterval(kPatienceMilliseconds);
  hide();
  connect(&patience_, &QTimer::timeout, this, &QWidget::show);
  connect(cancel_, &QPushButton::clicked, this, &JobProgress::cancelled);
  retranslate();
}

void JobProgress::retranslate() { cancel_->setText(tr("Cancel")); }

void JobProgress::set_title(const QString& title) { bar_->setAccessibleName(title); }

void JobProgress::set_caption(const QString& title) {
  set_title(title);
  caption_->setText(title);
  caption_->show();
}

void JobProgress::start() {
  show_progress(0, 0);
  if (running_) return;
  running_ = true;
  patience_.start();
}

void JobProgress::show_progress(std::size_t done, std::size_t total) {
  bar_->setRange(0, total == 0 ? 0 : kSteps);
  if (total > 0) bar_->setValue(static_cast<int>(done * kSteps / total));
}

void JobProgress::stop() {
  running_ = false;
  patience_.stop();
  hide();
}

void JobProgress::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace convlens::ui
