#include "core/formats/safetensors_model.h"

#include "core/base/file.h"
#include "core/model/presets.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"
#include "tests/support/temporary_folder.h"

using namespace convlens;

namespace {

std::string text_of(const std::filesystem::path& path) {
  const auto bytes = read_file(path, 1 << 26);
  return {bytes.begin(), bytes.end()};
}

}  // namespace

TEST_CASE("weights and architecture beside them are the same model again, of every preset that is small") {
  const test::TemporaryFolder folder;
  for (const char* preset : {"digits", "lenet5", "tinyvgg", "cifar", "resnet20"}) {
    INFO(preset);
    Model model = initialised_model(find_preset(preset)->build(), 5);
    model.class_names = {"cat", "K\u00e4fer", "dog"};
    model.metadata = {{"preset", preset}, {"recipe", "two\nlines"}};
    save_safetensors_model(folder / "net.safetensors", model);
    const Model again = load_safetensors_model(folder / "net.safetensors");
    CHECK(again.parameters == model.parameters);
    CHECK(graph_to_json(*again.graph) == graph_to_json(*model.graph));
    CHECK(again.class_names == model.class_names);
    CHECK(again.metadata == model.metadata);
  }
}

TEST_CASE("weights whose architecture is missing, broken or another one's are refused in words") {
  const test::TemporaryFolder folder;
  const auto weights = folder / "net.safetensors", architecture = architecture_file(weights);
  CHECK(architecture.filename() == "net.architecture.json");
  save_safetensors_model(weights, initialised_model(find_preset("lenet5")->build(), 1));
  const std::string whole = text_of(architecture);
  const auto refuses = [&](ErrorKind kind) { return test::throws_kind(kind, [&] { load_safetensors_model(weights); }); };
  for (const std::string& broken : {std::string(), whole.substr(0, whole.size() / 2), std::string("{}"), std::string("[1]"),
                                    std::string(R"({"format": "another"})")}) {
    INFO(broken);
    write_file(architecture, broken);
    CHECK(refuses(ErrorKind::file_broken));
  }
  save_safetensors_model(folder / "other.safetensors", initialised_model(find_preset("digits")->build(), 1));
  write_file(architecture, text_of(folder / "other.architecture.json"));
  CHECK((refuses(ErrorKind::file_broken) || refuses(ErrorKind::shape_mismatch)));
  std::filesystem::remove(architecture);
  CHECK(refuses(ErrorKind::file_missing));
}
