#pragma once
#include <QHash>
#include <QImage>

#include "ui/views/evolution_job.h"
#include "ui/views/view.h"

class QLabel;

namespace convlens::ui {

class FilmStrip;
class JobProgress;
class TileGrid;

/// Feature evolution: the snapshots of a training as a film strip to scrub; of the moment that is chosen, the filters,
/// and what in its strongest training image each map of the selected layer answers to.
class EvolutionView : public View {
  Q_OBJECT

 public:
  explicit EvolutionView(QWidget* parent = nullptr);
  void show_film(const FilmPtr& film) override;
  Exporter exporter() const override;
  /// What is shown; may be null.
  const EvolutionPtr& found() const { return found_; }

 protected:
  void refresh() override;
  void retranslate() override;
  void show_news(int channel, const JobNews& news) override;
  void showEvent(QShowEvent* event) override;

 private:
  enum Channel { kMoments, kSnapshot, kStrip };

  void build();
  void connect_parts();
  void ask_for_moments();
  void ask_for_pictures();
  void ask_for_strip();
  void follow_selection();
  void add_thumbnail();
  /// Both of the film's network, whichever is shown in the window.
  int layer() const;
  int map() const;
  const Graph& graph() const { return found_->film->graph(); }
  bool is_shown_network() const { return frame() && frame()->model->graph.get() == &graph(); }
  int current() const;
  void paint_strip();
  void paint_snapshot();
  void show_state();
  QString notice() const;
  QString frame_text(int index) const;
  QString projection_text(int unit, int y, int x) const;

  QWidget* content_;
  QLabel *title_, *state_, *notice_, *filters_title_, *maps_title_, *about_;
  JobProgress* progress_;
  FilmStrip* strip_;
  TileGrid *filters_, *maps_;

  FilmPtr film_, asked_;
  EvolutionPtr found_;
  std::shared_ptr<const EvolutionPictures> pictures_;
  /// What the pictures were last asked of.
  std::shared_ptr<const Model> pictured_;
  int pictured_layer_ = -1;
  EvolutionPtr strip_source_;
  int strip_layer_ = -1, strip_map_ = -1;
  QHash<qint64, QImage> thumbnails_;  ///< by step, of strip_layer_ and strip_map_
  std::int64_t step_ = 0;             ///< the moment that was chosen
  bool follows_ = true;               ///< the newest moment, until one is chosen
  bool cancelled_ = false;
  QString failure_;
};

}  // namespace convlens::ui
