#include "core/model/presets.h"

#include <algorithm>
#include <cstdio>

#include "app/cli/command.h"
#include "app/cli/json_line.h"
#include "app/cli/models.h"

namespace convlens::app {
namespace {

int list(const CommonOptions& common) {
  const std::vector<std::string> trained = trained_presets();
  for (const Preset& preset : presets()) {
    const auto graph = preset.build();
    const bool is_trained = std::find(trained.begin(), trained.end(), preset.name) != trained.end();
    const Shape& input = graph->input_shape();
    if (common.json) {
      print_json({{"name", preset.name},
                  {"summary", preset.summary},
                  {"trained", is_trained},
                  {"input", {input.channels, input.height, input.width}},
                  {"parameters", graph->parameter_count()}});
      continue;
    }
    std::printf("%-19s %-8s input %-9s %9zu parameters  %s\n", std::string(preset.name).c_str(),
                is_trained ? "trained" : "-", to_string(input).c_str(), graph->parameter_count(),
                std::string(preset.summary).c_str());
  }
  return kSuccess;
}

}  // namespace

Action declare_presets(CLI::App&, const CommonOptions& common) {
  return [&common] { return list(common); };
}

}  // namespace convlens::app
