#pragma once
#include <QFrame>
#include <functional>

class QLabel;
class QPushButton;
class QToolButton;

namespace convlens::ui {

/// Says at the top of the window what went wrong, or asks without blocking. Hidden while there is nothing to say. It
/// lies over what is there: nothing moves away from under the mouse when it comes or goes.
class MessageBar : public QFrame {
  Q_OBJECT

 public:
  explicit MessageBar(QWidget* parent = nullptr);
  /// The empty place in the window that it lies over, downward beyond it where there is much to say.
  void lie_over(QWidget& room);
  void show_error(const QString& text);
  /// Takes back what show_error and show_notice said: the user went on to something else. A question stays.
  void withdraw_error();
  /// The other way: what was asked was answered elsewhere.
  void withdraw_question();
  void show_notice(const QString& text);
  void ask(const QString& text, const QString& yes, const QString& no, std::function<void(bool)> answered);
  QString text() const;
  /// Its ground in the colours of the application's palette, whenever that is another one.
  void recolour();

 protected:
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void say(const QString& text, bool warning);
  void answer(bool yes);
  void find_place();

  QWidget* room_ = nullptr;
  QLabel* label_;
  QPushButton* yes_;
  QPushButton* no_;
  QToolButton* close_;
  std::function<void(bool)> answered_;
  bool warning_ = false;
};

}  // namespace convlens::ui
