#include <QAbstractButton>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QMenu>
#include <QStatusBar>
#include <QSvgRenderer>

#include "core/formats/npy.h"
#include "core/formats/onnx.h"
#include "tests/app/support.h"
#include "tests/support/process.h"
#include "tests/support/broken_files.h"
#include "tests/support/csv.h"
#include "tests/support/sanitizer.h"
#include "ui/path_dialogs.h"
#include "ui/views/compare_side_button.h"
#include "ui/views/compare_view.h"
#include "ui/views/inspector.h"
#include "ui/views/saliency_view.h"

namespace convlens::app {
namespace {

namespace fs = std::filesystem;

/// Keeps the question instead of showing a dialog. Qt's dialog reads folders on a thread of its own and hands them
/// over inside a library that is not built for ThreadSanitizer, which takes that for a race.
struct KeptQuestion : ui::PathDialogs {
  explicit KeptQuestion(Chosen& kept) : asked(kept) {}
  void ask_folder(QWidget&, const QString& title, Chosen chosen) override {
    REQUIRE(title.contains("replaced"));
    asked = std::move(chosen);
  }
  Chosen& asked;
};

/// Answers at once.
struct ChosenFile : ui::PathDialogs {
  explicit ChosenFile(QString chosen) : path(std::move(chosen)) {}
  void ask_file(QWidget&, const QString&, const QString&, Chosen chosen) override { chosen(path); }
  QString path;
};

/// The window with a drawing of our own, and the same drawing as a file.
struct Desk {
  test::TemporaryFolder folder;
  TestProgram test{folder / "checkpoints"};
  fs::path drawing = folder / "seven.jsonl";
  ui::PathDialogs::Chosen folder_asked;

  Desk() {
    if (test::kThreadSanitizer)
      test.program.window.set_path_dialogs(std::make_unique<KeptQuestion>(folder_asked));
    test.begin();
    test.pad().clear();
    for (const auto& stroke : seven()) draw_stroke(test.pad(), stroke);
    REQUIRE(test.answered());
    emit test.program.window.save_drawing_requested(text(drawing), test.pad().drawing());
    REQUIRE(wait_until([&] { return fs::exists(drawing); }, kPatience));
  }

  static QString text(const fs::path& path) { return QString::fromStdString(path.string()); }

  void look_at(const QString& view, const char* layer) {
    auto* inspector = test.program.window.findChild<ui::Inspector*>();
    inspector->setCurrentWidget(inspector->findChild<ui::View*>(view));
    test.program.window.set_selection({test.frame->model->graph->find(layer), 0, std::nullopt, -1});
  }

  /// Until the view shows what it has asked for.
  void wait_for_view(const QString& view) {
    auto* shown = test.program.window.findChild<ui::Inspector*>()->findChild<ui::View*>(view);
    REQUIRE(wait_until([&] { return !shown->is_busy(); }, kPatience));
  }

  /// As a person does it: the keys, then a folder in the dialog. What the window says at the end.
  QString export_view(const fs::path& into) {
    fs::create_directories(into);
    // As a window manager does when a dialog closes; the offscreen platform has none.
    test.program.window.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&test.program.window));
    QTest::keyClick(&test.program.window, Qt::Key_E, Qt::ControlModifier);
    auto* dialog = test.program.window.findChild<QFileDialog*>();
    REQUIRE((dialog || test::kThreadSanitizer));
    if (dialog) {
      REQUIRE(dialog->windowTitle().contains("replaced"));
      dialog->setDirectory(text(into));
      dialog->selectFile(text(into));
    }
    QString said;
    const auto listen = [&](const QString& message) {
      if (message.contains(text(into))) said = message;
    };
    const auto told = QObject::connect(&test.program.session, &Session::told, listen);
    const auto failed = QObject::connect(&test.program.session, &Session::failed, listen);
    if (dialog)
      static_cast<QDialog*>(dialog)->accept();
    else
      folder_asked(text(into));
    REQUIRE(wait_until([&] { return !said.isEmpty(); }, kPatience));
    QObject::disconnect(told);
    QObject::disconnect(failed);
    return said;
  }

  /// `convlens ARGUMENTS --out FOLDER`; the folder.
  fs::path command_line(const QStringList& arguments) {
    const fs::path out = folder / "command-line";
    std::vector<std::string> words;
    for (const QString& argument : arguments) words.push_back(argument.toStdString());
    words.insert(words.end(), {"--out", out.string()});
    const test::Outcome ended = test::run(words);
    INFO(ended.err);
    REQUIRE(ended.code == 0);
    return out;
  }
};

/// Of each picture the SVG, too.
void check_same(const fs::path& a, const fs::path& b, std::vector<std::string> names) {
  for (std::size_t i = 0, listed = names.size(); i < listed; ++i)
    if (names[i].ends_with(".png")) names.push_back(fs::path(names[i]).stem().string() + ".svg");
  for (const std::string& name : names) {
    INFO(name);
    const test::Bytes bytes = test::get(a / name);
    CHECK_FALSE(bytes.empty());
    CHECK(bytes == test::get(b / name));
  }
}

void check_drawing(const fs::path& folder, const std::string& view) {
  QSvgRenderer svg(Desk::text(folder / (view + "-view.svg")));
  CHECK(svg.isValid());
  const QImage seen(Desk::text(folder / (view + "-view.png")));
  CHECK(seen.size() == svg.viewBox().size());
}

void check_table(const fs::path& stem, std::size_t rank) {
  const test::Bytes csv = test::get(stem.string() + ".csv");
  CHECK(test::read_csv(std::string(csv.begin(), csv.end()), rank - 1).values ==
        load_npy(stem.string() + ".npy").values);
}

}  // namespace

TEST_CASE("maps exported from the window are the command line's, byte by byte") {
  Desk desk;
  const fs::path out = desk.folder / "exported";
  desk.look_at("maps", "relu2");
  const QString said = desk.export_view(out);
  for (const char* name :
       {"exported", "input.npy", "relu2.csv", "relu2.png", "relu2.svg", "maps-view.svg", "maps-view.png"})
    CHECK(said.contains(name));
  CHECK(desk.test.program.window.statusBar()->currentMessage() == said);
  check_same(out, desk.command_line({"maps", "--model", "digits", "--image", Desk::text(desk.drawing)}),
             {"input.npy", "input.png", "relu2.npy", "relu2.png"});
  check_table(out / "input", 3);
  check_table(out / "relu2", 3);
  check_drawing(out, "maps");
}

TEST_CASE("filters exported from the window are the command line's, byte by byte") {
  Desk desk;
  const fs::path out = desk.folder / "exported";
  // The maps of a layer behind a convolution: the view shows that convolution's filters.
  desk.look_at("filters", "pool2");
  desk.export_view(out);
  check_same(out, desk.command_line({"filters", "--model", "digits", "--layer", "conv2"}),
             {"filters.npy", "filters.png"});
  check_table(out / "filters", 4);
  check_drawing(out, "filters");
  // Once more into the same folder, of another layer: the files are replaced.
  desk.look_at("filters", "conv1");
  desk.export_view(out);
  check_same(out, desk.command_line({"filters", "--model", "digits", "--layer", "conv1"}),
             {"filters.npy", "filters.png"});
}

TEST_CASE("a reconstruction exported from the window is the command line's, byte by byte") {
  Desk desk;
  const fs::path out = desk.folder / "exported";
  desk.look_at("reconstruction", "relu3");
  desk.wait_for_view("reconstruction");
  desk.export_view(out);
  check_same(out,
             desk.command_line({"deconv", "--model", "digits", "--image", Desk::text(desk.drawing), "--layer", "relu3",
                                "--unit", "0"}),
             {"deconv.npy", "deconv.png"});
  check_table(out / "deconv", 3);
}

TEST_CASE("an occlusion exported from the window is the command line's, byte by byte") {
  Desk desk;
  const fs::path out = desk.folder / "exported";
  desk.look_at("occlusion", "relu3");
  desk.wait_for_view("occlusion");
  desk.export_view(out);
  check_same(out, desk.command_line({"occlude", "--model", "digits", "--image", Desk::text(desk.drawing)}),
             {"activation.npy", "probability.npy", "label.npy", "activation.png", "probability.png", "label.png",
              "occlusion.json"});
  check_table(out / "activation", 2);
}

TEST_CASE("the arithmetic exported from the window is the command line's, byte by byte") {
  Desk desk;
  const fs::path out = desk.folder / "exported";
  desk.look_at("arithmetic", "conv2");
  desk.wait_for_view("arithmetic");
  desk.export_view(out);
  check_same(out,
             desk.command_line({"arithmetic", "--model", "digits", "--image", Desk::text(desk.drawing), "--layer", "conv2"}),
             {"arithmetic.json", "arithmetic.npy", "arithmetic.png"});
  check_table(out / "arithmetic", 4);
}

TEST_CASE("classical filters exported from the window are the command line's, byte by byte") {
  Desk desk;
  const fs::path out = desk.folder / "exported";
  desk.look_at("classical", "conv1");
  desk.wait_for_view("classical");
  desk.export_view(out);
  check_same(out,
             desk.command_line({"classical", "--model", "digits", "--image", Desk::text(desk.drawing), "--layer", "conv1"}),
             {"classical.json", "classical.npy", "response.npy", "response.png", "filtered.npy", "filtered.png"});
}

TEST_CASE("strongest patches exported from the window are the command line's, byte by byte") {
  Desk desk;
  const fs::path out = desk.folder / "exported";
  const std::string data = small_data(desk.folder, 60);
  desk.look_at("strongest", "relu3");
  desk.test.program.window.findChild<ui::Inspector*>()->choose_data_set(QString::fromStdString(data));
  desk.wait_for_view("strongest");
  desk.export_view(out);
  check_same(out,
             desk.command_line({"top", "--model", "digits", "--data", QString::fromStdString(data), "--layer", "relu3"}),
             {"relu3.json", "relu3.png", "relu3-crops.npy", "relu3-projections.npy"});
  check_table(out / "relu3-crops", 5);
}

TEST_CASE("a confusion matrix exported from the window is the command line's, byte by byte") {
  Desk desk;
  const fs::path out = desk.folder / "exported";
  const QString data = QString::fromStdString(small_data(desk.folder, 60));
  desk.look_at("data", "relu3");
  desk.test.program.window.findChild<ui::Inspector*>()->choose_data_set(data);
  desk.wait_for_view("data");
  desk.export_view(out);
  check_same(out, desk.command_line({"evaluate", "--model", "digits", "--data", data}),
             {"confusion.json", "confusion.npy", "confusion.png"});
  check_drawing(out, "data");
}

TEST_CASE("an embedding exported from the window is the command line's, byte by byte") {
  Desk desk;
  const fs::path out = desk.folder / "exported";
  const QString data = QString::fromStdString(small_data(desk.folder, 100));
  desk.look_at("embedding", "relu3");
  auto* inspector = desk.test.program.window.findChild<ui::Inspector*>();
  inspector->choose_data_set(data);
  auto* view = inspector->findChild<ui::View*>(QStringLiteral("embedding"));
  for (auto* button : view->findChildren<QAbstractButton*>())
    if (button->text() == "t-SNE" || button->text() == "Start") button->click();
  desk.wait_for_view("embedding");
  desk.export_view(out);
  check_same(out, desk.command_line({"embed", "--model", "digits", "--data", data, "--layer", "relu3"}),
             {"embedding.json", "embedding.npy", "embedding-images.npy", "embedding.png"});
  check_table(out / "embedding", 2);
}

TEST_CASE("a saliency map exported from the window is the command line's, byte by byte") {
  Desk desk;
  const fs::path out = desk.folder / "exported";
  desk.look_at("saliency", "relu3");
  desk.wait_for_view("saliency");
  desk.export_view(out);
  check_same(out, desk.command_line({"saliency", "--model", "digits", "--image", Desk::text(desk.drawing)}),
             {"saliency.npy", "saliency.png", "saliency.json"});
  check_table(out / "saliency", 2);
}

TEST_CASE("comparisons exported from the window are the command line's, byte by byte") {
  Desk desk;
  desk.look_at("compare", "relu2");
  desk.wait_for_view("compare");
  auto* view = desk.test.program.window.findChild<ui::Inspector*>()->findChild<ui::View*>("compare");
  for (QAbstractButton* button : view->findChildren<QAbstractButton*>())
    if (button->text() == "Keep this as A") QTest::mouseClick(button, Qt::LeftButton);
  draw_stroke(desk.test.pad(), {{0.2, 0.8}, {0.5, 0.85}, {0.8, 0.8}});
  REQUIRE(desk.test.answered());
  const fs::path second = desk.folder / "second.jsonl";
  emit desk.test.program.window.save_drawing_requested(Desk::text(second), desk.test.pad().drawing());
  REQUIRE(wait_until([&] { return fs::exists(second); }, kPatience));
  const std::pair<const char*, QStringList> figures[] = {
      {"Answer", {"--figure", "probabilities"}},
      {"Feature maps", {"--figure", "maps", "--layer", "relu2", "--unit", "0"}},
      {"Reconstruction", {"--figure", "deconv", "--layer", "relu2", "--unit", "0", "--with-rule", "guided"}},
      {"Occlusion b: activation", {"--figure", "occlude", "--map", "activation"}},
      {"Occlusion d: probability", {"--figure", "occlude", "--map", "probability"}},
      {"Occlusion e: class", {"--figure", "occlude", "--map", "label"}},
      {"Saliency", {"--figure", "saliency"}},
      {"Inversion", {"--figure", "invert", "--layer", "relu2"}},
  };
  auto* box = view->findChild<QComboBox*>();
  for (const auto& [title, options] : figures) {
    INFO(title);
    box->setCurrentIndex(box->findText(title));
    desk.wait_for_view("compare");
    const fs::path out = desk.folder / options[1].toStdString();
    desk.export_view(out);
    const QStringList command{"compare", "--model", "digits", "--image", Desk::text(desk.drawing), "--with-image", Desk::text(second)};
    check_same(out, desk.command_line(command + options), {"a.npy", "b.npy", "difference.npy", "compare.png", "compare.json"});
  }
  check_table(desk.folder / "maps" / "difference", 3);
}

TEST_CASE("the filters of two networks compared in the window are the command line's, byte by byte") {
  Desk desk;
  Model other = *desk.test.frame->model;
  for (std::size_t i = 0; i < other.parameters.size(); i += 3) other.parameters[i] *= -1.5f;
  const fs::path file = desk.folder / "other.onnx";
  save_onnx(file, other);
  auto* view = desk.test.program.window.findChild<ui::CompareView*>();
  view->set_path_dialogs(std::make_unique<ChosenFile>(Desk::text(file)));
  desk.look_at("compare", "relu2");
  auto* box = view->findChild<QComboBox*>();
  box->setCurrentIndex(box->findText("Filters"));
  const auto compare_with = [&](const char* entry, const QString& network) {
    INFO(entry);
    for (QAction* action : view->findChildren<ui::CompareSideButton*>()[1]->menu()->actions())
      if (action->text().startsWith(QString::fromUtf8(entry))) action->trigger();
    desk.wait_for_view("compare");
    const fs::path out = desk.folder / "exported";
    desk.export_view(out);
    const QStringList command{"compare", "--model",  "digits",  "--with-model", network, "--figure",
                              "filters", "--layer", "conv2", "--unit",       "0"};
    check_same(out, desk.command_line(command), {"a.npy", "b.npy", "difference.npy", "compare.png", "compare.json"});
  };
  compare_with("Another one", Desk::text(file));
  const test::Bytes differing = test::get(desk.folder / "exported" / "difference.npy");
  compare_with("digits, as it ships", "digits");
  CHECK(test::get(desk.folder / "exported" / "difference.npy") != differing);
}

TEST_CASE("an inversion exported from the window is the command line's, byte by byte") {
  Desk desk;
  const fs::path out = desk.folder / "exported";
  desk.look_at("inversion", "relu3");
  desk.wait_for_view("inversion");
  desk.export_view(out);
  check_same(out, desk.command_line({"invert", "--model", "digits", "--image", Desk::text(desk.drawing)}),
             {"inversion.npy", "inversion.png", "inversion.json"});
}

TEST_CASE("invariance and a sanity check exported from the window are the command line's, byte by byte") {
  Desk desk;
  const QStringList picture{"--model", "digits", "--image", Desk::text(desk.drawing)};
  desk.look_at("invariance", "relu3");
  desk.wait_for_view("invariance");
  desk.export_view(desk.folder / "moved");
  check_same(desk.folder / "moved", desk.command_line(QStringList("invariance") + picture),
             {"distance.npy", "distance.png", "probability.npy", "probability.png", "invariance.json"});
  desk.look_at("saliency", "relu3");
  desk.test.program.window.findChild<ui::SaliencyView*>()->check_sanity_of("guided");
  desk.wait_for_view("saliency");
  desk.export_view(desk.folder / "checked");
  check_same(desk.folder / "checked", desk.command_line(QStringList("sanity") + picture + QStringList{"--method", "guided"}),
             {"sanity.npy", "sanity.png", "sanity.json", "sanity-curve.png"});
}

TEST_CASE("an export that cannot be written is told of in one sentence") {
  Desk desk;
  const fs::path out = desk.folder / "exported";
  // A folder where a file should be: fails for every user, root too.
  fs::create_directories(out / "filters.npy");
  desk.look_at("filters", "conv1");
  const QString said = desk.export_view(out);
  CHECK(said.contains("filters.npy"));
  CHECK(desk.test.message() == said);
  CHECK_FALSE(fs::exists(out / "filters.png"));
}

TEST_CASE("a view without anything to export says so and asks for no folder") {
  test::TemporaryFolder folder;
  TestProgram test(folder.path());
  test.program.window.show();
  test.action("Export view…").trigger();
  CHECK(test.message().contains("nothing to export"));
  CHECK(test.program.window.findChild<QFileDialog*>() == nullptr);
}

}  // namespace convlens::app
