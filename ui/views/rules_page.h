#pragma once
#include <QWidget>
#include <memory>
#include <vector>

#include "ui/views/reconstruction_job.h"

namespace convlens::ui {

class AboutText;
class MapPanel;

/// The three rules of the way down side by side, for one unit: they differ in what a ReLU does with the signal, and in
/// nothing else but LRN.
class RulesPage : public QWidget {
  Q_OBJECT

 public:
  explicit RulesPage(QWidget* parent = nullptr);
  void show_rules(std::shared_ptr<const ReconstructionRules> rules);

 signals:
  void hovered(const QString& text);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();

  std::vector<MapPanel*> panels_;
  AboutText* about_;
  std::shared_ptr<const ReconstructionRules> shown_;
};

}  // namespace convlens::ui
