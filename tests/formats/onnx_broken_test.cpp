// Damaged and hostile files: an Error that says what is wrong, never a crash, never a huge allocation.
#include "core/base/random.h"
#include "core/model/presets.h"
#include "tests/formats/onnx_case.h"
#include "tests/support/catch.h"

using namespace convlens;
using namespace convlens::test;

namespace {

/// A small network as a file to be damaged.
onnx::ModelProto sound_file() {
  const TemporaryFolder folder;
  auto graph = std::make_shared<Graph>(Shape{1, 6, 6});
  const std::vector<std::int64_t> kernel = {3, 3};
  graph->add("conv", make_layer("conv2d", {{"kernel_shape", kernel}, {kOutChannels, std::int64_t{2}}}));
  graph->add("relu", make_layer("relu", {}));
  graph->add("flatten", make_layer("flatten", {}));
  graph->add("dense", make_layer("dense", {{kOutChannels, std::int64_t{3}}}));
  Model model = random_model(graph, 1);
  model.class_names = {"a", "b", "c"};
  save_onnx(folder / "sound.onnx", model);
  return parsed(folder / "sound.onnx");
}

std::optional<Error> error_of_bytes(const std::string& bytes) {
  const TemporaryFolder folder;
  put_bytes(folder / "m.onnx", bytes);
  return error_of([&] { load_onnx(folder / "m.onnx"); });
}

void check_refused(const onnx::ModelProto& file, ErrorKind kind, const std::string& says) {
  const auto error = error_of_bytes(file.SerializeAsString());
  REQUIRE(error);
  INFO(error->what());
  CHECK(error->kind() == kind);
  CHECK((error->found() + error->expected()).find(says) != std::string::npos);
}

}  // namespace

TEST_CASE("the beginning of a model is refused, wherever it breaks off") {
  const onnx::ModelProto file = sound_file();
  const std::string bytes = file.SerializeAsString();
  REQUIRE(!error_of_bytes(bytes));
  // What follows the graph (opset, metadata) is short; a file without metadata is whole as far as anyone can
  // tell.
  onnx::ModelProto bare = file;
  bare.clear_metadata_props();
  const std::size_t needed = bare.ByteSizeLong();
  for (std::size_t length = 0; length < needed; ++length) {
    const auto error = error_of_bytes(bytes.substr(0, length));
    INFO(length);
    REQUIRE(error);
    CHECK(error->kind() == ErrorKind::file_broken);
  }
}

TEST_CASE("flipped bits never crash the reader") {
  const std::string bytes = sound_file().SerializeAsString();
  Random random(1, RandomPurpose::test);
  for (int trial = 0; trial < 4000; ++trial) {
    std::string damaged = bytes;
    for (std::uint64_t flips = 1 + random.below(3); flips > 0; --flips)
      damaged[random.below(damaged.size())] ^= static_cast<char>(1u << random.below(8));
    CHECK_NOTHROW(error_of_bytes(damaged));
  }
}

TEST_CASE("bytes that are no model are called broken") {
  CHECK(error_of_bytes("")->kind() == ErrorKind::file_broken);
  CHECK(error_of_bytes("Real ONNX model would go here...")->kind() == ErrorKind::file_broken);
  CHECK(error_of_bytes(std::string(32, '\0'))->kind() == ErrorKind::file_broken);
  CHECK(error_of_bytes("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n")->kind() ==
        ErrorKind::git_lfs_pointer);
  CHECK(error_of_bytes("<!DOCTYPE html>\n<html><body>Not found</body></html>")->kind() ==
        ErrorKind::html_page);
  const TemporaryFolder folder;
  CHECK(throws_kind(ErrorKind::file_missing, [&] { load_onnx(folder / "none.onnx"); }));
}

TEST_CASE("weights whose sizes lie are refused before anything is allocated") {
  const auto with_dims = [](std::vector<std::int64_t> dims) {
    onnx::ModelProto file = sound_file();
    auto& weight = *file.mutable_graph()->mutable_initializer(0);
    weight.clear_dims();
    for (const std::int64_t dim : dims) weight.add_dims(dim);
    return file;
  };
  check_refused(with_dims({2, 1, 3, 4}), ErrorKind::file_broken, "24 values");
  check_refused(with_dims({1 << 30, 1 << 30, 1 << 30, 1 << 30}), ErrorKind::file_broken,
                "more values than a file");
  check_refused(with_dims({-2, 1, 3, 3}), ErrorKind::file_broken, "dimension of -2");
  check_refused(with_dims({1, 2, 3, 3}), ErrorKind::file_broken, "conv");
  check_refused(with_dims({9, 2}), ErrorKind::not_supported, "9x2");
}

TEST_CASE("a model whose weights lie elsewhere never leaves its folder, and names the file that is missing") {
  const auto with_location = [](const std::string& location) {
    onnx::ModelProto file = sound_file();
    auto& weight = *file.mutable_graph()->mutable_initializer(0);
    weight.clear_raw_data();
    weight.set_data_location(onnx::TensorProto::EXTERNAL);
    auto& entry = *weight.add_external_data();
    entry.set_key("location");
    entry.set_value(location);
    return file;
  };
  check_refused(with_location("weights.bin"), ErrorKind::file_missing, "not there");
  check_refused(with_location("/etc/passwd"), ErrorKind::file_broken, "outside the model's folder");
  check_refused(with_location("data/../../secret"), ErrorKind::file_broken, "outside the model's folder");
  check_refused(with_location(""), ErrorKind::file_broken, "outside the model's folder");
}

TEST_CASE("graphs that contradict themselves are refused with the node's name") {
  onnx::ModelProto file = sound_file();
  file.mutable_graph()->mutable_node(1)->set_input(0, "dense");
  check_refused(file, ErrorKind::file_broken, "circle");

  file = sound_file();
  file.mutable_graph()->mutable_node(1)->set_input(0, "nowhere");
  check_refused(file, ErrorKind::file_broken, "'nowhere'");

  file = sound_file();
  file.mutable_graph()->mutable_node(1)->set_output(0, "conv");
  check_refused(file, ErrorKind::file_broken, "twice");

  file = sound_file();
  file.mutable_graph()->mutable_node(1)->clear_output();
  check_refused(file, ErrorKind::file_broken, "nothing computes");

  file = sound_file();
  file.mutable_graph()->mutable_node(1)->clear_input();
  check_refused(file, ErrorKind::file_broken, "relu");

  file = sound_file();
  auto* shape =
      file.mutable_graph()->mutable_input(0)->mutable_type()->mutable_tensor_type()->mutable_shape();
  shape->mutable_dim(2)->set_dim_value(std::int64_t{1} << 40);
  check_refused(file, ErrorKind::not_supported, "size of 1099511627776");
  shape->mutable_dim(2)->set_dim_value(2);
  check_refused(file, ErrorKind::file_broken, "conv");
  shape->mutable_dim(2)->set_dim_param("height");
  check_refused(file, ErrorKind::not_supported, "leaves a size open");

  file = sound_file();
  file.mutable_opset_import(0)->set_version(26);
  check_refused(file, ErrorKind::not_supported, "operator set 26");
}

TEST_CASE("weights used again and again do not fill the memory") {
  onnx::ModelProto file = sound_file();
  auto& graph = *file.mutable_graph();
  constexpr int kSide = 1024, kLayers = 200;  // 4 MB in the file, 800 MB when copied for each layer
  auto& weight = *graph.add_initializer();
  weight.set_name("square");
  weight.set_data_type(onnx::TensorProto::FLOAT);
  weight.add_dims(kSide);
  weight.add_dims(kSide);
  weight.set_raw_data(std::string(sizeof(float) * kSide * kSide, '\0'));
  auto* dims = graph.mutable_input(0)->mutable_type()->mutable_tensor_type()->mutable_shape();
  dims->clear_dim();
  dims->add_dim()->set_dim_param("N");
  dims->add_dim()->set_dim_value(kSide);
  graph.clear_node();
  for (int i = 0; i < kLayers; ++i) {
    auto& node = *graph.add_node();
    node.set_op_type("MatMul");
    node.add_input(i == 0 ? "image" : "t" + std::to_string(i - 1));
    node.add_input("square");
    node.add_output(i == kLayers - 1 ? graph.output(0).name() : "t" + std::to_string(i));
  }
  check_refused(file, ErrorKind::not_supported, "very many layers");
}
