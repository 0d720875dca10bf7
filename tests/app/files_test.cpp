#include <QStatusBar>
#include <filesystem>

#include "core/base/file.h"
#include "core/formats/onnx.h"
#include "tests/app/support.h"

namespace convlens::app {

namespace fs = std::filesystem;

TEST_CASE("a network that is saved from the window opens again with the same answer") {
  test::TemporaryFolder folder;
  TestProgram test(folder.path());
  test.begin();
  const auto shown = test.program.session.model();
  const std::vector<float> answer = test.frame->probabilities;
  const QString path = QString::fromStdString((folder / "own.onnx").string());
  emit test.program.window.save_model_requested(path);
  REQUIRE(wait_until([&] { return fs::exists(folder / "own.onnx"); }, kPatience));
  const auto said = [&] { return test.program.window.statusBar()->currentMessage(); };
  emit test.program.window.model_requested(path);
  CHECK(said() == "Opening own.onnx…");
  REQUIRE(wait_until([&] { return test.frame->model != shown; }, kPatience));
  CHECK(said().isEmpty());
  REQUIRE(test.program.session.name().text() == "own.onnx");
  REQUIRE(test.program.session.model()->parameters == shown->parameters);
  REQUIRE(test.frame->probabilities == answer);
}

TEST_CASE("a file that is no network is told of in words - the network that was shown stays") {
  test::TemporaryFolder folder;
  TestProgram test(folder.path());
  test.begin();
  const auto shown = test.program.session.model();
  write_file(folder / "page.onnx", std::string_view("<!DOCTYPE html><html><body>not found</body></html>"));
  emit test.program.window.model_requested(QString::fromStdString((folder / "page.onnx").string()));
  REQUIRE(wait_until([&] { return test.message().contains("page.onnx"); }, kPatience));
  REQUIRE(test.message().contains("HTML"));
  REQUIRE(test.program.session.model() == shown);
}

TEST_CASE("a drawing that is saved comes back stroke by stroke") {
  test::TemporaryFolder folder;
  TestProgram test(folder.path());
  test.begin();
  test.pad().clear();
  for (const auto& stroke : seven()) draw_stroke(test.pad(), stroke);
  const Drawing drawn = test.pad().drawing();
  const QString path = QString::fromStdString((folder / "seven.jsonl").string());
  emit test.program.window.save_drawing_requested(path, drawn);
  test.pad().clear();
  emit test.program.window.open_drawing_requested(path);
  REQUIRE(wait_until([&] { return !test.pad().drawing().strokes.empty(); }, kPatience));
  REQUIRE(test.pad().drawing() == drawn);
}

TEST_CASE("a picture is opened, becomes the input and is answered - a missing one is told of") {
  test::TemporaryFolder folder;
  TestProgram test(folder.path());
  test.begin();
  QImage picture(60, 80, QImage::Format_Grayscale8);
  picture.fill(Qt::white);
  for (int y = 15; y < 65; ++y)
    for (int x = 27; x < 33; ++x) picture.setPixelColor(x, y, Qt::black);
  const QString path = QString::fromStdString((folder / "one.png").string());
  REQUIRE(picture.save(path));
  const std::uint64_t before = test.ticket();
  emit test.program.window.open_image_requested(path);
  REQUIRE(wait_until([&] { return test.ticket() > before; }, kPatience));
  REQUIRE(std::holds_alternative<Image>(test.program.window.input().content));
  // Dark ink on light paper: the network gets a bright bar, as high as MNIST's digits are.
  REQUIRE(test.frame->activations->input.at(0, 0, 14, 14) > 0.9f);
  REQUIRE(test.frame->prepared->scaled.height == 20);
  emit test.program.window.open_image_requested(QString::fromStdString((folder / "gone.png").string()));
  REQUIRE(wait_until([&] { return test.message().contains("gone.png"); }, kPatience));
}

TEST_CASE("a download that cannot be made is told of and can be tried again") {
  test::TemporaryFolder folder;
  // Nothing listens on the discard port of this machine.
  TestProgram test(folder.path(), "http://127.0.0.1:9/");
  test.begin();
  QStringList choices;
  QString ended = "not yet";
  QObject::connect(&test.program.data, &DataChoices::refreshed, &test.program.window,
                   [&](const QStringList& words) { choices = words; });
  QObject::connect(&test.program.data, &DataChoices::download_ended, &test.program.window,
                   [&](const QString& message) { ended = message; });
  for (int attempt = 0; attempt < 2; ++attempt) {
    ended = "not yet";
    emit test.program.window.mnist_requested();
    REQUIRE(wait_until([&] { return ended.isEmpty(); }, kPatience));
    REQUIRE(test.message().contains("127.0.0.1"));
  }
  test.program.data.refresh();
  REQUIRE(choices.contains("generated"));
  REQUIRE_FALSE(choices.contains("mnist"));
}

}  // namespace convlens::app
