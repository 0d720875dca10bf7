#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/json_line.h"
#include "app/cli/models.h"
#include "app/cli/outputs.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/formats/onnx.h"
#include "core/model/input_description.h"

namespace convlens::app {
namespace {

constexpr std::uint64_t kLargestList = 1 << 22;

struct Arguments {
  std::string model, pixels = "0..1", order = "rgb", classes;
  std::filesystem::path out;
};

/// A JSON list of texts, or a name a line.
std::vector<std::string> read_class_names(const std::filesystem::path& file) {
  const auto bytes = read_file(file, kLargestList);
  const std::string text(bytes.begin(), bytes.end());
  const auto list = nlohmann::json::parse(text, nullptr, false);
  if (list.is_array() &&
      std::all_of(list.begin(), list.end(), [](const auto& name) { return name.is_string(); }))
    return list.get<std::vector<std::string>>();
  std::vector<std::string> names;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string name = text.substr(at, end - at);
    if (!name.empty() && name.back() == '\r') name.pop_back();
    if (!name.empty()) names.push_back(std::move(name));
    at = end + 1;
  }
  return names;
}

int describe_model(const Arguments& a, const CommonOptions& common) {
  if (a.out.extension() != ".onnx")
    throw WrongUsage("--out: " + a.out.string() + " is no name for a model; let it end in .onnx");
  const Model before = load_model(a.model);
  require_writable(a.out);
  InputDescription description = input_range(a.pixels, before.graph->input_shape().channels);
  description.blue_first = a.order == "bgr";
  Model model = with_input_description(before, description);
  if (!a.classes.empty()) {
    model.class_names = read_class_names(a.classes);
    if (static_cast<int>(model.class_names.size()) != class_count(model))
      throw Error(ErrorKind::shape_mismatch, a.classes,
                  std::to_string(model.class_names.size()) + " class names",
                  "one for each of the model's " + std::to_string(class_count(model)) + " outputs");
  }
  save_onnx(a.out, model);
  if (common.json)
    print_json({{"model", a.model}, {"file", a.out.string()}, {"pixels", a.pixels}, {"order", a.order}});
  else
    std::printf("saved %s: pixels %s, %s, %zu class names\n", a.out.c_str(), a.pixels.c_str(),
                a.order.c_str(), model.class_names.size());
  return kSuccess;
}

}  // namespace

Action declare_describe(CLI::App& command, const CommonOptions& common) {
  auto a = std::make_shared<Arguments>();
  command.add_option("model", a->model, "an .onnx file")->required();
  command
      .add_option("--pixels", a->pixels, "the values that it wants: 0..1, -1..1, 0..255, imagenet or caffe")
      ->capture_default_str();
  command.add_option("--order", a->order, "the order of its colours")
      ->capture_default_str()
      ->check(CLI::IsMember({"rgb", "bgr"}));
  command.add_option("--classes", a->classes, "a file of class names: a JSON list, or one a line");
  command.add_option("--out", a->out, "the described model, an .onnx file")->required();
  return [a, &common] { return describe_model(*a, common); };
}

}  // namespace convlens::app
