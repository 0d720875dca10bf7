#include <cstdio>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/json_line.h"
#include "app/cli/outputs.h"
#include "app/cli/progress_bar.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/data/dataset.h"
#include "core/data/download.h"

namespace convlens::app {
namespace {

struct Arguments {
  std::string name, url, to;
};

struct Listed {
  const char* word;
  const char* what;
};
constexpr Listed kDataSets[] = {
    {"generated", "handwritten-like digits, endless, no file needed"},
    {"mnist[:DIR]", "the four IDX files, plain or .gz"},
    {"fashion[:DIR]", "Fashion-MNIST"},
    {"cifar10[:DIR]", "CIFAR-10, binary version"},
    {"folder:DIR", "a folder of images, one subfolder a class"},
    {"strokes:FILE", "drawings, JSON lines"},
};

int list(const CommonOptions& common) {
  for (const Listed& data : kDataSets) {
    const std::string word = data.word;
    const std::string kind = word.substr(0, word.find_first_of("[:"));
    const auto places = dataset_places(kind);
    const bool present = kind == "generated" || (!places.empty() && dataset_present({kind, {}}));
    if (common.json) {
      Json looked = Json::array();
      for (const auto& place : places) looked.push_back(place.string());
      print_json({{"name", kind}, {"what", data.what}, {"present", present}, {"places", looked}});
      continue;
    }
    std::printf("%-14s %-9s %s\n", data.word,
                present          ? "ready"
                : places.empty() ? ""
                                 : "not here",
                data.what);
  }
  if (!common.json && !dataset_present({"mnist", {}}))
    std::printf("\"convlens data get mnist\" downloads MNIST (11 MB) to %s\n",
                dataset_places("mnist").front().c_str());
  return kSuccess;
}

int get(const Arguments& arguments, const CommonOptions& common) {
  const std::filesystem::path folder =
      arguments.to.empty() ? dataset_places("mnist").front() : std::filesystem::path(arguments.to);
  make_folder(folder);
  const StopOnInterrupt interrupt;
  ProgressBar bar("MNIST");
  const bool complete = download_mnist(folder, arguments.url, interrupt.token(), bar.callback());
  bar.clear();
  if (!complete) return stopped("what has arrived is kept; start again to go on");
  if (common.json)
    print_json({{"name", "mnist"}, {"folder", folder.string()}});
  else
    std::printf("MNIST is in %s, all four files checked\n", folder.c_str());
  return kSuccess;
}

}  // namespace

Action declare_data(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* download = command.add_subcommand("get", "download a data set, resumable and checked");
  download->fallthrough();  // --json and its like may stand after it, too
  download->add_option("name", arguments->name, "mnist")->required()->check(CLI::IsMember({"mnist"}));
  download->add_option("--url", arguments->url, "folder on a server that holds the four .gz files");
  download->add_option("--to", arguments->to, "folder to put them into (default: where mnist is looked for)");
  download->footer("Example:\n  convlens data get mnist");
  return
      [arguments, download, &common] { return download->parsed() ? get(*arguments, common) : list(common); };
}

}  // namespace convlens::app
