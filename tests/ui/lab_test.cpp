#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>

#include "core/figures/lab_figure.h"
#include "core/formats/onnx.h"
#include "core/study/variant_graph.h"
#include "tests/ui/data_support.h"
#include "tests/ui/support.h"
#include "ui/views/lab_form.h"
#include "ui/views/lab_table.h"
#include "ui/views/lab_view.h"
#include "ui/widgets/epoch_curves.h"

using namespace convlens;
using namespace convlens::ui;

namespace {

/// A lab of two small variants: all others are unticked with the mouse's own event, a click on the box.
void tick_only(LabView& view, const QStringList& wanted) {
  auto* list = view.findChild<QListWidget*>();
  for (int i = 0; i < list->count(); ++i) {
    QListWidgetItem* item = list->item(i);
    if ((item->checkState() == Qt::Checked) == wanted.contains(item->text())) continue;
    list->scrollToItem(item);
    const QRect row = list->visualItemRect(item);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, Qt::NoModifier,
                      row.topLeft() + QPoint(10, row.height() / 2));
  }
}

void set_up(LabView& view, const QString& word, const std::filesystem::path& folder) {
  view.resize(950, 320);
  view.keep_in(folder);
  show_and_wait(view);
  view.show_data_sets({word}, word);
}

QString cell(const LabView& view, int variant, int column) {
  auto* table = view.findChild<LabTable*>();
  for (int row = 0; row < table->rowCount(); ++row) {
    table->selectRow(row);
    if (table->chosen() == variant) return table->item(row, column)->text();
  }
  return {};
}

constexpr int kHeldOut = 1, kTest = 2, kParameters = 3;

}  // namespace

TEST_CASE(
    "a lab trains the ticked variants when asked: a table, curves and an export, and a variant can be "
    "opened") {
  const test::TemporaryFolder folder;
  const QString word = drawn_data(folder, 60);
  LabView view;
  JobDesk desk(view);
  set_up(view, word, folder / "lab");
  tick_only(view, {QStringLiteral("window=3"), QStringLiteral("maps=0.5")});
  CHECK(view.form().ticked() == 2);
  CHECK_FALSE(view.exporter());
  QTest::mouseClick(button_of(view, QStringLiteral("Start")), Qt::LeftButton);
  const LabState kept = LabFolder(folder / "lab").state();
  REQUIRE(kept.finished());
  REQUIRE(kept.variants.size() == 2);
  auto* table = view.findChild<LabTable*>();
  CHECK(table->isVisible());
  CHECK(table->rowCount() == 2);
  CHECK(cell(view, 0, kParameters) == QString::fromUtf8("434\u2009314"));
  CHECK(cell(view, 1, kHeldOut).endsWith(QStringLiteral("%")));
  CHECK(cell(view, 1, kTest).endsWith(QStringLiteral("%")));
  for (const EpochCurves* curves : view.findChildren<EpochCurves*>()) {
    REQUIRE(curves->curves().size() == 2);
    CHECK(curves->curves()[0].values.size() == kept.variants[0].progress.looks.size());
  }
  const FigureFiles seen = view.exporter()(), made = lab_figure(kept, Tables::csv);
  REQUIRE(seen.size() == made.size());
  for (std::size_t i = 0; i < seen.size(); ++i) {
    CHECK(seen[i].name == made[i].name);
    CHECK(seen[i].bytes == made[i].bytes);
  }

  QSignalSpy asked(&view, &ui::View::model_requested);
  table->choose(1);
  QTest::mouseClick(button_of(view, QStringLiteral("Open this variant")), Qt::LeftButton);
  REQUIRE(asked.count() == 1);
  const Model opened = load_onnx(asked.front().front().toString().toStdString());
  CHECK(opened.parameters == LabFolder(folder / "lab").load(1)->checkpoint.state.parameters);
  CHECK(opened.graph->node(opened.graph->find("conv1")).shape.channels == 8);
}

TEST_CASE("a lab that was stopped is offered again, by another window too, and ends with the same weights") {
  const test::TemporaryFolder folder;
  const QString word = drawn_data(folder, 60);
  const QStringList variants{QStringLiteral("window=3"), QStringLiteral("dropout=0.5")};
  {
    LabView view;
    JobDesk desk(view);
    set_up(view, word, folder / "whole");
    tick_only(view, variants);
    QTest::mouseClick(button_of(view, QStringLiteral("Start")), Qt::LeftButton);
  }
  {
    LabView view;
    JobsOnDemand jobs(view);
    set_up(view, word, folder / "lab");
    jobs.run();  // nothing is kept yet
    tick_only(view, variants);
    QTest::mouseClick(button_of(view, QStringLiteral("Start")), Qt::LeftButton);
    jobs.run_until_partial();  // the data are open, nothing is trained: stopped there
    QTest::mouseClick(button_of(view, QStringLiteral("Stop")), Qt::LeftButton);
    CHECK(jobs.cancelled == 1);
    CHECK_FALSE(view.is_busy());
    CHECK(button_of(view, QStringLiteral("Pick up"))->isVisible());
    CHECK_FALSE(button_of(view, QStringLiteral("Start"))->isVisible());
    CHECK_FALSE(view.form().isEnabled());
  }
  LabView view;
  JobDesk desk(view);
  set_up(view, word, folder / "lab");
  REQUIRE(button_of(view, QStringLiteral("Pick up"))->isVisible());
  CHECK(view.form().settings().variants == LabFolder(folder / "lab").settings().variants);
  QTest::mouseClick(button_of(view, QStringLiteral("Pick up")), Qt::LeftButton);
  REQUIRE(LabFolder(folder / "lab").state().finished());
  for (std::size_t i = 0; i < 2; ++i)
    CHECK(LabFolder(folder / "lab").load(i)->checkpoint.state.parameters ==
          LabFolder(folder / "whole").load(i)->checkpoint.state.parameters);
  CHECK(button_of(view, QStringLiteral("Start"))->isVisible());
}

TEST_CASE("before the first start the table says what will be trained and the curves have axes, with a word of what to do") {
  const test::TemporaryFolder folder;
  LabView view;
  JobDesk desk(view);
  set_up(view, drawn_data(folder, 60), folder / "lab");
  const auto hint = [&] {
    for (const QLabel* label : view.findChildren<QLabel*>())
      if (label->isVisible() && label->text().contains(QStringLiteral("Nothing is trained yet"))) return label->text();
    return QString();
  };
  CHECK(hint().isEmpty());
  QTest::mouseClick(button_of(view, QStringLiteral("Table")), Qt::LeftButton);
  CHECK(view.findChild<LabTable*>()->rowCount() == 12);
  CHECK(cell(view, 0, kParameters) == QString::fromUtf8("434\u2009570"));
  CHECK(cell(view, 0, kHeldOut).isEmpty());
  CHECK(hint().contains(QStringLiteral("variants of digits")));
  CHECK(hint().contains(QStringLiteral("12 of them")));
  CHECK(hint().contains(QStringLiteral("Press Start")));
  CHECK_FALSE(button_of(view, QStringLiteral("Open this variant"))->isEnabled());
  CHECK_FALSE(view.exporter());
  QTest::mouseClick(button_of(view, QStringLiteral("Curves")), Qt::LeftButton);
  CHECK_FALSE(hint().isEmpty());
  for (const EpochCurves* curves : view.findChildren<EpochCurves*>()) CHECK(curves->curves().size() == 12);
  // What is ticked now is what stands there.
  QTest::mouseClick(button_of(view, QStringLiteral("Variants")), Qt::LeftButton);
  tick_only(view, {QStringLiteral("window=3"), QStringLiteral("maps=0.5")});
  QTest::mouseClick(button_of(view, QStringLiteral("Table")), Qt::LeftButton);
  CHECK(cell(view, 0, kParameters) == QString::fromUtf8("434\u2009314"));
  CHECK(hint().contains(QStringLiteral("(2 of them)")));
  QTest::mouseClick(button_of(view, QStringLiteral("Start")), Qt::LeftButton);
  CHECK(hint().isEmpty());
}

TEST_CASE("an unfinished lab can be discarded") {
  const test::TemporaryFolder folder;
  const QString word = drawn_data(folder, 60);
  {
    LabView view;
    LabSettings settings = view.form().settings();
    settings.data = word.toStdString();
    const auto lock = LabFolder(folder / "lab").lock();
    LabFolder(folder / "lab").claim(settings);
  }
  LabView view;
  JobDesk desk(view);
  set_up(view, word, folder / "lab");
  QTest::mouseClick(button_of(view, QStringLiteral("Discard")), Qt::LeftButton);
  CHECK_FALSE(LabFolder(folder / "lab").exists());
  CHECK(button_of(view, QStringLiteral("Start"))->isVisible());
  CHECK(view.form().isEnabled());
}

TEST_CASE("a variant of one's own is added by its text - one that cannot be is refused in words") {
  LabForm form;
  form.resize(600, 300);
  show_and_wait(form);
  auto* list = form.findChild<QListWidget*>();
  QLineEdit* own = nullptr;
  for (QLineEdit* line : form.findChildren<QLineEdit*>())
    if (!qobject_cast<QAbstractSpinBox*>(line->parent())) own = line;
  REQUIRE(own);
  const int before = list->count();
  CHECK(before == 12);
  QTest::keyClicks(own, QStringLiteral("stride=2, window=7"));
  QTest::keyClick(own, Qt::Key_Return);
  REQUIRE(list->count() == before + 1);
  CHECK(list->item(before)->text() == QStringLiteral("window=7,stride=2"));
  CHECK(form.settings().variants.back() == parse_variant("window=7,stride=2"));
  CHECK(own->text().isEmpty());
  QTest::keyClicks(own, QStringLiteral("stride=16"));
  QTest::mouseClick(button_of(form, QStringLiteral("Add")), Qt::LeftButton);
  CHECK(list->count() == before + 1);
  bool told = false;
  for (const QLabel* label : form.findChildren<QLabel*>())
    told = told || (label->isVisible() && label->text().contains(QStringLiteral("empty maps")));
  CHECK(told);
}

TEST_CASE("a lab's failure is told, and it can be started again") {
  const test::TemporaryFolder folder;
  LabView view;
  JobsOnDemand jobs(view);
  set_up(view, QStringLiteral("strokes:/nowhere/at/all.jsonl"), folder / "lab");
  jobs.run();
  QSignalSpy failed(&view, &ui::View::failed);
  QTest::mouseClick(button_of(view, QStringLiteral("Start")), Qt::LeftButton);
  jobs.run();
  CHECK(failed.count() == 1);
  CHECK_FALSE(view.is_busy());
  CHECK(button_of(view, QStringLiteral("Start"))->isEnabled());
}
