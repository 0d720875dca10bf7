#include "ui/views/hand_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <algorithm>

#include "core/model/convolutions.h"
#include "ui/docks/training_form.h"
#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"
#include "ui/views/data_choice.h"
#include "ui/views/moved_filters.h"
#include "ui/widgets/before_after.h"
#include "ui/widgets/ink_painter.h"
#include "ui/widgets/freeze_choice.h"
#include "ui/widgets/job_progress.h"
#include "ui/widgets/move_bars.h"
#include "ui/widgets/picture_grid.h"

namespace convlens::ui {
namespace {

constexpr int kThumbnail = 64;

bool is_right(const ClassAnswer& answer, const Drawing& drawing) { return answer.predicted == drawing.label; }

}  // namespace

void HandView::show_drawings(const std::vector<Drawing>& drawings) {
  drawings_ = drawings;
  drawings_changed_ = true;
  ended_.clear();
  if (isVisible() && !is_frozen()) refresh();
}

/// Drawings that came while it was hidden are no frame: nothing else would bring them in.
void HandView::showEvent(QShowEvent* event) {
  View::showEvent(event);
  if (drawings_changed_ && !is_frozen()) refresh();
}

void HandView::show_undo(bool possible) {
  undo_possible_ = possible;
  show_state();
}

void HandView::show_data_sets(const QStringList& words, const QString& current) {
  // What the shipped network was trained on: with MNIST alone it forgets ways of writing that MNIST hardly
  // has.
  const QString mixture = QStringLiteral("mnist+generated");
  data_->offer(words, words.contains(mixture) ? mixture : current, teaching_ != nullptr);
}

void HandView::choose_data_set(const QString& word) { data_->choose(word); }

void HandView::show_training(bool under_way) {
  training_ = under_way;
  if (under_way && is_waiting(kTeaching)) {
    cancel(kTeaching);
    progress_->stop();
    ended_ = tr("Stopped, for a training began.");
  }
  show_state();
}

void HandView::begin() {
  if (!frame() || drawings_.empty()) return;
  ended_.clear();
  progress_->start();
  HandTeaching wanted;
  wanted.data = data_->word().toStdString();
  wanted.drawings = drawings_;
  wanted.options.freeze = freeze_->layer().toStdString();
  wanted.options.leave_out = leave_out_->isChecked() ? kLeaveOut : 0;
  ask(hand_teaching_job(frame()->model, std::move(wanted)), kTeaching);
  show_state();
}

void HandView::remove_current() {
  if (const int index = grid_->current(); index >= 0)
    emit remove_requested(drawings_[static_cast<std::size_t>(index)]);
}

bool HandView::eventFilter(QObject* watched, QEvent* event) {
  const bool key = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
  if (watched != grid_ || !key || static_cast<QKeyEvent*>(event)->key() != Qt::Key_Delete)
    return View::eventFilter(watched, event);
  event->accept();  // of the shortcut: here the key does not clear the pad
  if (event->type() == QEvent::KeyPress) remove_current();
  return true;
}

void HandView::refresh() {
  drawings_changed_ = false;
  if (frame()) freeze_->set_graph(frame()->model->graph);
  ask_for_reading();
  show_grid();
  show_outcome();
  show_state();
}

void HandView::ask_for_reading() {
  const bool possible = frame() && !drawings_.empty() && can_be_taught(*frame()->model);
  if (!possible) {
    reading_.reset();
    return cancel(kReading);
  }
  if (reading_ && reading_->drawings == drawings_ && reading_->model == frame()->model) return;
  ask(hand_reading_job(frame()->model, drawings_), kReading);
}

void HandView::show_news(int channel, const JobNews& news) {
  if (channel == kReading) {
    if (news.result) reading_ = std::static_pointer_cast<const HandReading>(news.result);
    return show_grid();
  }
  if (is_waiting(kTeaching) && news.total > 0) progress_->show_progress(news.done, news.total);
  if (news.complete && !is_waiting(kTeaching)) {
    progress_->stop();
    ended_ = news.failure;
  }
  if (news.result) {
    teaching_ = std::static_pointer_cast<const HandTeaching>(news.result);
    show_outcome();
    emit taught(teaching_->result.before, teaching_->result.after);
  }
  show_state();
}

const ClassAnswer* HandView::answer_to(int index) const {
  const auto i = static_cast<std::size_t>(index);
  // Of weights that are a moment old, while it is trained: better than none.
  if (!reading_ || i >= reading_->drawings.size() || reading_->drawings[i] != drawings_[i]) return nullptr;
  return &reading_->answers[i];
}

const TaughtDrawing* HandView::lesson_of(int index) const {
  if (!teaching_ || !reading_ || reading_->model != teaching_->result.after) return nullptr;
  const auto found = std::ranges::find(teaching_->drawings, drawings_[static_cast<std::size_t>(index)]);
  return found == teaching_->drawings.end()
             ? nullptr
             : &teaching_->result.drawings[static_cast<std::size_t>(found - teaching_->drawings.begin())];
}

QStringList HandView::captions(int index) const {
  const int label = *drawings_[static_cast<std::size_t>(index)].label;
  const ClassAnswer* answer = answer_to(index);
  if (!answer) return {tr("a %1").arg(label)};
  if (const TaughtDrawing* lesson = lesson_of(index))
    return {tr("a %1: %2 → %3").arg(label).arg(lesson->before.predicted).arg(answer->predicted)};
  return {tr("a %1, read as %2").arg(label).arg(answer->predicted),
          tr("a %1: %2").arg(label).arg(answer->predicted)};
}

QString HandView::drawing_text(int index) const {
  const Drawing& drawing = drawings_[static_cast<std::size_t>(index)];
  QStringList parts{tr("drawing %1 of %2, a %3").arg(index + 1).arg(drawings_.size()).arg(*drawing.label)};
  const auto words = [](const ClassAnswer& answer) {
    return QStringLiteral("%1 (%2)").arg(answer.predicted).arg(percent(static_cast<double>(answer.p)));
  };
  if (const TaughtDrawing* lesson = lesson_of(index)) {
    parts << tr("before: %1").arg(words(lesson->before));
    if (lesson->left_out) parts << tr("not taught");
  }
  if (const ClassAnswer* answer = answer_to(index)) parts << tr("read as %1").arg(words(*answer));
  return parts.join(QStringLiteral(" · "));
}

GridPicture HandView::grid_picture(int index) const {
  const Drawing& drawing = drawings_[static_cast<std::size_t>(index)];
  GridPicture picture;
  picture.image = drawing_thumbnail(drawing, kThumbnail, devicePixelRatioF(), palette().color(QPalette::Base),
                                    palette().color(QPalette::Text));
  picture.captions = captions(index);
  if (const ClassAnswer* answer = answer_to(index)) picture.wrong = !is_right(*answer, drawing);
  return picture;
}

void HandView::show_grid() {
  grid_->set_hint(
      tr("Draw a digit. Where the network reads it wrongly, press the right number in ANSWER: the drawing is "
         "kept here, to teach the network with."));
  grid_->set_pictures(static_cast<int>(drawings_.size()), [this](int index) { return grid_picture(index); });
  show_state();
}

int HandView::convolution() const {
  const Graph& graph = *teaching_->result.after->graph;
  const bool same = frame() && frame()->model->graph.get() == &graph;
  const auto chosen = convolution_at_or_before(graph, shown_layer(graph, same ? selection() : Selection{}));
  if (chosen) return *chosen;
  for (int i = 0; i < graph.size(); ++i)
    if (graph.node(i).layer->kind() == "conv2d") return i;
  return -1;
}

void HandView::show_outcome() {
  outcome_->setVisible(teaching_ != nullptr);
  filters_->setVisible(teaching_ && convolution() >= 0);
  if (!teaching_) return;
  const TeachResult& result = teaching_->result;
  std::vector<BeforeAfter::Row> rows;
  const auto add = [&](const QString& what, const Tally& tally) {
    if (tally.count == 0) return;
    const auto part = [&](std::size_t right) {
      return percent(static_cast<double>(right) / static_cast<double>(tally.count));
    };
    rows.push_back({what, part(tally.before), part(tally.after)});
  };
  const Tally own = tally_of(result, false), left_out = tally_of(result, true);
  add(tr("your drawings (%1)").arg(own.count), own);
  add(tr("left out (%1)").arg(left_out.count), left_out);
  add(tr("held out of %1").arg(data_title(QString::fromStdString(teaching_->data))), result.held_out);
  accuracy_->set_rows(rows);
  accuracy_->setAccessibleName(tr("Read rightly before and after"));
  moves_->set_moves(result.layers);
  if (const int node = convolution(); node >= 0)
    filters_->show_filters({.now = result.after, .before = result.before}, node);
}

QString HandView::state_text() const {
  if (!ended_.isEmpty()) return ended_;
  if (is_waiting(kTeaching)) return {};  // the bar says it
  if (frame() && !can_be_taught(*frame()->model)) return tr("This network does not read digits of 28×28.");
  if (training_) return tr("A training is under way; teach when it has ended.");
  if (teaching_ && frame() && frame()->model == teaching_->result.after)
    return tr("the taught network is shown");
  if (teaching_) return tr("numbers of the last teaching; other weights are shown now");
  return {};
}

void HandView::show_state() {
  const bool possible = frame() && can_be_taught(*frame()->model) && !training_ && !is_waiting(kTeaching);
  teach_->setEnabled(possible && !drawings_.empty());
  undo_->setEnabled(undo_possible_ && !training_ && !is_waiting(kTeaching));
  remove_->setEnabled(grid_->current() >= 0);
  leave_out_->setEnabled(static_cast<int>(drawings_.size()) >= kLeaveOut);
  if (!leave_out_->isEnabled()) leave_out_->setChecked(false);
  state_->setText(state_text());
}

Exporter HandView::exporter() const {
  if (!teaching_ || convolution() < 0) return {};
  return [teaching = teaching_, node = convolution()] { return hand_files(*teaching, node); };
}

}  // namespace convlens::ui
