#pragma once
#include <QToolButton>

#include "ui/views/compare_choice.h"

class QActionGroup;
class QMenu;
class QSpinBox;
class QWidgetAction;

namespace convlens::ui {

/// The head of one side: it says what the side shows, and its menu changes it.
class CompareSideButton : public QToolButton {
  Q_OBJECT

 public:
  /// name: "A" or "B".
  explicit CompareSideButton(const QString& name, QWidget* parent = nullptr);
  const CompareChoice& choice() const { return choice_; }
  /// Without a signal.
  void set_choice(const CompareChoice& choice);
  void set_offer(const CompareOffer& offer);
  void retranslate();

  QSize minimumSizeHint() const override { return {1, QToolButton::minimumSizeHint().height()}; }

 signals:
  void changed();
  /// "Another network ..." was chosen: whose file is to be asked for.
  void file_wanted();

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  QAction* add(QActionGroup* group, const std::function<void(CompareChoice&)>& change,
               const std::function<bool(const CompareChoice&)>& is_chosen);
  void choose(const CompareChoice& choice);
  /// Entries for the networks on offer.
  void list_networks();
  /// By its name where it ships with the program, else by its file's; empty: none was chosen.
  QString file_words() const;
  bool is_offered(const QString& file) const;
  void update_menu();
  void update_text();
  QString words() const;

  struct Entry {
    QAction* action;
    std::function<bool(const CompareChoice&)> is_chosen;
  };
  QString name_;
  CompareChoice choice_;
  CompareOffer offer_;
  QMenu* menu_;
  QAction *inputs_, *networks_, *rules_, *methods_;  ///< the sections
  QAction *live_, *kept_, *sample_, *window_, *kept_weights_, *before_, *file_;
  QWidgetAction* number_action_;
  QSpinBox* number_;
  std::vector<QAction*> network_actions_, rule_actions_, method_actions_;
  std::vector<Entry> entries_;
};

}  // namespace convlens::ui
