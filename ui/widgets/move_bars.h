#pragma once
#include <QWidget>
#include <vector>

#include "core/model/transfer.h"

namespace convlens::ui {

/// A bar a layer: how far its weights moved, in percent of their norm; frozen layers are named so.
class MoveBars : public QWidget {
  Q_OBJECT

 public:
  explicit MoveBars(QWidget* parent = nullptr);
  void set_moves(std::vector<LayerMove> moves);
  /// What stands at the end of a row: "1.23 %" or "frozen".
  QString value_text(std::size_t row) const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {150, sizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void describe();

  std::vector<LayerMove> moves_;
};

}  // namespace convlens::ui
