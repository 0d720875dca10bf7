#pragma once
#include <QWidget>
#include <optional>

#include "ui/training_status.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace convlens::ui {

class CurvePlot;
class MoveBars;
class TrainingForm;
class WindowActions;

/// The TRAINING dock: the form, the buttons, how far it is, and the curves.
class TrainingPanel : public QWidget {
  Q_OBJECT

 public:
  explicit TrainingPanel(const WindowActions& actions, QWidget* parent = nullptr);
  TrainingForm* form() const { return form_; }
  CurvePlot* loss() const { return loss_; }
  CurvePlot* accuracy() const { return accuracy_; }
  void show_training(const TrainingStatus& status);
  void show_download(qint64 done, qint64 total);
  void show_download_ended(const QString& message);
  /// Whether MNIST is there already, so that nothing need be fetched.
  void set_mnist_there(bool there);
  QString progress_text() const;

 signals:
  void download_cancelled();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void add_to_curves(const TrainingStatus& status);
  void say_progress();
  QWidget* moved();
  void retranslate();

  TrainingForm* form_;
  CurvePlot *loss_, *accuracy_;
  QProgressBar *progress_, *download_progress_;
  QLabel *words_, *download_words_;
  QPushButton *get_mnist_, *cancel_;
  QWidget* download_;
  QLabel* moves_title_;
  MoveBars* moves_;
  QWidget* moved_;         ///< what came of transfer learning
  TrainingStatus status_;  ///< the last one
  std::optional<EpochRecord> last_epoch_;
  bool begins_ = false;  ///< a run that has not shown anything yet
  bool mnist_there_ = false, downloading_ = false;
};

}  // namespace convlens::ui
