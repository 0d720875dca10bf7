#pragma once
#include "ui/views/lab_job.h"
#include "ui/views/view.h"

class QButtonGroup;
class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace convlens::ui {

class AboutText;
class EpochCurves;
class LabForm;
class LabTable;

/// The lab: variants of a network trained side by side in the background, as a table and as curves. What it
/// trains is kept in the view's folder: a lab that was stopped, or left by closing the window, is offered
/// again.
class LabView : public View {
  Q_OBJECT

 public:
  enum Channel { kRun, kPeek, kDiscard, kOpen };
  enum Page { kSetUp, kTable, kCurves, kPages };

  explicit LabView(QWidget* parent = nullptr);
  void keep_in(const std::filesystem::path& folder) override;
  void show_data_sets(const QStringList& words, const QString& current) override;
  void choose_data_set(const QString& word) override;
  Exporter exporter() const override;
  LabForm& form() { return *form_; }

 protected:
  void refresh() override;
  void retranslate() override;
  void show_news(int channel, const JobNews& news) override;

 private:
  void build();
  void connect_parts();
  void begin(const LabSettings& settings, bool anew);
  void stop();
  void open_page(Page page);
  void take_run_news(const JobNews& news);
  void paint();
  /// The lab on show; before there is one, what the form would train.
  LabState shown_lab() const;
  QString hint_text(const LabState& state) const;
  void show_state();
  QString state_text() const;
  /// There is a lab that is neither finished nor under way.
  bool is_offered() const;
  bool can_open(int variant) const;

  std::filesystem::path folder_;
  bool peeked_ = false;
  std::shared_ptr<LabRun> run_;  ///< null: none is under way
  LabMomentPtr moment_;
  double done_ = 0;  ///< of the lab under way, 0..1
  QString failure_;

  QButtonGroup* pages_;
  QStackedWidget* stack_;
  QPushButton *start_, *pick_up_, *discard_, *stop_, *open_;
  QProgressBar* bar_;
  QLabel *state_, *hint_;
  LabForm* form_;
  AboutText* about_;
  LabTable* table_;
  EpochCurves *accuracy_, *loss_;
};

}  // namespace convlens::ui
