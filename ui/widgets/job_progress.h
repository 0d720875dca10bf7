#pragma once
#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace convlens::ui {

/// How far a job is, with a button to cancel it. Shows itself only when the job takes longer than half a second, so
/// that quick ones do not flicker.
class JobProgress : public QWidget {
  Q_OBJECT

 public:
  explicit JobProgress(QWidget* parent = nullptr);
  /// What is being done, for the accessible name.
  void set_title(const QString& title);
  /// The same before the bar, where nothing else near it says so.
  void set_caption(const QString& title);
  void start();
  /// total 0: not known yet.
  void show_progress(std::size_t done, std::size_t total);
  void stop();
  bool is_running() const { return running_; }

 signals:
  void cancelled();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();

  QLabel* caption_;
  QProgressBar* bar_;
  QPushButton* cancel_;
  QTimer patience_;
  bool running_ = false;
};

}  // namespace convlens::ui
