#include <algorithm>
#include <cstdio>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/json_line.h"
#include "app/cli/models.h"
#include "app/cli/outputs.h"
#include "core/formats/npy.h"
#include "core/render/sheet.h"

namespace convlens::app {
namespace {

constexpr std::size_t kMostTiles = 4096;  // a gallery that a picture viewer still opens; the NPY holds all

struct Arguments {
  std::string model, layer, out;
};

/// A tile for each pair of an output and an input map, named "output,input" ("output" alone where there is
/// one input), all on one diverging scale.
Sheet gallery(const Filters& filters, const std::string& layer) {
  const std::size_t area = static_cast<std::size_t>(filters.height) * static_cast<std::size_t>(filters.width);
  const std::size_t all = filters.values.size() / area, shown = std::min(all, kMostTiles);
  const int zoom = tile_zoom(filters.height, filters.width, static_cast<int>(shown));
  Sheet sheet{.tiles = {},
              .captions = {},
              .title = {},
              .map = ColourMap::diverging,
              .range = range_of(filters.values, ColourMap::diverging)};
  sheet.title = layer + ": " + std::to_string(filters.out) + " filters on " + std::to_string(filters.in) +
                (filters.in == 1 ? " map" : " maps");
  if (shown < all) sheet.title += " (the first " + std::to_string(shown) + " of " + std::to_string(all) + ")";
  for (std::size_t i = 0; i < shown; ++i) {
    const std::span<const float> tile(filters.values.data() + i * area, area);
    sheet.tiles.push_back(paint_map(tile, filters.height, filters.width, sheet.map, sheet.range, zoom));
    const std::size_t in = static_cast<std::size_t>(filters.in);
    sheet.captions.push_back(std::to_string(i / in) + (in == 1 ? "" : "," + std::to_string(i % in)));
  }
  return sheet;
}

int save_filters(const Arguments& arguments, const CommonOptions& common) {
  const Model model = load_model(arguments.model);
  const Filters filters = filters_of(model, find_convolution(*model.graph, arguments.layer));
  const std::filesystem::path folder = arguments.out;
  make_folder(folder);
  const std::int64_t dims[] = {filters.out, filters.in, filters.height, filters.width};
  save_npy(folder / "filters.npy", dims, filters.values);
  save_picture(folder / "filters.png", paint_sheet(gallery(filters, arguments.layer)));
  if (common.json) {
    print_json({{"layer", arguments.layer},
                {"shape", {filters.out, filters.in, filters.height, filters.width}},
                {"files", {"filters.npy", "filters.png"}}});
  } else {
    std::printf("%s: %d filters of %dx%dx%d in %s (filters.png, filters.npy)\n", arguments.layer.c_str(),
                filters.out, filters.in, filters.height, filters.width, arguments.out.c_str());
  }
  return kSuccess;
}

}  // namespace

Action declare_filters(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command.add_option("--model", arguments->model, "a preset's name or an .onnx file")->required();
  command.add_option("--layer", arguments->layer, "a convolution, as info names it")->required();
  command.add_option("--out", arguments->out, "folder for filters.png and filters.npy")->required();
  return [arguments, &common] { return save_filters(*arguments, common); };
}

}  // namespace convlens::app
