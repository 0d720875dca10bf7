#pragma once
#include <QWidget>
#include <memory>
#include <vector>

#include "ui/views/reconstruction_job.h"

namespace convlens::ui {

class MapPanel;

/// The three rules of the way down side by side, for one unit: they differ in what a ReLU does with the signal, and in
/// nothing else but LRN.
class RulesPage : public QWidget {
  Q_OBJECT

 public:
  explicit RulesPage(QWidget* parent = nullptr);
  void show_rules(std::shared_ptr<const ReconstructionRules> rules);
  /// What is to be said of it.
  static QString about();

 signals:
  void hovered(const QString& text);

 private:
  std::vector<MapPanel*> panels_;
  std::shared_ptr<const ReconstructionRules> shown_;
};

}  // namespace convlens::ui
