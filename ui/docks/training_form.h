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

class FreezeChoice;

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
  /// The network that is shown.
  void set_network(std::shared_ptr<const Graph> graph);
  /// Whether the training begins with it.
  bool goes_on() const;
  /// Which of its layers keep their weights, where the training begins with it; to be placed by the dock.
  FreezeChoice* freeze() const { return freeze_; }
  /// Adds the word where it is not on the list yet, and chooses it.
  void choose_data(const QString& word);

 signals:
  void data_chosen(const QString& word);
  /// Another choice of the network to begin with.
  void beginning_chosen();

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
  FreezeChoice* freeze_;
  std::vector<Field> fields_;
};

/// The data set's word as people call it: "MNIST", "Generated digits", a folder's name.
QString data_title(const QString& word);

}  // namespace convlens::ui
