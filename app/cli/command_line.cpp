#include "app/cli/command_line.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <new>

#include "app/cli/command.h"
#include "app/error_text.h"
#include "core/base/error.h"
#include "ui/note_text.h"

namespace convlens::app {
namespace {

constexpr const char* kVersion = "ConvLens " CONVLENS_VERSION;
constexpr int kMostThreads = 1024;

constexpr Command kCommands[] = {
    {"presets", "list the networks that ConvLens can build", "convlens presets", declare_presets},
    {"data", "list the data sets, or download MNIST", "convlens data get mnist", declare_data},
    {"train", "train a network and save it as ONNX",
     "convlens train --data mnist --model digits --epochs 2 --seed 1 --out digits.onnx", declare_train},
    {"teach", "train a network on with your own drawings, and tell what moved",
     "convlens teach --model digits --drawings mine.jsonl --data mnist --out mine.onnx", declare_teach},
    {"evaluate", "accuracy, figures for each class, confusion matrix",
     "convlens evaluate --model digits --data mnist", declare_evaluate},
    {"classify", "what the network says to images and drawings", "convlens classify --model digits seven.png",
     declare_classify},
    {"info", "layers, shapes, parameters and receptive fields of a network", "convlens info digits",
     declare_info},
    {"filters", "a convolution's filters as PNG and NPY",
     "convlens filters --model digits --layer conv1 --out filters", declare_filters},
    {"maps", "what every layer makes of one image",
     "convlens maps --model digits --image seven.png --out maps", declare_maps},
    {"deconv", "what in the image a unit answers to (deconvnet)",
     "convlens deconv --model digits --image seven.png --layer relu2 --unit 5 --out deconv", declare_deconv},
    {"occlude", "which parts of the image the decision hangs on",
     "convlens occlude --model digits --image seven.png --out occlusion", declare_occlude},
    {"top", "the images that excite each map most, and what in them it answers to",
     "convlens top --model digits --data mnist --layer relu3 --out top", declare_top},
    {"evolution", "how filters, and what maps answer to, came about in a training",
     "convlens evolution --snapshots film --data mnist --layer relu2 --out evolution", declare_evolution},
    {"arithmetic", "how one value of a layer comes about, number by number",
     "convlens arithmetic --model digits --image seven.png --layer conv1 --unit 3 --position 10,14",
     declare_arithmetic},
    {"classical", "learned filters beside those of the textbooks",
     "convlens classical --model digits --layer conv1 --image seven.png --out classical", declare_classical},
    {"probe", "how well simple classifiers do with each layer's values",
     "convlens probe --model digits --data mnist --out probe", declare_probe},
    {"embed", "the images of a data set as a map, by what a layer makes of them",
     "convlens embed --model digits --data mnist --layer relu3 --out map", declare_embed},
    {"lab", "train variants of a network side by side: windows, strides, maps, layers taken away, norms",
     "convlens lab --data mnist --variant window=3 --variant window=11,stride=2 --out lab", declare_lab},
    {"saliency", "which pixels the score of a class comes from",
     "convlens saliency --model digits --image seven.png --method grad-cam --out saliency", declare_saliency},
    {"invert", "what a layer still knows of an image: the image that it cannot tell from it",
     "convlens invert --model digits --image seven.png --layer conv2 --out inversion", declare_invert},
    {"maximise", "the image that excites a unit most (activation maximisation)",
     "convlens maximise --model digits --layer dense2 --unit 7 --out ideal", declare_maximise},
    {"sanity", "whether an explanation changes when the weights are made random",
     "convlens sanity --model digits --image seven.png --method guided --out sanity", declare_sanity},
    {"invariance", "how far each layer's answer moves when the image is shifted, scaled or rotated",
     "convlens invariance --model digits --image seven.png --transform rotate --out invariance", declare_invariance},
    {"compare", "two images, networks or rules side by side in one figure, with the difference",
     "convlens compare --model digits --image one.png --with-image seven.png --figure maps --layer relu2 --out compared",
     declare_compare},
    {"report", "every explanation of one image on one page",
     "convlens report --model digits --image seven.png --out seven.html", declare_report},
    {"describe", "build the pixels and class names that a network wants into its file",
     "convlens describe resnet.onnx --pixels imagenet --classes names.txt --out described.onnx", declare_describe},
    {"export", "save a network as ONNX, safetensors or a PyTorch script",
     "convlens export digits --out digits.onnx", declare_export},
    {"average", "the mean of the weights of networks that went on from one another",
     "convlens average first.onnx second.onnx --data mnist --hold-out 21 --out mean.onnx", declare_average},
    {"bench", "measure the speed of this machine", "convlens bench", declare_bench},
    {"shots", "pictures of the window in its main states", "convlens shots --out pictures", declare_shots},
};

void add_common_options(CLI::App& command, CommonOptions& common) {
  command.add_option("--threads", common.threads, "threads to work with (default: all cores)")
      ->check(CLI::Range(1, kMostThreads));
  command.add_option("--seed", common.seed, "seed of all randomness")->capture_default_str();
  command.add_flag("--json", common.json, "one JSON object a line instead of prose");
}

const Command* find_command(std::string_view name) {
  const auto found = std::find_if(std::begin(kCommands), std::end(kCommands),
                                  [&](const Command& command) { return command.name == name; });
  return found == std::end(kCommands) ? nullptr : found;
}

int usage_error(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App* asked = &app;
  while (!asked->get_subcommands().empty()) asked = asked->get_subcommands().front();
  std::string help = "--help";
  for (const CLI::App* a = asked; a != nullptr; a = a->get_parent()) help = a->get_name() + " " + help;
  complain(std::string(error.what()) + "; see " + help);
  return kWrongUsage;
}

/// CLI11 itself would only say that a command is missing.
int unknown_command(const std::string& word) {
  std::string known;
  for (const Command& command : kCommands) known += (known.empty() ? "" : ", ") + std::string(command.name);
  complain(word + ": there is no such command or file; choose one of: " + known);
  return kWrongUsage;
}

int finish_output(int code) {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
  complain("standard output: it cannot be written; check the disk or the pipe");
  return kFailure;
}

int run(Action& action) {
  try {
    return action();
  } catch (const std::exception& failure) {
    return complain(failure);
  }
}

}  // namespace

void complain(const std::string& message) { std::fprintf(stderr, "convlens: %s\n", message.c_str()); }

int complain(const std::exception& failure) {
  if (const auto* error = dynamic_cast<const Error*>(&failure)) {
    complain(error_text(*error));
  } else if (dynamic_cast<const std::bad_alloc*>(&failure) != nullptr) {
    complain("not enough memory; use a smaller model, image or data set");
  } else {
    complain(failure.what());
    if (dynamic_cast<const WrongUsage*>(&failure) != nullptr) return kWrongUsage;
  }
  return kFailure;
}

void tell_notes(const std::vector<Note>& notes) {
  for (const Note& note : notes) complain(ui::note_text(note).toStdString());
}

void tell_notes(const Samples& samples) { tell_notes(samples.notes()); }

int stopped(const std::string& what) {
  complain("stopped: " + what);
  return kFailure;
}

bool wants_command_line(int argc, char** argv) {
  if (argc < 2) return false;
  const std::string_view first = argv[1];
  if (find_command(first) != nullptr || first.starts_with("--") || first == "-h") return true;
  std::error_code ignored;
  return !first.starts_with("-") && !std::filesystem::exists(first, ignored);
}

int run_command_line(int argc, char** argv) {
  if (argc > 1 && argv[1][0] != '-' && find_command(argv[1]) == nullptr) return unknown_command(argv[1]);
  CLI::App app(
      "ConvLens: look inside a convolutional network while it learns. Without a command: the window.",
      "convlens");
  app.set_version_flag("--version", kVersion);
  app.require_subcommand(1);
  app.footer("\"convlens COMMAND --help\" explains a command, with an example.");
  CommonOptions common;
  std::vector<std::pair<CLI::App*, Action>> actions;
  for (const Command& command : kCommands) {
    CLI::App* sub = app.add_subcommand(std::string(command.name), std::string(command.summary));
    sub->footer("Example:\n  " + std::string(command.example));
    add_common_options(*sub, common);
    actions.emplace_back(sub, command.declare(*sub, common));
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) return usage_error(app, error);
    app.exit(error);  // --help or --version: prints and is no failure
    return finish_output(kSuccess);
  }
  for (auto& [sub, action] : actions)
    if (sub->parsed()) return finish_output(run(action));
  return kWrongUsage;
}

}  // namespace convlens::app
