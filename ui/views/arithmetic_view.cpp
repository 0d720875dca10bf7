#include "ui/views/arithmetic_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/explain/registry.h"
#include "core/figures/arithmetic_figure.h"
#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"
#include "ui/views/explain_text.h"
#include "ui/widgets/about_text.h"
#include "ui/widgets/arithmetic_sheet.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/heat_map.h"

namespace convlens::ui {
namespace {

constexpr int kMapWidth = 128, kSumsWidth = 204;
constexpr int kPlayMilliseconds = 700;  // time to read the sum

struct Question {
  FramePtr frame;
  int layer, unit;
  Position at;
};

struct Answer {
  Question question;
  Arithmetic arithmetic;
};

ViewJob arithmetic_job(const Question& question) {
  return {.lane = ViewJob::Lane::live, .compute = [question](JobReport&) -> JobResult {
            const Frame& frame = *question.frame;
            return std::make_shared<const Answer>(
                Answer{question, arithmetic_of(*frame.model, *frame.activations, question.layer, question.unit, question.at)});
          }};
}

/// Columns of a vector's units laid out in rows.
int vector_columns(int units) { return static_cast<int>(std::ceil(std::sqrt(static_cast<double>(units)))); }

QString decimal(const Arithmetic& a, std::int64_t units) {
  return QString::fromStdString(decimal_text(units, a.decimals)).replace(u'-', QChar(0x2212));
}

QString long_number(double value) {
  constexpr int kDigits = 10;
  return QString::number(value, 'g', kDigits).replace(u'-', QChar(0x2212));
}

}  // namespace

ArithmeticView::ArithmeticView(QWidget* parent)
    : View(parent), title_(new ElidedLabel), sums_(new QLabel), about_(new AboutText), map_(new HeatMap), sheet_(new ArithmeticSheet),
      before_(new QToolButton), play_(new QToolButton), after_(new QToolButton) {
  build();
  connect(map_, &HeatMap::position_clicked, this, [this](Position at) {
    if (frame()) emit selection_requested(selection_at(at));
  });
  connect(map_, &HeatMap::position_hovered, this, [this](Position at) {
    if (!frame()) return;
    const Selection place = selection_at(at);
    emit unit_hovered(UnitPlace{place.layer, place.map, place.position.value_or(Position{})});
    emit hovered(value_text(*frame(), place.layer, place.map, place.position.value_or(Position{})));
  });
  connect(map_, &HeatMap::left, this, [this] {
    emit unit_hovered({});
    emit hovered({});
  });
  connect(sheet_, &ArithmeticSheet::left, this, [this] { emit hovered({}); });
  connect(sheet_, &ArithmeticSheet::cell_hovered, this, [this](int part, int cell) {
    if (!arithmetic_) return;
    const ArithmeticPart& one = arithmetic_->parts[static_cast<std::size_t>(part)];
    const ArithmeticCell& at = one.cells[static_cast<std::size_t>(cell)];
    emit hovered(tr("channel %1 · row %2, column %3 · value %4")
                     .arg(one.channel)
                     .arg(cell / one.width)
                     .arg(cell % one.width)
                     .arg(long_number(static_cast<double>(at.value))));
  });
  retranslate();
}

void ArithmeticView::build() {
  auto* left = new QVBoxLayout;
  left->addWidget(map_);
  left->addStretch(1);
  map_->setFixedSize(kMapWidth, kMapWidth);
  map_->set_alignment(Qt::AlignLeft | Qt::AlignTop);
  auto* middle = new QVBoxLayout;
  middle->setSpacing(kGrid / 2);
  auto* head = new QHBoxLayout;
  head->addWidget(title_, 1);
  head->addLayout(build_steps());
  middle->addLayout(head);
  middle->addWidget(sheet_, 1);
  title_->setFont(font_of(TypeSize::body, true));
  sums_->setFont(font_of(TypeSize::small));
  sums_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  sums_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  sums_->setMargin(kGrid / 2);
  about_->setContentsMargins(kGrid / 2, kGrid, kGrid / 2, 0);
  auto* words = new QWidget;
  auto* right = new QVBoxLayout(words);
  right->setContentsMargins(0, 0, 0, 0);
  right->setSpacing(0);
  right->addWidget(sums_);
  right->addWidget(about_);
  right->addStretch(1);
  auto* scroll = new QScrollArea;
  scroll->setWidget(words);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setFixedWidth(kSumsWidth);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(kGrid, kGrid, kGrid, kGrid);
  row->setSpacing(kGrid);
  row->addLayout(left);
  row->addLayout(middle, 1);
  row->addWidget(scroll);
}

QLayout* ArithmeticView::build_steps() {
  auto* row = new QHBoxLayout;
  row->setSpacing(kGrid / 2);
  for (QToolButton* button : {before_, play_, after_}) {
    button->setFocusPolicy(Qt::StrongFocus);
    row->addWidget(button);
  }
  play_->setCheckable(true);
  steps_.setInterval(kPlayMilliseconds);
  connect(before_, &QToolButton::clicked, this, [this] { step(-1); });
  connect(after_, &QToolButton::clicked, this, [this] { step(1); });
  connect(&steps_, &QTimer::timeout, this, [this] { step(1); });
  connect(play_, &QToolButton::toggled, this, [this](bool playing) {
    playing ? steps_.start() : steps_.stop();
    retranslate();
  });
  return row;
}

void ArithmeticView::step(int by) {
  if (!arithmetic_ || shown_frame_->model->graph != frame()->model->graph) return;
  const Arithmetic& a = *arithmetic_;
  const Shape& shape = shown_frame_->model->graph->node(a.node).shape;
  const int width = shape.is_vector() ? vector_columns(shape.channels) : shape.width;
  const int count = shape.is_vector() ? shape.channels : shape.height * shape.width;
  const int now = shape.is_vector() ? a.unit : a.position.y * width + a.position.x;
  const int next = (now + by + count) % count;
  emit selection_requested(selection_at({next / width, next % width}));
}

void ArithmeticView::hideEvent(QHideEvent* event) {
  play_->setChecked(false);
  View::hideEvent(event);
}

Selection ArithmeticView::selection_at(Position at) const {
  const int layer = shown_layer(*frame()->model->graph, selection());
  const Shape& shape = frame()->model->graph->node(layer).shape;
  Selection next{layer, selection().map, at, selection().class_index};
  if (!shape.is_vector()) {
    next.map = arithmetic_ && arithmetic_->node == layer ? arithmetic_->unit : std::max(0, selection().map);
    return next;
  }
  next.map = std::min(at.y * vector_columns(shape.channels) + at.x, shape.channels - 1);
  next.position = Position{};
  return next;
}

void ArithmeticView::refresh() {
  for (QWidget* part : {static_cast<QWidget*>(map_), static_cast<QWidget*>(sheet_), static_cast<QWidget*>(sums_)})
    part->setVisible(frame() != nullptr);
  if (!frame()) return;
  const int layer = shown_layer(*frame()->model->graph, selection());
  const Tensor<float>& values = frame()->activations->of(layer);
  const bool chosen = selection().layer == layer && selection().map >= 0;
  const int unit = chosen ? std::min(selection().map, values.shape().channels - 1) : 0;
  const Position fallback = strongest_position(values, unit);
  Position at = chosen ? selection().position.value_or(fallback) : fallback;
  at = {std::clamp(at.y, 0, values.shape().height - 1), std::clamp(at.x, 0, values.shape().width - 1)};
  ask(arithmetic_job({frame(), layer, unit, at}));
}

void ArithmeticView::show_news(int, const JobNews& news) {
  if (!news.result || !frame()) return;
  const auto answer = std::static_pointer_cast<const Answer>(news.result);
  if (answer->question.frame->model->graph != frame()->model->graph) return;
  shown_frame_ = answer->question.frame;
  arithmetic_ = std::shared_ptr<const Arithmetic>(answer, &answer->arithmetic);
  title_->setText(title_text());
  sheet_->set_arithmetic(arithmetic_);
  paint_map();
  paint_sums();
}

void ArithmeticView::paint_map() {
  const Arithmetic& a = *arithmetic_;
  const Tensor<float>& values = shown_frame_->activations->of(a.node);
  const Shape& shape = values.shape();
  const ColourMap colours = colour_map_of(*shown_frame_->model->graph, a.node);
  std::vector<float> map;
  int height = shape.height, width = shape.width;
  Position marked = a.position;
  if (shape.is_vector()) {
    width = vector_columns(shape.channels);
    height = (shape.channels + width - 1) / width;
    map.assign(values.values().begin(), values.values().end());
    map.resize(static_cast<std::size_t>(height) * static_cast<std::size_t>(width), std::numeric_limits<float>::quiet_NaN());
    marked = {a.unit / width, a.unit % width};
  } else {
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x) map.push_back(values.at(0, a.unit, y, x));
  }
  const ValueRange range = scale_range(extremes_of(values, shape.is_vector() ? -1 : a.unit), colours);
  map_->set_values(std::move(map), height, width, colours, range);
  map_->set_marked(marked);
}

QString ArithmeticView::title_text() const {
  const Arithmetic& a = *arithmetic_;
  const Node& node = shown_frame_->model->graph->node(a.node);
  const QString name = QString::fromStdString(node.name), value = long_number(static_cast<double>(a.result));
  if (node.shape.is_vector()) return tr("%1 · unit %2 · %3").arg(name).arg(a.unit).arg(value);
  return tr("%1 · map %2 · y %3, x %4 · %5").arg(name).arg(a.unit).arg(a.position.y).arg(a.position.x).arg(value);
}

/// The formula with its words in the user's language.
QString ArithmeticView::formula_text() const { return arithmetic_text_of(arithmetic_->formula); }

void ArithmeticView::paint_sums() {
  const Arithmetic& a = *arithmetic_;
  QStringList rows;
  const auto add = [&](const QString& name, const QString& number, bool strong = false) {
    const QString form = strong ? QStringLiteral("<tr><td><b>%1</b></td><td align=right><b>&nbsp;&nbsp;%2</b></td></tr>")
                                : QStringLiteral("<tr><td>%1</td><td align=right>&nbsp;&nbsp;%2</td></tr>");
    rows << form.arg(name.toHtmlEscaped(), number.toHtmlEscaped());
  };
  if (a.parts.size() > 1)
    for (const ArithmeticPart& part : a.parts) add(tr("channel %1").arg(part.channel), decimal(a, part.sum));
  if (a.has_products || a.parts.front().cells.size() > 1)
    add(arithmetic_text_of("sum"), decimal(a, a.sum));
  else
    add(QStringLiteral("x"), decimal(a, a.sum));
  for (const ArithmeticStep& step : a.steps)
    add(arithmetic_text_of(step.name), a.is_sum() ? decimal(a, a.term(step)) : long_number(step.value));
  add(formula_text(), a.is_sum() ? decimal(a, a.total) : long_number(a.value), true);
  add(tr("the network's value"), long_number(static_cast<double>(a.result)), true);
  add(tr("rounding"), short_number(a.difference()));
  sums_->setText(QStringLiteral("<table cellspacing=0>%1</table>").arg(rows.join(QString())));
}

void ArithmeticView::retranslate() {
  const ExplainMethod* method = find_explain_method("arithmetic");
  about_->setText(QStringLiteral("%1. %2 (%3)").arg(method_text(method->summary), method_text(method->caveat),
                                                    method_text(method->source)));
  before_->setText(QStringLiteral("◂"));
  before_->setToolTip(tr("The position before"));
  after_->setText(QStringLiteral("▸"));
  after_->setToolTip(tr("The next position"));
  play_->setText(play_->isChecked() ? tr("Hold") : tr("Play"));
  play_->setToolTip(tr("Step through all positions"));
  for (QToolButton* button : {before_, play_, after_}) button->setAccessibleName(button->toolTip());
  map_->setAccessibleName(tr("The map whose value is taken apart; arrow keys step through its positions"));
  map_->setToolTip(map_->accessibleName());
  sheet_->setAccessibleName(tr("Values, weights and products, cell by cell"));
  sums_->setAccessibleName(tr("Sums and result"));
  if (!frame()) title_->setText(tr("Waiting for the first answer of the network."));
  if (arithmetic_) paint_sums();
}

Exporter ArithmeticView::exporter() const {
  if (!arithmetic_) return {};
  return [one = arithmetic_, shown = shown_frame_] { return arithmetic_figure(*shown->model, *one, Tables::csv); };
}

}  // namespace convlens::ui
