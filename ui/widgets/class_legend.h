#pragma once
#include <QPoint>
#include <QStringList>
#include <QWidget>
#include <vector>

namespace convlens::ui {

/// The colours of the classes that occur in a map of class indices, with their names, in as many lines as it takes.
class ClassLegend : public QWidget {
  Q_OBJECT

 public:
  explicit ClassLegend(QWidget* parent = nullptr);
  /// classes: indices, in the order they are to be shown.
  void set_classes(std::vector<int> classes, const QStringList& names);
  const std::vector<int>& classes() const { return classes_; }

  /// Of all lines, where it is as wide as this.
  int needed_height(int width) const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QString name_of(int class_index) const;
  /// Where each class's entry begins, and its name as far as there is room.
  struct Entry {
    QPoint place;
    QString name;
  };
  std::vector<Entry> entries(int width) const;
  void describe();

  std::vector<int> classes_;
  QStringList names_;
};

}  // namespace convlens::ui
