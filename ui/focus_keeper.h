#pragma once
#include <QObject>
#include <QPointer>
#include <QWidget>

namespace convlens::ui {

/// Keeps the keyboard where the user left it. When the widget that has the focus is disabled or hidden (a
/// button that is pressed and has then nothing more to do), Qt hands the focus to whatever comes next, and
/// the next Space presses that. Here it goes to the nearest place around that does nothing by itself: the tab
/// bar of a view's page, else the dock's page, else `elsewhere`; and back, once the widget can be used again,
/// unless a key was pressed or the mouse clicked meanwhile.
class FocusKeeper : public QObject {
  Q_OBJECT

 public:
  /// For all widgets of the window, those of its dialogs not counted. Goes with the window.
  FocusKeeper(QWidget& window, QWidget& elsewhere);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void focus_moved(QWidget* from, QWidget* to);
  void shelter(QWidget& lost);
  QWidget* shelter_of(const QWidget& lost) const;
  void forget();

  QWidget& window_;
  QWidget& elsewhere_;
  QPointer<QWidget> holder_;   ///< of the focus, also while another program's window is in front
  QPointer<QWidget> lost_;     ///< that had the focus when it could be used no longer
  QPointer<QWidget> shelter_;  ///< that has it instead
};

}  // namespace convlens::ui
