#pragma once
#include <QWidget>

#include "core/explain/occlusion.h"
#include "core/model/model.h"

class QComboBox;
class QLabel;
class QSpinBox;

namespace convlens::ui {

/// The settings of an occlusion sweep: the square, its grid and colour, the layer of map (b), the class of map (d).
class OcclusionForm : public QWidget {
  Q_OBJECT

 public:
  explicit OcclusionForm(QWidget* parent = nullptr);
  /// Fits the choices to a network; what was chosen is kept where it still makes sense.
  void set_model(const Model& model);
  /// The class chosen in the window, which the form shows; below 0: none.
  void set_class(int class_index);
  /// selected_layer, selected_map: the window's selection (below 0: none), for the choices that follow it.
  OcclusionOptions options(const Model& model, int selected_layer, int selected_map) const;

 signals:
  void changed();
  /// A class was chosen here; -1: the true or predicted one.
  void class_chosen(int class_index);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();

  QSpinBox *patch_, *stride_;
  QComboBox *grid_, *fill_, *layer_, *label_;
  QLabel* titles_[6];
  std::shared_ptr<const Graph> graph_;
};

}  // namespace convlens::ui
