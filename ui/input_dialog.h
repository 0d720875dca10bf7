#pragma once
#include <QButtonGroup>
#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <vector>

#include "ui/input_question.h"

namespace convlens::ui {

/// Asks how a network wants its pixels, with a guess preselected and, beside each choice, what the network
/// would answer to the picture of the moment. It does not block: one can go on drawing while it is open. Goes
/// when it is closed.
class InputDialog : public QDialog {
  Q_OBJECT

 public:
  explicit InputDialog(const InputQuestion& question, QWidget* parent = nullptr);
  /// As the controls stand.
  InputAnswer answer() const;

 public slots:
  void show_previews(const convlens::ui::InputPreviews& previews);
  /// Of the file that was chosen.
  void show_class_names(const std::vector<std::string>& names);
  /// What was chosen cannot be; the question stays open.
  void show_problem(const QString& message);

 signals:
  void answered(const convlens::InputAnswer& answer);
  void blue_first_changed(bool blue_first);
  /// A file of class names is to be chosen; and it was.
  void class_names_wanted();
  void class_names_chosen(const QString& path);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build();
  void retranslate();
  /// The list that was loaded, else the file's own.
  const std::vector<std::string>& shown_names() const;
  void show_names();
  void word_previews();
  /// Qt gives a window room for the lines of its text at the width of before; this for those that there are.
  void fit();

  InputQuestion question_;
  std::vector<std::string> class_names_;
  InputPreviews previews_;
  std::vector<std::string> ranges_;
  std::vector<QLabel*> explanations_, answers_;
  QButtonGroup* choices_;
  QLabel *text_, *guess_, *preview_title_, *order_title_, *names_title_, *names_, *problem_;
  QComboBox* order_;
  QPushButton* choose_names_;
  QDialogButtonBox* buttons_;
};

}  // namespace convlens::ui
