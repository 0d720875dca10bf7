#pragma once
#include <QTimer>
#include <array>
#include <memory>

#include "ui/path_dialogs.h"
#include "ui/views/compare_choice.h"
#include "ui/views/compare_job.h"
#include "ui/views/view.h"

class QButtonGroup;
class QComboBox;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace convlens::ui {

class AboutText;
class ColourLegend;
class CompareSideButton;
class ElidedLabel;
class JobProgress;
class MapPanel;
class PairedBars;
class TileGrid;

/// Two inputs, networks, rules or methods side by side in one of the other views' figures, with the difference and its
/// numbers. What is live follows the pen; a side keeps what it was told to keep.
class CompareView : public View {
  Q_OBJECT

 public:
  explicit CompareView(QWidget* parent = nullptr);
  ~CompareView() override;
  void show_data_sets(const QStringList& words, const QString& current) override;
  void choose_data_set(const QString& word) override;
  void show_training(bool under_way) override;
  /// Networks to choose from beside the window's.
  void offer_networks(const std::vector<ShippedNetwork>& networks);
  void set_path_dialogs(std::unique_ptr<PathDialogs> dialogs) { dialogs_ = std::move(dialogs); }
  /// How the file of a second network is opened; as it is unless told.
  void open_networks_with(NetworkOpener opener) { opener_ = std::move(opener); }
  Exporter exporter() const override;

 protected:
  void refresh() override;
  void retranslate() override;
  void frame_seen(const Frame& frame) override;
  void show_news(int channel, const JobNews& news) override;

 private:
  enum Page { kOne, kAll };
  enum Body { kPanels, kTiles, kBars, kWords };
  enum Column { kA, kB, kDifference, kColumns };

  void build();
  QLayout* head();
  QWidget* panels();
  QWidget* tiles();
  void connect_parts();

  void keep();
  void swap_sides();
  void choose_file(CompareSideButton* side);
  void offer();
  ComparedFigure figure() const;
  Page page() const;
  /// The layer of the window's network that the figure is of; empty where it is of none, or there is none.
  QString layer() const;
  int unit() const;
  CompareSource source(const CompareChoice& choice) const;
  CompareAsked asked() const;

  void paint();
  void paint_panels();
  void paint_tiles();
  void paint_bars();
  void show_body(Body body);
  void show_waiting();
  QString trouble_text() const;
  QString numbers_text() const;
  QString part_text(const ComparePart& part) const;
  /// The part that the panels show; none where there is none.
  const ComparePart* shown_part() const;
  /// Place, value of A, of B and their difference.
  QString values_text(const ComparePart& part, Position at) const;
  void tell(Position at, int column);
  void forget_position();

  QComboBox* figure_;
  QButtonGroup* pages_group_;
  QToolButton *keep_, *swap_;
  ElidedLabel* numbers_;
  JobProgress* progress_;
  std::array<CompareSideButton*, 2> sides_;
  QLabel* difference_title_;
  QStackedWidget* body_;
  std::array<MapPanel*, kColumns> panels_;
  std::array<TileGrid*, kColumns> grids_;
  std::array<ColourLegend*, kColumns> legends_;  ///< below the grids
  PairedBars* bars_;
  QLabel* words_;
  AboutText* about_;
  QTimer patience_;  ///< before what is shown is dimmed

  FramePtr kept_;
  std::shared_ptr<const Model> newest_, before_;  ///< before_: what the last training began with
  bool training_ = false;
  std::vector<ShippedNetwork> networks_;
  QString data_ = QStringLiteral("generated");
  std::shared_ptr<const CompareResult> shown_;
  CompareOpened opened_;
  NetworkOpener opener_ = open_as_it_is;
  std::unique_ptr<PathDialogs> dialogs_ = std::make_unique<PathDialogs>();
};

}  // namespace convlens::ui
