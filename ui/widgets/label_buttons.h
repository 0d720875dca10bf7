#pragma once
#include <QWidget>
#include <array>
#include <optional>

class QLabel;
class QPushButton;

namespace convlens::ui {

/// "It is a:" and a button a digit, with which the user tells which one a drawing is. The arrow keys walk,
/// Space chooses.
class LabelButtons : public QWidget {
  Q_OBJECT

 public:
  explicit LabelButtons(QWidget* parent = nullptr);
  /// Says so instead of asking; none: asks.
  void show_kept(std::optional<int> label);
  /// Enabled where there is no reason against it; else the tool tip tells the reason.
  void offer(const QString& reason_against);
  QPushButton* button(int label) const { return buttons_[static_cast<std::size_t>(label)]; }

 signals:
  void chosen(int label);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();

  static constexpr int kDigits = 10;
  QLabel* title_;
  std::array<QPushButton*, kDigits> buttons_;
  std::optional<int> kept_;
  QString reason_against_;
};

}  // namespace convlens::ui
