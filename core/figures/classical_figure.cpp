#include "core/figures/classical_figure.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/figures/json_text.h"
#include "core/render/sheet.h"

namespace convlens {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostTiles = 1024;  // on a sheet; the arrays hold all

std::vector<ClassicalKernel> kernels_for(const Model& model, int node, const Filters& filters) {
  std::vector<ClassicalKernel> kernels = classical_kernels(filters.height, filters.width);
  if (kernels.empty())
    throw Error(ErrorKind::bad_value, model.graph->node(node).name,
                "filters of " + std::to_string(filters.height) + "x" + std::to_string(filters.width),
                "filters of 3x3 or larger");
  return kernels;
}

/// visit(out, in, kernel), until stopped.
template <typename Visit>
void for_each_kernel(const Filters& filters, const std::stop_token& stop, Visit&& visit) {
  const auto area = static_cast<std::size_t>(filters.height) * static_cast<std::size_t>(filters.width);
  for (int out = 0; out < filters.out; ++out)
    for (int in = 0; in < filters.in && !stop.stop_requested(); ++in)
      visit(out, in,
            std::span(filters.values)
                .subspan(static_cast<std::size_t>(out * filters.in + in) * area, area));
}

std::vector<Json> likenesses(const Model& model, int node, const std::stop_token& stop = {}) {
  const Filters filters = filters_of(model, node);
  const std::vector<ClassicalKernel> classical = kernels_for(model, node, filters);
  std::vector<Json> all;
  for_each_kernel(filters, stop, [&](int out, int in, std::span<const float> kernel) {
    const KernelLikeness like = most_like(kernel, classical);
    const PassBand band = pass_band(frequency_response(kernel, filters.height, filters.width));
    all.push_back({{"layer", model.graph->node(node).name},
                   {"filter", out},
                   {"channel", in},
                   {"classical", classical[static_cast<std::size_t>(like.kernel)].name},
                   {"cosine", like.cosine},
                   {"passes", pass_band_name(band)}});
  });
  return all;
}

void add_responses(FigureFiles& files, const Filters& filters, const std::string& layer, Tables tables,
                   const std::stop_token& stop) {
  std::vector<float> responses;
  std::vector<std::string> captions;
  for_each_kernel(filters, stop, [&](int out, int in, std::span<const float> kernel) {
    const std::vector<float> response = frequency_response(kernel, filters.height, filters.width);
    responses.insert(responses.end(), response.begin(), response.end());
    captions.push_back(std::to_string(out) + (filters.in == 1 ? "" : "," + std::to_string(in)));
  });
  if (stop.stop_requested()) return;
  const Dimension dimensions[] = {{"filter", filters.out},
                                  {"channel", filters.in},
                                  {"frequency_y", kResponseSide},
                                  {"frequency_x", kResponseSide}};
  add_array(files, "response", dimensions, responses, tables);
  constexpr std::size_t kArea = std::size_t{kResponseSide} * kResponseSide;
  const std::size_t shown = std::min(captions.size(), kMostTiles);
  Sheet sheet{.tiles = {}, .captions = {}, .title = {}, .map = ColourMap::sequential, .range = {}};
  sheet.title = layer + ": |Fourier transform| of each kernel, frequency 0 in the middle";
  sheet.range = range_of(responses, ColourMap::sequential);
  for (std::size_t i = 0; i < shown; ++i)
    sheet.tiles.push_back(paint_map(std::span(responses).subspan(i * kArea, kArea), kResponseSide, kResponseSide,
                                    sheet.map, sheet.range, tile_zoom(kResponseSide, kResponseSide, static_cast<int>(shown))));
  sheet.captions.assign(captions.begin(), captions.begin() + static_cast<std::ptrdiff_t>(shown));
  add_picture(files, "response", paint_sheet(sheet));
}

void add_filtered(FigureFiles& files, std::span<const float> picture, const Shape& shape,
                  const std::vector<ClassicalKernel>& kernels, Tables tables, const std::stop_token& stop) {
  std::vector<float> all;
  Sheet sheet{.tiles = {}, .captions = {}, .title = "the picture under each filter, each on its own scale",
              .map = ColourMap::diverging, .range = {}, .legend = false};
  const auto area = static_cast<std::size_t>(shape.height) * static_cast<std::size_t>(shape.width);
  for (const ClassicalKernel& kernel : kernels) {
    if (stop.stop_requested()) return;
    const std::vector<float> result = filtered(picture, shape, kernel);
    all.insert(all.end(), result.begin(), result.end());
    const auto plane = std::span(result).first(area);
    sheet.tiles.push_back(paint_map(plane, shape.height, shape.width, sheet.map, range_of(plane, sheet.map),
                                    tile_zoom(shape.height, shape.width, static_cast<int>(kernels.size()))));
    sheet.captions.push_back(kernel.name);
  }
  const Dimension dimensions[] = {{"kernel", static_cast<std::int64_t>(kernels.size())},
                                  {"channel", shape.channels},
                                  {"y", shape.height},
                                  {"x", shape.width}};
  if (stop.stop_requested()) return;
  add_array(files, "filtered", dimensions, all, tables);
  add_picture(files, "filtered", paint_sheet(sheet));
}

}  // namespace

std::vector<std::string> classical_lines(const Model& model, int node) {
  std::vector<std::string> lines;
  for (const Json& one : likenesses(model, node)) lines.push_back(json_text(one));
  return lines;
}

FigureFiles classical_figure(const Model& model, int node, std::span<const float> picture, Tables tables,
                             std::stop_token stop) {
  const Filters filters = filters_of(model, node);
  const std::vector<ClassicalKernel> kernels = kernels_for(model, node, filters);
  std::vector<float> values;
  Json names = Json::array();
  for (const ClassicalKernel& kernel : kernels) {
    values.insert(values.end(), kernel.values.begin(), kernel.values.end());
    names.push_back(kernel.name);
  }
  const Json object = {{"classical", names}, {"filters", likenesses(model, node, stop)}};
  const Dimension dimensions[] = {
      {"kernel", static_cast<std::int64_t>(kernels.size())}, {"y", filters.height}, {"x", filters.width}};
  FigureFiles files;
  files.push_back({"classical.json", json_text(object) + "\n"});
  add_array(files, "classical", dimensions, values, tables);
  add_responses(files, filters, model.graph->node(node).name, tables, stop);
  if (!picture.empty()) add_filtered(files, picture, model.graph->input_shape(), kernels, tables, stop);
  return stop.stop_requested() ? FigureFiles{} : files;
}

}  // namespace convlens
