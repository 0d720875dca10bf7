#pragma once
#include <QCache>
#include <QImage>

#include "ui/views/data_evaluation.h"
#include "ui/views/view.h"

class QLabel;
class QPushButton;

namespace convlens::ui {

class AboutText;
class ConfusionMatrix;
class DataChoice;
class JobProgress;
class PictureFilterBar;
class PictureGrid;
struct GridPicture;

/// The data browser: a data set's test pictures as the network answers them, and the confusion matrix, whose cells open
/// their pictures. A picture that is chosen becomes the window's input. The evaluation starts when the view is seen for
/// the first time, when another data set is chosen, when it is asked for, and when a training has ended; not at
/// every new state of the weights.
class DataView : public View {
  Q_OBJECT

 public:
  explicit DataView(QWidget* parent = nullptr);
  void show_data_sets(const QStringList& words, const QString& current) override;
  void choose_data_set(const QString& word) override;
  void show_training(bool under_way) override;
  Exporter exporter() const override;
  /// What is shown: partial while the evaluation goes on; may be null.
  const DataEvaluationPtr& evaluation() const { return evaluation_; }
  /// The data set's index of the picture in a place of the grid.
  int picture_at(int place) const { return order_[static_cast<std::size_t>(place)]; }

 protected:
  void refresh() override;
  void retranslate() override;
  void show_news(int channel, const JobNews& news) override;

 private:
  void build();
  void connect_parts();
  void refresh_when_visible();
  QString word() const;
  void evaluate();
  bool is_stale() const;
  bool answers_anything() const { return evaluation_ && !evaluation_->answers.empty(); }
  void take(DataEvaluationPtr evaluation);
  void fill_grid();
  void show_state();
  QString result_text() const;
  QString state_text() const;
  QString notice_text() const;
  QString misfit_text() const;
  QString notes_text() const;
  QString cell_words(ConfusionCell cell) const;
  void open_cell(ConfusionCell cell);
  void use_as_input(int place);
  void tell(int place);
  QString picture_text(int place) const;
  GridPicture grid_picture(int place);
  const QImage& thumbnail(int index);

  DataChoice* data_;
  QLabel *result_, *state_, *notice_;
  JobProgress* progress_;
  QPushButton* again_;
  QWidget *content_, *side_;
  PictureFilterBar* filter_;
  PictureGrid* grid_;
  ConfusionMatrix* matrix_;
  AboutText* about_;

  DataEvaluationPtr evaluation_;
  std::vector<int> order_;  ///< the grid's pictures, as indices of the data set
  QCache<int, QImage> thumbnails_;
  std::shared_ptr<const Model> asked_model_;
  QString asked_word_, failure_;
  bool due_ = true;  ///< an evaluation is to begin as soon as there is a network and somebody looks
  bool training_ = false, cancelled_ = false;
  int followed_class_ = -1;
};

}  // namespace convlens::ui
