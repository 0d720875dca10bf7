#include <QTabBar>
#include <set>

#include "tests/ui/support.h"
#include "ui/main_window.h"
#include "ui/views/inspector.h"
#include "ui/views/view_rail.h"

using namespace convlens;
using namespace convlens::ui;

namespace {

struct Groups {
  MainWindow window;
  Inspector* inspector = window.findChild<Inspector*>();
  ViewRail* rail = window.findChild<ViewRail*>();

  Groups() {
    window.show_frame(frame_of("digits"));
    show_and_wait(window);
  }
  QAbstractButton* button(ViewGroup group) {
    const auto buttons = rail->findChildren<QAbstractButton*>();
    for (std::size_t i = 0; i < view_groups().size(); ++i)
      if (view_groups()[i].group == group) return buttons.value(static_cast<int>(i));
    FAIL("no such group");
    return nullptr;
  }
  QString front() { return inspector->current_view()->objectName(); }
  std::set<ViewGroup> groups_of_shown_tabs() {
    std::set<ViewGroup> groups;
    for (int i = 0; i < inspector->count(); ++i)
      if (inspector->isTabVisible(i)) groups.insert(view_kinds()[static_cast<std::size_t>(i)].group);
    return groups;
  }
};

}  // namespace

TEST_CASE("the inspector shows the tabs of one group, and the rail opens another") {
  Groups test;
  CHECK(test.front() == "maps");
  for (const ViewGroupKind& kind : view_groups()) {
    INFO(kind.title);
    QTest::mouseClick(test.button(kind.group), Qt::LeftButton);
    CHECK(test.inspector->group() == kind.group);
    CHECK(test.groups_of_shown_tabs() == std::set{kind.group});
    CHECK(test.button(kind.group)->isChecked());
    CHECK(test.inspector->current_view()->isVisible());
  }
}

TEST_CASE("a group comes back with the tab that was in front") {
  Groups test;
  test.inspector->open_view("occlusion");
  CHECK(test.button(ViewGroup::explain)->isChecked());
  CHECK(test.groups_of_shown_tabs() == std::set{ViewGroup::explain});
  QTest::mouseClick(test.button(ViewGroup::look), Qt::LeftButton);
  CHECK(test.front() == "maps");
  QTest::mouseClick(test.button(ViewGroup::explain), Qt::LeftButton);
  CHECK(test.front() == "occlusion");
}

TEST_CASE("groups and tabs are reached by the keyboard") {
  Groups test;
  QTest::keyClick(&test.window, Qt::Key_2, Qt::ControlModifier);
  QTRY_VERIFY(test.inspector->group() == ViewGroup::explain);
  CHECK(test.front() == "reconstruction");
  test.inspector->tabBar()->setFocus();
  QTest::keyClick(test.inspector->tabBar(), Qt::Key_Right);
  CHECK(test.front() == "occlusion");
  test.button(ViewGroup::explain)->setFocus();
  QTest::keyClick(test.button(ViewGroup::explain), Qt::Key_Down);
  CHECK(test.inspector->group() == ViewGroup::study);
}

TEST_CASE("at 1280 pixels the tabs of every group stand side by side") {
  Groups test;
  test.window.resize(1280, 800);
  QCoreApplication::processEvents();
  for (int i = 0; i < test.inspector->count(); ++i) {
    test.inspector->setCurrentIndex(i);
    QCoreApplication::processEvents();
    const QTabBar& bar = *test.inspector->tabBar();
    INFO(test.front().toStdString());
    CHECK(bar.rect().contains(bar.tabRect(i)));
    for (const QToolButton* arrow : bar.findChildren<QToolButton*>()) CHECK_FALSE(arrow->isVisible());
  }
}
