#pragma once
#include "core/study/probe.h"
#include "ui/views/view.h"

class QLabel;
class QStackedWidget;
class QPushButton;

namespace convlens::ui {

class DataChoice;
class JobProgress;
class LayerCurves;

/// What depth buys: how well a linear classifier, the nearest neighbours and a support vector machine do with each
/// layer's values, as curves over the layers. It takes a while, so it starts when asked.
class ProbeView : public View {
  Q_OBJECT

 public:
  explicit ProbeView(QWidget* parent = nullptr);
  void show_data_sets(const QStringList& words, const QString& current) override;
  void choose_data_set(const QString& word) override;
  Exporter exporter() const override;
  /// How much is looked at; for tests.
  void set_options(const ProbeOptions& options) { options_ = options; }

 protected:
  void refresh() override;
  void retranslate() override;
  void show_news(int channel, const JobNews& news) override;

 private:
  struct Probed;
  void build();
  void begin();
  void paint();
  QString layer_text(int layer) const;

  DataChoice* data_;
  QPushButton* start_;
  QLabel *state_, *about_;
  JobProgress* progress_;
  LayerCurves* curves_;
  QLabel* hint_;
  QStackedWidget* body_;  ///< the hint, then the curves
  ProbeOptions options_;
  std::shared_ptr<const Probed> probed_;
  QString failure_;
  QString asked_word_;  ///< the data set of the newest job
};

}  // namespace convlens::ui
