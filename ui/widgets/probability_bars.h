#pragma once
#include <QStringList>
#include <QWidget>
#include <optional>
#include <vector>

namespace convlens::ui {

/// One bar a class, with its number. Up to kClassesInOrder classes stand in their own order; of more, the
/// most probable ones. A click or the arrow keys choose a class.
class ProbabilityBars : public QWidget {
  Q_OBJECT

 public:
  explicit ProbabilityBars(QWidget* parent = nullptr);
  void set_probabilities(std::vector<float> probabilities, QStringList names, std::optional<int> true_label);
  void set_selected(int class_index);

  /// What stands in a row, for tests and screen readers: name and number.
  QString row_text(int row) const;
  int rows() const { return static_cast<int>(order_.size()); }
  int class_of_row(int row) const { return order_[static_cast<std::size_t>(row)]; }

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  void class_clicked(int class_index);
  void hovered(const QString& text);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  double row_height() const;
  int row_at(QPointF position) const;
  void describe();
  QString name_of(int class_index) const;

  std::vector<float> probabilities_;
  QStringList names_;
  std::vector<int> order_;
  std::optional<int> true_label_;
  int best_ = -1;
  int selected_ = -1;
};

inline constexpr int kClassesInOrder = 20;

/// Indices by falling probability, the lower index first where equal.
std::vector<int> ranked(const std::vector<float>& probabilities);

}  // namespace convlens::ui
