#pragma once
#include <QWidget>

#include "ui/views/saliency_job.h"

class QComboBox;
class QLabel;

namespace convlens::ui {

class AboutText;
class JobProgress;
class PictureRow;

/// How an explanation changes while the weights become random from the top down (Adebayo et al. 2018): the pictures in
/// one row, each with its rank correlation.
class SanityPage : public QWidget {
  Q_OBJECT

 public:
  explicit SanityPage(QWidget* parent = nullptr);
  const ExplainMethod& method() const;
  void choose_method(std::string_view name);
  void show_check(const SanityPicture& picture);
  JobProgress& progress() { return *progress_; }

 signals:
  void method_chosen();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();

  QComboBox* method_;
  QLabel* method_title_;
  JobProgress* progress_;
  PictureRow* row_;
  AboutText* about_;
};

}  // namespace convlens::ui
