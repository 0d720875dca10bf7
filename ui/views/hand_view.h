#pragma once
#include <vector>

#include "ui/views/hand_job.h"
#include "ui/views/view.h"

class QCheckBox;
class QLabel;
class QPushButton;

namespace convlens::ui {

class BeforeAfter;
class DataChoice;
class FreezeChoice;
class JobProgress;
class MoveBars;
class MovedFilters;
class PictureGrid;
struct GridPicture;

/// Your hand: the drawings that the user labelled and what the network reads in them; a button that teaches
/// it these, mixed with the original data; what that did to both, and which layers and filters moved.
class HandView : public View {
  Q_OBJECT

 public:
  explicit HandView(QWidget* parent = nullptr);
  void show_drawings(const std::vector<Drawing>& drawings);
  /// Whether the weights from before the last teaching can be had back.
  void show_undo(bool possible);
  void show_data_sets(const QStringList& words, const QString& current) override;
  void choose_data_set(const QString& word) override;
  void show_training(bool under_way) override;
  Exporter exporter() const override;
  /// The last teaching; may be null.
  const HandTeachingPtr& teaching() const { return teaching_; }
  /// What stands below a drawing, the longest form first, and what a screen reader says of it.
  QStringList captions(int index) const;
  QString drawing_text(int index) const;

 signals:
  void remove_requested(const convlens::Drawing& drawing);
  void taught(std::shared_ptr<const convlens::Model> before, std::shared_ptr<const convlens::Model> after);
  void undo_requested();

 protected:
  void refresh() override;
  void retranslate() override;
  void show_news(int channel, const JobNews& news) override;
  void showEvent(QShowEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  enum Channel { kReading, kTeaching };
  static constexpr int kLeaveOut = 5;  ///< every so many drawings are left out, where that is wished

  void build();
  QLayout* build_controls();
  QLayout* build_drawings();
  QWidget* build_outcome();
  void connect_parts();
  void begin();
  void remove_current();
  void ask_for_reading();
  /// The reading of the network that is shown; null where it is not known yet.
  const ClassAnswer* answer_to(int index) const;
  /// What the last teaching knows of a drawing; null where it was not among them or other weights are shown.
  const TaughtDrawing* lesson_of(int index) const;
  GridPicture grid_picture(int index) const;
  void show_grid();
  void show_outcome();
  void show_state();
  QString state_text() const;
  int convolution() const;

  QWidget* outcome_;
  DataChoice* data_;
  FreezeChoice* freeze_;
  QCheckBox* leave_out_;
  QPushButton *teach_, *undo_, *remove_;
  QLabel* state_;
  BeforeAfter* accuracy_;
  QLabel *moves_title_, *about_;
  JobProgress* progress_;
  PictureGrid* grid_;
  MoveBars* moves_;
  MovedFilters* filters_;

  std::vector<Drawing> drawings_;
  HandReadingPtr reading_;
  HandTeachingPtr teaching_;
  bool training_ = false, undo_possible_ = false, drawings_changed_ = false;
  QString ended_;  ///< why the last teaching came to nothing
};

}  // namespace convlens::ui
