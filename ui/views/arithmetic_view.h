#pragma once
#include "core/explain/arithmetic.h"
#include "ui/views/view.h"

class QLabel;

namespace convlens::ui {

class ArithmeticSheet;
class HeatMap;

/// One output value of the selected layer taken apart: the patch, the kernel, the products, their sums, the bias and
/// the result, the engine's own numbers. The arrow keys step through the positions of the map (of a vector: through its
/// units).
class ArithmeticView : public View {
  Q_OBJECT

 public:
  explicit ArithmeticView(QWidget* parent = nullptr);
  Exporter exporter() const override;

 protected:
  void refresh() override;
  void retranslate() override;
  void show_news(int channel, const JobNews& news) override;

 private:
  void build();
  void paint_map();
  void paint_sums();
  QString title_text() const;
  QString formula_text() const;
  Selection selection_at(Position at) const;

  QLabel *title_, *sums_, *about_;
  HeatMap* map_;
  ArithmeticSheet* sheet_;

  FramePtr shown_frame_;  ///< that arithmetic_ is of
  std::shared_ptr<const Arithmetic> arithmetic_;
};

}  // namespace convlens::ui
