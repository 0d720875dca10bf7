#pragma once
#include <QComboBox>
#include <memory>

#include "core/model/graph.h"

namespace convlens::ui {

/// Which layers of a network keep their weights in a training: none, or all up to one of those with weights,
/// the last one aside. The choice stays when another network has a layer of the same name.
class FreezeChoice : public QComboBox {
  Q_OBJECT

 public:
  explicit FreezeChoice(QWidget* parent = nullptr);
  void set_graph(std::shared_ptr<const Graph> graph);
  /// The last layer that does not move; empty: all move.
  QString layer() const { return currentData().toString(); }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void fill();

  std::shared_ptr<const Graph> graph_;
};

}  // namespace convlens::ui
