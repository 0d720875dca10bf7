#include "ui/views/sanity_page.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <cmath>

#include "core/figures/figure.h"
#include "ui/paint/map_image.h"
#include "ui/paint/theme.h"
#include "ui/views/explain_text.h"
#include "ui/widgets/about_text.h"
#include "ui/widgets/job_progress.h"
#include "ui/widgets/picture_row.h"

namespace convlens::ui {
namespace {

QString text_of(std::string_view words) { return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size())); }

/// Each on a scale of its own: what counts is the pattern. Of several colours the first.
QImage picture_of(const std::vector<float>& chw, const Shape& shape) {
  const std::size_t area = static_cast<std::size_t>(shape.height) * static_cast<std::size_t>(shape.width);
  const std::span<const float> map(chw.data(), area);
  const ColourMap colours = scale_for(map);
  return to_qimage(paint_map(map, shape.height, shape.width, colours, range_of(map, colours)));
}

}  // namespace

SanityPage::SanityPage(QWidget* parent)
    : QWidget(parent),
      method_(new QComboBox),
      method_title_(new QLabel),
      progress_(new JobProgress),
      row_(new PictureRow),
      about_(new AboutText) {
  for (const ExplainMethod& method : explain_methods())
    if (can_check_sanity(method)) method_->addItem(text_of(method.title), text_of(method.name));
  auto* head = new QHBoxLayout;
  head->setSpacing(kGrid / 2);
  method_title_->setBuddy(method_);
  method_title_->setForegroundRole(QPalette::PlaceholderText);
  head->addWidget(method_title_);
  head->addWidget(method_);
  head->addStretch();
  head->addWidget(progress_);
  auto* scroll = new QScrollArea;
  scroll->setWidget(row_);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setFocusPolicy(Qt::NoFocus);
  auto* pictures = new QHBoxLayout;
  pictures->setSpacing(2 * kGrid);
  pictures->addWidget(scroll, 1);
  pictures->addWidget(about_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kGrid);
  column->addLayout(head);
  column->addLayout(pictures, 1);
  connect(method_, &QComboBox::currentIndexChanged, this, &SanityPage::method_chosen);
  retranslate();
}

const ExplainMethod& SanityPage::method() const {
  return *find_explain_method(method_->currentData().toString().toStdString());
}

void SanityPage::choose_method(std::string_view name) {
  if (const int index = method_->findData(text_of(name)); index >= 0) method_->setCurrentIndex(index);
}

void SanityPage::show_check(const SanityPicture& picture) {
  const Graph& graph = *picture.question.frame->model->graph;
  std::vector<PictureRow::Step> steps;
  steps.push_back({picture_of(picture.check.values, picture.check.shape), tr("real weights"), tr("rank corr. 1")});
  for (const SanityStep& step : picture.check.steps) {
    const QString number = std::isnan(step.correlation) ? tr("flat") : QString::number(step.correlation, 'f', 2);
    steps.push_back({picture_of(step.values, picture.check.shape), QString::fromStdString(graph.node(step.node).name),
                     tr("rank corr. %1").arg(number)});
  }
  row_->set_steps(std::move(steps));
}

void SanityPage::retranslate() {
  method_title_->setText(tr("Explanation"));
  method_->setAccessibleName(tr("The explanation that is checked"));
  method_->setToolTip(method_->accessibleName());
  progress_->set_title(tr("Progress of the sanity check"));
  row_->setAccessibleName(tr("The explanation while the weights become random from the top down"));
  const ExplainMethod& sanity = *find_explain_method("sanity");
  about_->setText(
      tr("From left to right the weights become random, one layer after another from the top down, and the same class "
         "is explained anew. The numbers are Spearman's rank correlation with the first picture: near 0 the explanation "
         "depended on what was learned.") +
      QStringLiteral("\n\n%1\n%2").arg(method_text(sanity.caveat), text_of(sanity.source)));
}

void SanityPage::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace convlens::ui
