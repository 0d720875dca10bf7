#include <algorithm>

#include "core/base/file.h"
#include "core/formats/npy.h"
#include "tests/support/process.h"
#include "tests/cli/samples.h"
#include "tests/data/idx_files.h"
#include "tests/support/catch.h"

using namespace convlens;
using namespace convlens::test;

namespace {

/// Exit code 1, and one sentence on one line with these words; nothing on standard output.
void expect_failure(const std::vector<std::string>& arguments, const std::vector<std::string>& words) {
  const Outcome outcome = run(arguments);
  CAPTURE(arguments, outcome.err);
  CHECK(outcome.code == 1);
  CHECK(outcome.complains(words));
  CHECK(outcome.err.find(';') != std::string::npos);  // ... and what to do
  CHECK(std::count(outcome.err.begin(), outcome.err.end(), '\n') == 1);
  CHECK(outcome.out.empty());
}

}  // namespace

TEST_CASE("a missing file is named") {
  const TemporaryFolder folder;
  const std::string model = random_lenet5(folder.path()), missing = folder / "missing.png";
  expect_failure({"classify", "--model", model, missing}, {missing, "no such file"});
  expect_failure({"info", folder / "missing.onnx"}, {"missing.onnx", "no such file"});
  expect_failure({"info", "no-model"}, {"no-model", "lenet5", ".onnx"});
  expect_failure({"evaluate", "--model", model, "--data", "mnist:" + folder.path().string()},
                 {"t10k-images-idx3-ubyte"});
  expect_failure({"evaluate", "--model", model, "--data", "imagenet"}, {"imagenet", "generated", "mnist"});
}

TEST_CASE("a preset without trained weights says so") {
  expect_failure({"evaluate", "--model", "tinyvgg", "--data", "generated"},
                 {"tinyvgg", "without trained weights"});
}

TEST_CASE("drawings that are none, and arrays of no numbers, are told in plain words") {
  const TemporaryFolder folder;
  const std::string model = random_lenet5(folder.path());
  const auto file = [&](const char* name, const std::string& text) {
    write_file(folder / name, text);
    return (folder / name).string();
  };
  const std::string empty = file("empty.jsonl", ""), nan = file("nan.json", R"({"strokes": [[[NaN, 1]]]})");
  expect_failure({"evaluate", "--model", model, "--data", "strokes:" + empty}, {empty, "no drawing in it"});
  expect_failure({"classify", "--model", model, nan}, {nan + ", line 1", "no JSON from character"});
  CHECK(run({"classify", "--model", model, nan}).err.find("json.exception") == std::string::npos);
  NpyArray array{{1, 28, 28}, std::vector<float>(28 * 28, 0.5f)};
  array.values[3] = std::numeric_limits<float>::quiet_NaN();
  save_npy(folder / "nan.npy", array.shape, array.values);
  expect_failure({"classify", "--model", model, folder / "nan.npy"}, {"nan.npy", "value 3", "finite"});
}

TEST_CASE("IDX files that hold less than they promise are refused") {
  const TemporaryFolder folder;
  const std::string model = random_lenet5(folder.path()), data = small_mnist(folder / "data");
  const fs::path images = folder / "data" / "t10k-images-idx3-ubyte";
  const std::vector<std::string> command = {"evaluate", "--model", model, "--data", data};
  SECTION("cut off") {
    fs::resize_file(images, fs::file_size(images) - 100);
    expect_failure(command, {images.string(), "incomplete"});
  }
  SECTION("cut off inside the header") {
    fs::resize_file(images, 9);
    expect_failure(command, {images.string(), "incomplete"});
  }
  SECTION("a header that promises more than the file holds") {
    write_file(images, idx({60000, 28, 28}, counting(784)));
    expect_failure(command, {images.string(), "incomplete"});
  }
  SECTION("a header that promises more than any memory") {
    write_file(images, idx({0xffffffff, 0xffffffff, 0xffffffff}, counting(784)));
    expect_failure(command, {images.string(), "promises"});
  }
  SECTION("no IDX at all") {
    write_text(images, "this is a text and no picture");
    expect_failure(command, {images.string(), "damaged"});
  }
}

TEST_CASE("what is saved as .onnx by mistake is recognised") {
  const TemporaryFolder folder;
  const std::string model = folder / "model.onnx";
  SECTION("a git-lfs pointer") {
    write_text(model, "version https://git-lfs.github.com/spec/v1\noid sha256:0123\nsize 12345\n");
    expect_failure({"info", model}, {model, "git-lfs"});
  }
  SECTION("an HTML page") {
    write_text(model, "<!DOCTYPE html>\n<html><body>Not Found</body></html>\n");
    expect_failure({"info", model}, {model, "HTML"});
  }
  SECTION("noise") {
    write_text(model, std::string(1000, '\xfe'));
    expect_failure({"info", model}, {model});
  }
  SECTION("nothing") {
    write_text(model, "");
    expect_failure({"info", model}, {model});
  }
}

TEST_CASE("pictures that cannot be answered are refused") {
  const TemporaryFolder folder;
  const std::string model = random_lenet5(folder.path());
  const auto classify = [&](const std::string& file) -> std::vector<std::string> {
    return {"classify", "--model", model, file};
  };
  SECTION("0 pixels") {
    const std::string picture = folder / "empty.pgm";
    write_text(picture, "P5 0 0 255\n");
    expect_failure(classify(picture), {picture});
  }
  SECTION("an empty file") {
    const std::string picture = folder / "empty.png";
    write_text(picture, "");
    expect_failure(classify(picture), {picture});
  }
  SECTION("no ink") {
    const std::string picture = folder / "white.pgm";
    write_text(picture, "P5 28 28 255\n" + std::string(784, '\xff'));
    expect_failure(classify(picture), {picture, "no ink"});
  }
  SECTION("a drawing without a stroke") {
    const std::string drawing = folder / "nothing.json";
    write_text(drawing, "{\"strokes\": []}\n");
    expect_failure(classify(drawing), {drawing});
  }
  SECTION("raw pixels of another size") {
    const std::string picture = folder / "large.pgm";
    write_text(picture, "P5 30 30 255\n" + std::string(900, '\x10'));
    auto arguments = classify(picture);
    arguments.push_back("--raw");
    expect_failure(arguments, {picture, "30", "28"});
  }
}

TEST_CASE("data that does not fit the model names both shapes") {
  const TemporaryFolder folder;
  expect_failure(
      {"train", "--data", small_mnist(folder / "data"), "--model", "tinyvgg", "--out", folder / "a.onnx"},
      {"1x28x28", "3x64x64", "tinyvgg"});
  CHECK_FALSE(fs::exists(folder / "a.onnx"));
}

TEST_CASE("an unknown layer lists the layers") {
  const TemporaryFolder folder;
  const std::string model = random_lenet5(folder.path()), picture = small_picture(folder.path());
  expect_failure({"filters", "--model", model, "--layer", "conv9", "--out", folder / "out"},
                 {"conv9", "conv1", "relu1", "softmax"});
  expect_failure({"filters", "--model", model, "--layer", "relu1", "--out", folder / "out"},
                 {"relu1", "conv1, conv2"});
  expect_failure(
      {"deconv", "--model", model, "--image", picture, "--layer", "conv9", "--out", folder / "out"},
      {"conv9", "conv1", "relu1", "softmax"});
  expect_failure({"deconv", "--model", model, "--image", picture, "--layer", "conv1", "--unit", "6", "--out",
                  folder / "out"},
                 {"unit", "5"});
  expect_failure({"occlude", "--model", model, "--image", picture, "--label", "10", "--out", folder / "out"},
                 {"--label", "9"});
  CHECK_FALSE(fs::exists(folder / "out"));
}

TEST_CASE("a place that cannot be written is told before the work") {
  const TemporaryFolder folder;
  const std::string data = small_mnist(folder / "data");
  write_text(folder / "file", "here");
  expect_failure({"train", "--data", data, "--model", "lenet5", "--out", folder / "no" / "a.onnx"},
                 {"a.onnx"});
  const std::string model = random_lenet5(folder.path());
  expect_failure({"filters", "--model", model, "--layer", "conv1", "--out", folder / "file"}, {"file"});
}
