#pragma once
#include "ui/views/saliency_job.h"
#include "ui/views/view.h"

class QButtonGroup;
class QComboBox;
class QLabel;
class QSpinBox;
class QStackedWidget;

namespace convlens::ui {

class AboutText;
class InputPicture;
class MapPanel;
class SanityPage;

/// Which pixels the score of a class comes from: saliency, Grad-CAM and integrated gradients side by side, following the
/// pen; a click on one lays it over the input and makes it the one that is exported. A second page checks them against
/// random weights.
class SaliencyView : public View {
  Q_OBJECT

 public:
  explicit SaliencyView(QWidget* parent = nullptr);
  /// Opens the second page with that method.
  void check_sanity_of(const QString& method);

 protected:
  Exporter exporter() const override;
  void refresh() override;
  void retranslate() override;
  void show_news(int channel, const JobNews& news) override;

 private:
  enum Page { kPictures, kSanity };
  enum Channel { kMaps, kCheck };
  static constexpr std::size_t kMethods = kSaliencyMethods.size();

  void build_head();
  QWidget* pictures_page();
  Page page() const;
  void fit_classes();
  SaliencyQuestion question() const;
  SanityQuestion sanity_question() const;
  void choose(std::size_t method);
  void paint();
  void tell(std::size_t method, Position at);

  QButtonGroup* pages_group_;
  QStackedWidget* pages_;
  QLabel *class_title_, *steps_title_, *facts_, *input_title_;
  QComboBox* class_;
  QSpinBox* steps_;
  InputPicture* input_;
  std::array<MapPanel*, kMethods> panels_;
  AboutText* about_;
  SanityPage* sanity_;
  std::shared_ptr<const Graph> graph_;  ///< whose classes the box offers
  std::size_t chosen_ = 0;
  std::shared_ptr<const SaliencyPictures> shown_;
  std::shared_ptr<const SanityPicture> checked_;
};

}  // namespace convlens::ui
