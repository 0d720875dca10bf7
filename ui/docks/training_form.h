#pragma once
#include <QWidget>
#include <vector>

#include "ui/training_status.h"

class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QSpinBox;

namespace convlens::ui {

/// What to train, on what, and how: the fields of a TrainingRequest, the command line's defaults to begin
/// with.
class TrainingForm : public QWidget {
  Q_OBJECT

 public:
  explicit TrainingForm(QWidget* parent = nullptr);
  TrainingRequest request() const;
  void set_data_sets(const QStringList& words, const QString& current);
  QStringList data_sets() const;
  QString current_data() const;
  /// Adds the word where it is not on the list yet, and chooses it.
  void choose_data(const QString& word);

 signals:
  void data_chosen(const QString& word);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  struct Field {
    QLabel* label;
    QWidget* widget;
  };
  void add(QGridLayout* grid, int row, int column, QWidget* widget);
  void retranslate();

  QComboBox *data_, *model_, *optimizer_, *schedule_, *augment_;
  QSpinBox *epochs_, *batch_, *seed_;
  QDoubleSpinBox* rate_;
  std::vector<Field> fields_;
};

/// The data set's word as people call it: "MNIST", "Generated digits", a folder's name.
QString data_title(const QString& word);

}  // namespace convlens::ui
