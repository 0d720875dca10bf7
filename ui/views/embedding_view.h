#pragma once
#include <QButtonGroup>
#include <QImage>

#include "ui/views/embedding_job.h"
#include "ui/views/view.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLayout;
class QPushButton;

namespace convlens::ui {

class ClassLegend;
class DataChoice;
class InputPicture;
class JobProgress;
class ScatterPlot;

/// A layer's values of some images as points of a map, by PCA or t-SNE. It starts when asked, and from then
/// on follows the selected layer; the picture forms while one watches. A click on a point makes its image the
/// window's input; a star is where the input is, and follows the pen.
class EmbeddingView : public View {
  Q_OBJECT

 public:
  explicit EmbeddingView(QWidget* parent = nullptr);
  void show_data_sets(const QStringList& words, const QString& current) override;
  void choose_data_set(const QString& word) override;
  void show_training(bool under_way) override;
  Exporter exporter() const override;
  /// What is shown; partial while the points move; may be null.
  const EmbeddingPtr& found() const { return found_; }

 protected:
  void refresh() override;
  void retranslate() override;
  void show_news(int channel, const JobNews& news) override;

 private:
  enum Channel { kEmbed, kPlace };

  void build();
  QLayout* build_head();
  QLayout* build_side();
  void connect_parts();
  void choice_changed();
  EmbeddingQuestion question() const;
  void begin();
  void ask_for_place();
  void take(EmbeddingPtr found);
  bool is_up_to_date() const;
  bool is_of_shown_weights() const { return found_ && frame() && found_->question.model == frame()->model; }
  void paint_points();
  const QImage& thumbnail(int point);
  void point_at(int point);
  void use_as_input(int point);
  QString class_name(int index) const;
  QString point_text(int point) const;
  QString state_text() const;
  QString star_text() const;
  void show_side();
  void show_state();

  DataChoice* data_;
  QButtonGroup* methods_;
  QComboBox* count_;
  QCheckBox *pixels_, *pictures_;
  QPushButton* start_;
  QLabel *state_, *notice_, *about_, *caption_, *signs_;
  JobProgress* progress_;
  QWidget* content_;
  ScatterPlot* plot_;
  ClassLegend* legend_;
  InputPicture* picture_;

  std::optional<EmbeddingQuestion> asked_;  ///< none: nobody has pressed Start yet
  EmbeddingPtr found_;
  EmbeddingPtr finished_;  ///< the last complete one: what it knows need not be computed again
  std::vector<QImage> thumbnails_;
  FramePtr placed_;  ///< the frame that a place was last asked for
  int pointed_ = -1;
  bool training_ = false, cancelled_ = false;
  QString failure_;
};

}  // namespace convlens::ui
