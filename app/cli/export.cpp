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
#include "core/formats/safetensors_model.h"
#include "core/model/for_inference.h"

namespace convlens::app {
namespace {

struct Arguments {
  std::string model;
  std::filesystem::path out;
  bool pytorch = false, for_inference = false;
};

int export_model(const Arguments& arguments, const CommonOptions& common) {
  const std::string ending = arguments.out.extension().string();
  if (!arguments.pytorch && ending != ".onnx" && ending != ".safetensors")
    throw WrongUsage("--out: " + arguments.out.string() +
                     " does not say the format; let it end in .onnx or .safetensors, or give --pytorch");
  if (arguments.pytorch && arguments.for_inference)
    throw WrongUsage("--for-inference: the PyTorch script trains the network; give one of the two");
  // A script holds the network's structure only, so an untrained preset will do.
  Model model = arguments.pytorch ? load_structure(arguments.model).model : load_model(arguments.model);
  if (arguments.for_inference) model = for_inference(model);
  require_writable(arguments.out);
  if (arguments.pytorch)
    write_file(arguments.out, pytorch_script(model, arguments.model));
  else if (ending == ".onnx")
    save_onnx(arguments.out, model);
  else
    save_safetensors_model(arguments.out, model);
  if (common.json)
    print_json({{"model", arguments.model}, {"file", arguments.out.string()}});
  else
    std::printf("saved %s\n", arguments.out.c_str());
  return kSuccess;
}

}  // namespace

Action declare_export(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command
      .add_option("model", arguments->model,
                  "a preset's name, an .onnx file, or what export wrote as .safetensors")
      ->required();
  command
      .add_option("--out", arguments->out,
                  "an .onnx file, or a .safetensors file of the weights with the network's architecture as "
                  "JSON beside it")
      ->required();
  command.add_flag("--pytorch", arguments->pytorch, "a PyTorch training script of the same network instead");
  command.add_flag("--for-inference", arguments->for_inference,
                   "batch norm multiplied into the layer before it, dropout left out: the same answers in fewer "
                   "layers");
  return [arguments, &common] { return export_model(*arguments, common); };
}

}  // namespace convlens::app
