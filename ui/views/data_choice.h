#pragma once
#include <QComboBox>
#include <QStringList>

namespace convlens::ui {

/// Which data set a view looks through: those that there are, and what else was chosen in the window.
class DataChoice : public QComboBox {
  Q_OBJECT

 public:
  explicit DataChoice(QWidget* parent = nullptr);
  /// The chosen data set, as the command line names it.
  QString word() const { return currentData().toString(); }
  /// The words that there are, and which one to begin with: it is taken unless `keeps` and the chosen one is still
  /// there. Folders and files of the user's own stay.
  void offer(const QStringList& words, const QString& first, bool keeps);
  void choose(const QString& word);
  void retranslate();
};

}  // namespace convlens::ui
