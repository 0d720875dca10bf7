#include <cstdio>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/json_line.h"
#include "app/cli/models.h"
#include "app/cli/outputs.h"
#include "core/formats/class_names.h"
#include "core/formats/onnx.h"
#include "core/model/input_description.h"

namespace convlens::app {
namespace {

struct Arguments {
  std::string model, pixels = "0..1", order = "rgb", classes;
  std::filesystem::path out;
};

int describe_model(const Arguments& a, const CommonOptions& common) {
  require_onnx_name(a.out);
  Model before = load_model(a.model);
  require_writable(a.out);
  InputAnswer answer{.range = a.pixels, .blue_first = a.order == "bgr"};
  if (!a.classes.empty()) {
    answer.class_names = read_class_names(a.classes);
    check_class_names(answer.class_names, before, a.classes);
  }
  const Model model = with_answer(std::move(before), answer);
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
