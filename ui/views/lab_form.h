#pragma once
#include <QWidget>
#include <optional>

#include "core/study/lab_state.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QSpinBox;

namespace convlens::ui {

class DataChoice;

/// What a lab is to train: data, base network, epochs, pictures, and a list of variants to tick, with a line
/// for one's own.
class LabForm : public QWidget {
  Q_OBJECT

 public:
  explicit LabForm(QWidget* parent = nullptr);
  /// The ticked variants on the chosen data.
  LabSettings settings() const;
  /// The fields as they were when this lab was begun.
  void show_settings(const LabSettings& settings);
  void set_data_sets(const QStringList& words, const QString& current, bool keeps);
  void choose_data_set(const QString& word);
  int ticked() const;

 signals:
  /// Another number of variants is ticked.
  void changed();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  struct Field {
    QLabel* label;
    QWidget* widget;
  };
  void build();
  void retranslate();
  std::shared_ptr<const Graph> base() const;
  void offer_variants(const std::vector<Variant>& variants);
  void add_variant(const Variant& variant, bool ticked);
  void add_own();

  DataChoice* data_;
  QComboBox* model_;
  QSpinBox *epochs_, *images_, *seed_;
  QListWidget* variants_;
  QLineEdit* own_;
  QPushButton* add_;
  QLabel* refusal_;
  std::vector<Field> fields_;
};

}  // namespace convlens::ui
