#include <cstdio>
#include <filesystem>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/json_line.h"
#include "app/cli/models.h"
#include "app/cli/outputs.h"
#include "app/cli/pytorch_script.h"
#include "core/base/file.h"
#include "core/formats/onnx.h"
#include "core/formats/safetensors.h"

namespace convlens::app {
namespace {

struct Arguments {
  std::string model;
  std::filesystem::path out;
  bool pytorch = false;
};

/// Every parameter as LAYER.PARAMETER in the order of figures (out, in/groups, kh, kw; out, in).
SafeTensors tensors_of(const Model& model) {
  SafeTensors content;
  for (const Node& node : model.graph->nodes())
    for (const ParameterSlot& slot : node.parameters)
      content.tensors[node.name + "." + slot.spec.name] = {{slot.spec.dims.begin(), slot.spec.dims.end()},
                                                           to_figure_order(slot.spec, model.parameter(slot))};
  content.metadata = model.metadata;
  content.metadata["class_names"] = nlohmann::json(model.class_names).dump();
  const Normalisation normalisation = normalisation_of(*model.graph);
  content.metadata["mean"] = nlohmann::json(normalisation.mean).dump();
  content.metadata["std"] = nlohmann::json(normalisation.standard_deviation).dump();
  return content;
}

int export_model(const Arguments& arguments, const CommonOptions& common) {
  const std::string ending = arguments.out.extension().string();
  if (!arguments.pytorch && ending != ".onnx" && ending != ".safetensors")
    throw WrongUsage("--out: " + arguments.out.string() +
                     " does not say the format; let it end in .onnx or .safetensors, or give --pytorch");
  // A script holds the network's structure only, so an untrained preset will do.
  bool trained = true;
  const Model model =
      arguments.pytorch ? load_structure(arguments.model, trained) : load_model(arguments.model);
  require_writable(arguments.out);
  if (arguments.pytorch)
    write_file(arguments.out, pytorch_script(model, arguments.model));
  else if (ending == ".onnx")
    save_onnx(arguments.out, model);
  else
    save_safetensors(arguments.out, tensors_of(model));
  if (common.json)
    print_json({{"model", arguments.model}, {"file", arguments.out.string()}});
  else
    std::printf("saved %s\n", arguments.out.c_str());
  return kSuccess;
}

}  // namespace

Action declare_export(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command.add_option("model", arguments->model, "a preset's name or an .onnx file")->required();
  command.add_option("--out", arguments->out, "an .onnx or .safetensors file")->required();
  command.add_flag("--pytorch", arguments->pytorch, "a PyTorch training script of the same network instead");
  return [arguments, &common] { return export_model(*arguments, common); };
}

}  // namespace convlens::app
