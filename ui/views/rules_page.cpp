#include "ui/views/rules_page.h"

#include <QHBoxLayout>

#include "core/explain/registry.h"
#include "ui/paint/map_image.h"
#include "ui/paint/numbers.h"
#include "ui/paint/projection_image.h"
#include "ui/paint/theme.h"
#include "ui/views/explain_text.h"
#include "ui/widgets/map_panel.h"

namespace convlens::ui {
namespace {

QString text_of(std::string_view words) { return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size())); }

/// What a ReLU does with the signal R on its way down, f being what it gave on the way up.
QString formula(BackwardRule rule) {
  switch (rule) {
    case BackwardRule::deconvnet: return QStringLiteral("R·[R>0]");
    case BackwardRule::guided: return QStringLiteral("R·[f>0]·[R>0]");
    case BackwardRule::gradient: break;
  }
  return QStringLiteral("R·[f>0]");
}

}  // namespace

RulesPage::RulesPage(QWidget* parent) : QWidget(parent) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(2 * kGrid);
  for (const ExplainMethod& method : explain_methods()) {
    if (!method.rule) continue;
    auto* panel = new MapPanel;
    panel->set_title(QStringLiteral("%1 · %2").arg(text_of(method.title), formula(*method.rule)));
    row->addWidget(panel, 1);
    panels_.push_back(panel);
    connect(panel->map(), &HeatMap::left, this, [this] { emit hovered({}); });
    const std::size_t place = panels_.size() - 1;
    connect(panel->map(), &HeatMap::position_hovered, this, [this, place, &method](Position at) {
      if (!shown_) return;
      const float value = shown_->projections[place].pixels.at(0, 0, at.y, at.x);
      emit hovered(QStringLiteral("%1 · ").arg(text_of(method.title)) +
                   tr("pixel y %1, x %2 · %3").arg(at.y).arg(at.x).arg(exact_number(static_cast<double>(value))));
    });
  }
}

void RulesPage::show_rules(std::shared_ptr<const ReconstructionRules> rules) {
  shown_ = std::move(rules);
  for (std::size_t i = 0; i < panels_.size(); ++i) {
    const Tensor<float>& pixels = shown_->projections[i].pixels;
    const Shape& shape = pixels.shape();
    const ValueRange range = scale_range(extremes_of(pixels), ColourMap::diverging);
    if (shape.channels == 1)
      panels_[i]->set_values({pixels.values().begin(), pixels.values().end()}, shape.height, shape.width,
                             ColourMap::diverging, range);
    else
      panels_[i]->set_picture(projection_picture(pixels, range), ColourMap::diverging, range);
  }
}

QString RulesPage::about() {
  QString words = tr("The same unit carried down to the pixels three times. R is the signal on its way down, f what the "
                     "ReLU gave on the way up; the rules differ in what the ReLU lets through.");
  for (const ExplainMethod& method : explain_methods())
    if (method.rule)
      words += QStringLiteral("\n\n%1: %2. (%3)").arg(text_of(method.title), method_text(method.summary), text_of(method.source));
  return words;
}

}  // namespace convlens::ui
