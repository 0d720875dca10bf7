#pragma once
#include <QTimer>

#include "ui/views/occlusion_job.h"
#include "ui/views/view.h"

class QLabel;
class QStackedWidget;
class QToolButton;

namespace convlens::ui {

class InputPicture;
class JobProgress;
class LineChart;
class MapPanel;
class OcclusionForm;
class ProbabilityBars;
class SanityLink;

/// Occlusion sensitivity (Zeiler & Fergus, figure 7; REFERENCE.md): the input with the square on it (a), the sum of the
/// strongest map (b), the probability of the class (d), the most probable class (e), and the strongest map's picture
/// (c). The pictures move together: what the cursor is over in one is marked in all. A click covers that place and
/// shows what the network makes of it; the deletion curve shows what it makes of more and more squares.
class OcclusionView : public View {
  Q_OBJECT

 public:
  explicit OcclusionView(QWidget* parent = nullptr);

 signals:
  /// That explanation (its method's name) is to be checked against random weights.
  void sanity_requested(const QString& method);

 protected:
  Exporter exporter() const override;
  void refresh() override;
  void retranslate() override;
  void show_news(int channel, const JobNews& news) override;
  void hideEvent(QHideEvent* event) override;

 private:
  enum Channel { kSweep, kCovered, kDeletion };
  enum LastPage { kProjectionPage, kCoveredPage, kDeletionPage };

  void build();
  QWidget* covered_page();
  void connect_maps();
  OcclusionQuestion question();
  void show_picture();
  void show_covered();
  void show_deletion();
  /// What stands at the right end: the covered picture's answer, the deletion curve, or else (c).
  void show_last_page();
  /// The square at a cell of the maps: of the one under the cursor, else the one that plays, else the one clicked.
  void point_at(std::optional<Position> cell);
  void tell(Position cell);
  void pin(std::optional<Position> cell);
  void play(bool playing);
  void advance();
  void show_waiting();
  QString class_name(int index) const;

  OcclusionForm* form_;
  InputPicture* input_;
  QLabel* input_title_;
  MapPanel *activation_, *probability_, *label_, *projection_;
  QStackedWidget* last_;
  LineChart* deletion_chart_;
  ProbabilityBars* bars_;
  MapPanel* covered_map_;
  QLabel* covered_title_;
  QToolButton *play_, *uncover_, *deletion_button_;
  JobProgress* progress_;
  QLabel *note_, *about_;
  SanityLink* sanity_;
  QTimer step_, patience_;

  std::shared_ptr<const OcclusionPicture> picture_;
  std::shared_ptr<const CoveredPicture> covered_;
  std::shared_ptr<const DeletionPicture> deletion_;
  std::optional<Position> pinned_, playing_;
  OcclusionQuestion asked_;
};

}  // namespace convlens::ui
