#pragma once
#include <QWidget>

#include "ui/views/data_evaluation.h"

class QComboBox;
class QLabel;
class QToolButton;

namespace convlens::ui {

/// Which pictures of a data set are shown, and in which order. While a cell of the confusion matrix is open, a chip
/// says so and closes it.
class PictureFilterBar : public QWidget {
  Q_OBJECT

 public:
  explicit PictureFilterBar(QWidget* parent = nullptr);
  /// Keeps the choice where the class is still there.
  void set_classes(const QStringList& names);
  void set_class(int class_index);
  /// `words`: what the chip says.
  void set_cell(std::optional<ConfusionCell> cell, const QString& words);
  /// How many pictures came through the filter.
  void show_count(int count);
  PictureFilter filter() const;

 signals:
  void changed();

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void retranslate();

  QComboBox *class_, *which_, *order_;
  QToolButton* chip_;
  QLabel* count_label_;
  int count_ = 0;
  std::optional<ConfusionCell> cell_;
};

}  // namespace convlens::ui
