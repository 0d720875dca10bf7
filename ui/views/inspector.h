#pragma once
#include <QAction>
#include <QTabWidget>
#include <vector>

#include "ui/views/view.h"

namespace convlens::ui {

/// The tabs below the network: every view of the registry, looking at the same selection.
class Inspector : public QTabWidget {
  Q_OBJECT

 public:
  /// export_view gets a button beside the one that freezes.
  explicit Inspector(QAction* export_view, QWidget* parent = nullptr);
  void show_frame(const FramePtr& frame);
  void show_selection(const Selection& selection);
  void show_range_scope(RangeScope scope);
  void show_data_sets(const QStringList& words, const QString& current);
  void choose_data_set(const QString& word);
  void show_training(bool under_way);
  void show_film(const FilmPtr& film);
  /// Brings the tab of that id to the front.
  void open_view(const QString& id);
  const std::vector<View*>& views() const { return views_; }
  View* current_view() const {
    return views_.empty() ? nullptr : views_[static_cast<std::size_t>(currentIndex())];
  }

 signals:
  void selection_requested(const convlens::ui::Selection& selection);
  void input_requested(const convlens::ui::Input& input);
  void hovered(const QString& text);
  void job_wanted(convlens::ui::View* view, int channel, std::uint64_t ticket, const convlens::ui::ViewJob& job);
  void job_cancelled(convlens::ui::View* view, int channel);
  void failed(const QString& message);
  void unit_hovered(std::optional<convlens::ui::UnitPlace> unit);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();

  std::vector<View*> views_;
  QAction* freeze_;
};

}  // namespace convlens::ui
