#pragma once
#include <QAction>
#include <QTabWidget>
#include <map>
#include <vector>

#include "ui/views/registry.h"

namespace convlens::ui {

/// The tabs below the network: every view of the registry, looking at the same selection. Only the tabs of the
/// current view's group are shown; the pages keep the registry's order and numbers.
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
  /// Each view gets a folder in it, named by its id.
  void keep_in(const std::filesystem::path& folder);
  /// Brings the tab of that id to the front.
  void open_view(const QString& id);
  ViewGroup group() const { return group_of(currentIndex()); }
  /// Brings the tab of that group to the front that was there last, at first its first one.
  void open_group(ViewGroup group);
  const std::vector<View*>& views() const { return views_; }
  View* current_view() const {
    return views_.empty() ? nullptr : views_[static_cast<std::size_t>(currentIndex())];
  }

 signals:
  void selection_requested(const convlens::ui::Selection& selection);
  void input_requested(const convlens::ui::Input& input);
  void model_requested(const QString& path);
  void hovered(const QString& text);
  void job_wanted(convlens::ui::View* view, int channel, std::uint64_t ticket, const convlens::ui::ViewJob& job);
  void job_cancelled(convlens::ui::View* view, int channel);
  void failed(const QString& message);
  void unit_hovered(std::optional<convlens::ui::UnitPlace> unit);
  void group_changed(convlens::ui::ViewGroup group);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  static ViewGroup group_of(int index) { return view_kinds()[static_cast<std::size_t>(index)].group; }
  void show_tabs_of(ViewGroup group);

  std::vector<View*> views_;
  std::map<ViewGroup, int> last_;  ///< the page of each group that was in front last
  QAction* freeze_;
};

}  // namespace convlens::ui
