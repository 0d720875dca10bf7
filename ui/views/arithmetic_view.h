#pragma once
#include <QTimer>

#include "core/explain/arithmetic.h"
#include "ui/views/view.h"

class QLabel;
class QToolButton;

namespace convlens::ui {

class ArithmeticSheet;
class HeatMap;

/// One output value of the selected layer taken apart: the patch, the kernel, the products, their sums, the bias and
/// the result, the engine's own numbers. The arrow keys and the buttons step through the positions of the map (of a
/// vector: through its units), and Play does so by itself.
class ArithmeticView : public View {
  Q_OBJECT

 public:
  explicit ArithmeticView(QWidget* parent = nullptr);
  Exporter exporter() const override;

 protected:
  void refresh() override;
  void retranslate() override;
  void show_news(int channel, const JobNews& news) override;
  void hideEvent(QHideEvent* event) override;

 private:
  void build();
  QLayout* build_steps();
  /// To the next position (by 1) or the one before (by -1) in row order, round at the ends.
  void step(int by);
  void paint_map();
  void paint_sums();
  QString title_text() const;
  QString formula_text() const;
  Selection selection_at(Position at) const;

  QLabel *title_, *sums_, *about_;
  HeatMap* map_;
  ArithmeticSheet* sheet_;
  QToolButton *before_, *play_, *after_;
  QTimer steps_;

  FramePtr shown_frame_;  ///< that arithmetic_ is of
  std::shared_ptr<const Arithmetic> arithmetic_;
};

}  // namespace convlens::ui
