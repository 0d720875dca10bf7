// How the opening of a network is told of and stopped.
#include <filesystem>

#include "tests/formats/onnx_case.h"
#include "tests/support/catch.h"

using namespace convlens;
using namespace convlens::test;

namespace {

namespace fs = std::filesystem;

/// 23 MB: several pieces to read and to lay out.
Model large_network() {
  auto graph = std::make_shared<Graph>(Shape{1, 40, 60});
  graph->add("conv", make_layer("conv2d", {{"kernel_shape", std::vector<std::int64_t>{3, 3}},
                                           {kOutChannels, std::int64_t{5}}}));
  graph->add("relu", make_layer("relu", {}));
  graph->add("flatten", make_layer("flatten", {}));
  graph->add("dense1", make_layer("dense", {{kOutChannels, std::int64_t{500}}}));
  graph->add("dense2", make_layer("dense", {{kOutChannels, std::int64_t{1000}}}));
  return initialised_model(graph, 1);
}

struct Told {
  std::size_t done, total;
  double part() const { return static_cast<double>(done) / static_cast<double>(total); }
};

struct Opening {
  std::vector<Told> told;
  std::optional<OnnxFile> file;
};

/// Stopped when it has told so many times.
Opening open_and_stop_after(const fs::path& path, std::size_t times) {
  Opening opening;
  std::stop_source stop;
  opening.file = open_onnx(path, stop.get_token(), [&](std::size_t done, std::size_t total) {
    opening.told.push_back({done, total});
    if (opening.told.size() == times) stop.request_stop();
  });
  return opening;
}
Opening open_all(const fs::path& path) { return open_and_stop_after(path, 0); }

void check_told_to_the_end(const std::vector<Told>& told, std::uint64_t bytes, std::size_t at_least) {
  REQUIRE(told.size() >= at_least);
  for (std::size_t i = 1; i < told.size(); ++i) {
    CHECK(told[i].done >= told[i - 1].done);
    CHECK(told[i].part() >= told[i - 1].part());
  }
  CHECK(told.back().done == told.back().total);
  CHECK(told.back().total == 2 * bytes);  // read, and laid out
}

}  // namespace

TEST_CASE("the progress of an opening only grows and ends complete") {
  const TemporaryFolder folder;
  const Model model = large_network();
  save_onnx(folder / "large.onnx", model);
  const Opening opening = open_all(folder / "large.onnx");
  check_told_to_the_end(opening.told, fs::file_size(folder / "large.onnx"), 12);
  REQUIRE(opening.file);
  CHECK(opening.file->model.parameters == model.parameters);
  CHECK(opening.file->files == std::vector<fs::path>{folder / "large.onnx"});
}

TEST_CASE("weights in files beside the model count as well, and are named in the order of first mention") {
  const TemporaryFolder folder;
  const Model model = large_network();
  save_with_weights_beside(folder / "small.onnx", model, {"z.data", "a.data"});
  const Opening opening = open_all(folder / "small.onnx");
  const fs::path z = fs::canonical(folder / "z.data"), a = fs::canonical(folder / "a.data");
  check_told_to_the_end(opening.told,
                        fs::file_size(folder / "small.onnx") + fs::file_size(z) + fs::file_size(a), 12);
  REQUIRE(opening.file);
  CHECK(opening.file->model.parameters == model.parameters);
  CHECK(opening.file->files == std::vector<fs::path>{folder / "small.onnx", z, a});
}

TEST_CASE("an opening is stopped wherever it is, and gives nothing") {
  const TemporaryFolder folder;
  save_onnx(folder / "large.onnx", large_network());
  save_with_weights_beside(folder / "small.onnx", large_network(), {"small.data"});
  for (const char* name : {"large.onnx", "small.onnx"}) {
    const std::size_t times = open_all(folder / name).told.size();
    for (std::size_t stop = 1; stop < times; stop += 6) {
      const Opening opening = open_and_stop_after(folder / name, stop);
      INFO(name << ", " << stop << " of " << times);
      CHECK_FALSE(opening.file);
      CHECK(opening.told.size() == stop);
    }
  }
  std::stop_source stopped;
  stopped.request_stop();
  CHECK_FALSE(open_onnx(folder / "large.onnx", stopped.get_token()));
}

TEST_CASE("a large file that breaks off midway is told of, as one whose weights beside it do") {
  const TemporaryFolder folder;
  const auto refusal = [&](const char* name) {
    std::vector<double> told;
    auto error = error_of([&] {
      open_onnx(folder / name, {}, [&](std::size_t done, std::size_t total) {
        told.push_back(static_cast<double>(done) / static_cast<double>(total));
      });
    });
    REQUIRE(error);
    REQUIRE_FALSE(told.empty());
    CHECK(told.back() < 1);
    return *error;
  };
  save_onnx(folder / "large.onnx", large_network());
  fs::resize_file(folder / "large.onnx", fs::file_size(folder / "large.onnx") / 2);
  const Error half = refusal("large.onnx");
  CHECK(half.kind() == ErrorKind::file_broken);
  CHECK(half.subject() == (folder / "large.onnx").string());
  CHECK(half.found().find("only its beginning") != std::string::npos);

  save_with_weights_beside(folder / "small.onnx", large_network(), {"small.data"});
  fs::resize_file(folder / "small.data", fs::file_size(folder / "small.data") / 2);
  const Error beside = refusal("small.onnx");
  CHECK(beside.kind() == ErrorKind::file_truncated);
  CHECK(beside.subject().ends_with("small.data"));
  fs::remove(folder / "small.data");
  CHECK(refusal("small.onnx").kind() == ErrorKind::file_missing);
}
