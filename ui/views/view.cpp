#include "ui/views/view.h"

#include <QCoreApplication>
#include <QEvent>
#include <algorithm>

#include "ui/paint/numbers.h"
#include "ui/paint/receptive_field.h"

namespace convlens::ui {

QSize View::minimumSizeHint() const {
  constexpr QSize kSmallest(320, 160);
  return kSmallest;
}

void View::show_frame(FramePtr frame) {
  newest_.frame = std::move(frame);
  if (newest_.frame) frame_seen(*newest_.frame);
  refresh_when_visible();
}

void View::show_selection(const Selection& selection) {
  if (selection == newest_.selection) return;
  newest_.selection = selection;
  refresh_when_visible();
}

void View::show_range_scope(RangeScope scope) {
  if (scope == newest_.scope) return;
  newest_.scope = scope;
  refresh_when_visible();
}

void View::set_frozen(bool frozen) {
  if (frozen == frozen_) return;
  frozen_ = frozen;
  if (!frozen) refresh_when_visible();
}

void View::refresh_when_visible() {
  if (frozen_) return;
  shown_ = newest_;
  stale_ = !isVisible();
  if (!stale_) refresh();
}

void View::ask(ViewJob job, int channel) {
  const std::uint64_t ticket = ++channels_[channel].asked;
  emit job_wanted(this, channel, ticket, job);
}

void View::cancel(int channel) {
  Channel& c = channels_[channel];
  if (c.ended == c.asked) return;
  c.cancelled = c.ended = c.asked;
  emit job_cancelled(this, channel);
}

bool View::is_waiting(int channel) const {
  const auto found = channels_.find(channel);
  return found != channels_.end() && found->second.ended != found->second.asked;
}

bool View::is_busy() const {
  return std::any_of(channels_.begin(), channels_.end(), [this](const auto& one) { return is_waiting(one.first); });
}

void View::receive(int channel, const JobNews& news) {
  Channel& c = channels_[channel];
  if (news.ticket <= c.cancelled || news.ticket < c.told) return;
  c.told = news.ticket;
  if (news.complete) c.ended = news.ticket;
  if (!news.failure.isEmpty()) emit failed(news.failure);
  show_news(channel, news);
}

void View::showEvent(QShowEvent* event) {
  if (stale_) {
    stale_ = false;
    refresh();
  }
  QWidget::showEvent(event);
}

void View::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) {
    retranslate();
    refresh_when_visible();
  }
  QWidget::changeEvent(event);
}

int shown_layer(const Graph& graph, const Selection& selection) {
  if (selection.layer >= 0 && selection.layer < graph.size()) return selection.layer;
  for (int i = 0; i < graph.size(); ++i) {
    if (graph.node(i).layer->kind() != "conv2d") continue;
    const bool activated = i + 1 < graph.size() && colour_map_of(graph, i + 1) == ColourMap::sequential;
    return activated ? i + 1 : i;
  }
  return graph.size() - 1;
}

QString value_text(const Frame& frame, int layer, int map, Position at) {
  const Node& node = frame.model->graph->node(layer);
  const QString name = QString::fromStdString(node.name);
  const QString value = exact_number(frame.activations->of(layer).at(0, map, at.y, at.x)) +
                        QStringLiteral(" · ") + field_text(*frame.model->graph, {layer, map, at});
  if (node.shape.is_vector())
    return QCoreApplication::translate("View", "%1 · unit %2 · %3").arg(name).arg(map).arg(value);
  return QCoreApplication::translate("View", "%1 · map %2 · y %3, x %4 · %5")
      .arg(name)
      .arg(map)
      .arg(at.y)
      .arg(at.x)
      .arg(value);
}

}  // namespace convlens::ui
