#pragma once
#include "ui/views/classical_job.h"
#include "ui/views/view.h"

class QButtonGroup;
class QCheckBox;
class QLabel;
class QSpinBox;
class QStackedWidget;

namespace convlens::ui {

class KernelEditor;
class MapPanel;
class TileGrid;

/// The filters of the textbooks beside the learned ones. The bench: what each does to the drawing, a kernel to change by
/// hand, and what becomes of the answer when it stands in the network's first convolution. The learned ones: each kernel
/// of a convolution with what it is most like and which frequencies it lets pass.
class ClassicalView : public View {
  Q_OBJECT

 public:
  explicit ClassicalView(QWidget* parent = nullptr);
  ~ClassicalView() override;
  Exporter exporter() const override;
  /// The kernel on the bench.
  const ClassicalKernel& kernel() const { return kernel_; }

 protected:
  void refresh() override;
  void retranslate() override;
  void show_news(int channel, const JobNews& news) override;

 private:
  enum Page { kBench, kLearned };
  enum Channel { kBenchJob, kLearnedJob };

  void build();
  QWidget* bench_page();
  QWidget* learned_page();
  void connect_parts();
  Page page() const;
  int learned_node() const;
  void put_on_bench(ClassicalKernel kernel);
  void put_first_kernel();
  void ask_for_bench();
  void paint_bench();
  void paint_answer();
  void paint_learned();

  QButtonGroup* pages_group_;
  QStackedWidget* pages_;
  QLabel *title_, *kernel_title_, *answer_, *about_, *about_learned_, *filter_title_;
  TileGrid *classical_, *learned_;
  KernelEditor* editor_;
  MapPanel *picture_, *response_;
  QCheckBox* in_network_;
  QSpinBox* filter_;

  ClassicalKernel kernel_;
  std::shared_ptr<const Bench> bench_;
  std::shared_ptr<const LearnedKernels> shown_learned_;
  std::shared_ptr<const Model> asked_model_;
  int asked_node_ = -1;
};

}  // namespace convlens::ui
