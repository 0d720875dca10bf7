#pragma once
#include <QFrame>
#include <functional>

class QLabel;
class QPushButton;
class QToolButton;

namespace convlens::ui {

/// A line at the top of the window that says what went wrong, or asks without blocking. Hidden while there is
/// nothing to say.
class MessageBar : public QFrame {
  Q_OBJECT

 public:
  explicit MessageBar(QWidget* parent = nullptr);
  void show_error(const QString& text);
  /// Takes back what show_error and show_notice said: the user went on to something else. A question stays.
  void withdraw_error();
  void show_notice(const QString& text);
  void ask(const QString& text, const QString& yes, const QString& no, std::function<void(bool)> answered);
  QString text() const;
  /// Its ground in the colours of the application's palette, whenever that is another one.
  void recolour();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void say(const QString& text, bool warning);
  void answer(bool yes);

  QLabel* label_;
  QPushButton* yes_;
  QPushButton* no_;
  QToolButton* close_;
  std::function<void(bool)> answered_;
  bool warning_ = false;
};

}  // namespace convlens::ui
