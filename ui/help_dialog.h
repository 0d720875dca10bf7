#pragma once
#include <QDialog>

class QTextBrowser;

namespace convlens::ui {

class WindowActions;

/// The window's own words about itself, a page at a time. Not modal: one reads it beside what it tells of.
/// Goes when it is closed.
class HelpDialog : public QDialog {
  Q_OBJECT

 public:
  enum class Page { use, keys, about };
  HelpDialog(Page page, const WindowActions& actions, QWidget* parent);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  QString keys_table() const;

  Page page_;
  const WindowActions& actions_;
  QTextBrowser* text_;
};

}  // namespace convlens::ui
