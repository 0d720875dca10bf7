#pragma once
#include <QWidget>
#include <filesystem>
#include <map>

#include "core/study/film.h"
#include "ui/frame.h"
#include "ui/paint/map_image.h"
#include "ui/views/view_export.h"
#include "ui/views/view_job.h"

namespace convlens::ui {

/// One way of looking at a frame. A hidden view keeps the newest frame and does nothing with it until it is
/// shown.
class View : public QWidget {
  Q_OBJECT

 public:
  explicit View(QWidget* parent = nullptr) : QWidget(parent) {}

  /// A view makes do with what room there is: what it shows never widens the window.
  QSize minimumSizeHint() const override;
  void show_frame(FramePtr frame);
  void show_selection(const Selection& selection);
  /// Which values share one colour scale.
  void show_range_scope(RangeScope scope);
  /// A frozen view stays as it is while the others move on; thawed, it catches up.
  void set_frozen(bool frozen);
  bool is_frozen() const { return frozen_; }
  /// Whether any job that was asked for has not ended.
  bool is_busy() const;
  /// The data sets that there are, as words (CLI.md), and which one to begin with.
  virtual void show_data_sets(const QStringList&, const QString&) {}
  /// A data set was chosen elsewhere in the window.
  virtual void choose_data_set(const QString&) {}
  /// Whether weights are being trained, so that frames bring new ones all the time.
  virtual void show_training(bool) {}
  /// The snapshots of the training under way, or of the last one; again and again as they become more.
  virtual void show_film(const FilmPtr&) {}
  /// A folder of its own among the user's data, for what shall outlive the window. Without one nothing is kept.
  virtual void keep_in(const std::filesystem::path&) {}
  /// What a job of this view has to tell. News of jobs that were cancelled since is dropped here.
  void receive(int channel, const JobNews& news);
  /// What the view shows, as files; none: nothing to export. It owns or shares all that it needs.
  virtual Exporter exporter() const { return {}; }

 signals:
  void selection_requested(const convlens::ui::Selection& selection);
  /// Something in the view is to be looked at as the window's input.
  void input_requested(const convlens::ui::Input& input);
  /// A network's file (.onnx) is to become the window's network.
  void model_requested(const QString& path);
  /// Another view of the inspector (its id) tells more of what was clicked.
  void view_requested(const QString& id);
  /// Value and place under the cursor, in words; empty when it has left.
  void hovered(const QString& text);
  /// A computation for a worker, and the end of one; see ask() and cancel().
  void job_wanted(convlens::ui::View* view, int channel, std::uint64_t ticket, const convlens::ui::ViewJob& job);
  void job_cancelled(convlens::ui::View* view, int channel);
  /// Something went wrong in a job, in a sentence.
  void failed(const QString& message);
  /// The unit under the cursor, whose receptive field is then drawn; none when it has left.
  void unit_hovered(std::optional<convlens::ui::UnitPlace> unit);

 protected:
  /// Called when the frame, the selection or the scope is another one and the view is visible. frame() may be
  /// null.
  virtual void refresh() = 0;
  virtual void retranslate() {}
  /// Every frame, also while hidden: for remembering, not for work.
  virtual void frame_seen(const Frame&) {}
  const FramePtr& frame() const { return shown_.frame; }
  const Selection& selection() const { return shown_.selection; }
  RangeScope range_scope() const { return shown_.scope; }

  /// Has a worker do the job; its news arrive in show_news(). A view with several kinds of jobs gives each a
  /// channel. A newer job of a channel takes the place of the older one.
  void ask(ViewJob job, int channel = 0);
  void cancel(int channel = 0);
  /// Whether a job was asked for that has not ended.
  bool is_waiting(int channel = 0) const;
  virtual void show_news(int, const JobNews&) {}

  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void refresh_when_visible();

  struct Subject {
    FramePtr frame;
    Selection selection;
    RangeScope scope = RangeScope::layer;
  };
  Subject newest_;  ///< as handed in
  Subject shown_;   ///< the same, or what it was when the view was frozen
  bool frozen_ = false;
  bool stale_ = true;

  struct Channel {
    std::uint64_t asked = 0;      ///< the newest ticket
    std::uint64_t cancelled = 0;  ///< tickets up to this one are dropped
    std::uint64_t told = 0;       ///< of the newest job that has told anything: what an older one still tells is stale
    std::uint64_t ended = 0;
  };
  std::map<int, Channel> channels_;
};

/// The layer that a view of one layer shows: the selected one, else the first activation after a convolution.
int shown_layer(const Graph& graph, const Selection& selection);
/// "relu1 · map 3 · y 12, x 7 · 0.482113 · sees y 10..14, x 5..9 of the input"; a vector's unit has no
/// position.
QString value_text(const Frame& frame, int layer, int map, Position at);

}  // namespace convlens::ui
