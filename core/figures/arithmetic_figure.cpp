#include "core/figures/arithmetic_figure.h"

#include <algorithm>
#include <cmath>
#include <cstdarg>
#include <cstdio>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/figures/json_text.h"
#include "core/render/canvas.h"
#include "core/render/sheet.h"

namespace convlens {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostParts = 64;  // on the sheet; the array and the JSON hold all
constexpr int kGap = 4;
constexpr double kTen = 10.0;

enum Plane { kValues, kWeights, kProducts };

float number_in(const Arithmetic& a, const ArithmeticCell& cell, Plane plane) {
  if (cell.padding && plane != kWeights) return std::numeric_limits<float>::quiet_NaN();
  if (plane == kValues) return cell.value;
  if (plane == kWeights) return cell.weight;
  return static_cast<float>(static_cast<double>(cell.product) / std::pow(kTen, a.decimals));
}

/// One plane of one part, its last row filled up.
std::vector<float> plane_of(const Arithmetic& a, const ArithmeticPart& part, Plane plane) {
  std::vector<float> numbers;
  for (const ArithmeticCell& cell : part.cells) numbers.push_back(number_in(a, cell, plane));
  numbers.resize(static_cast<std::size_t>(part.height) * static_cast<std::size_t>(part.width),
                 std::numeric_limits<float>::quiet_NaN());
  return numbers;
}

std::vector<float> all_of(const Arithmetic& a, Plane plane) {
  std::vector<float> numbers;
  for (const ArithmeticPart& part : a.parts) {
    const std::vector<float> more = plane_of(a, part, plane);
    numbers.insert(numbers.end(), more.begin(), more.end());
  }
  return numbers;
}

VectorPicture paint(const Arithmetic& a) {
  std::vector<Plane> planes{kValues};
  if (a.has_products) planes = {kValues, kWeights, kProducts};
  std::vector<ValueRange> ranges;
  for (const Plane plane : planes) ranges.push_back(range_of(all_of(a, plane), ColourMap::diverging));
  const std::size_t shown = std::min(a.parts.size(), kMostParts);
  const ArithmeticPart& first = a.parts.front();
  const int zoom = tile_zoom(first.height, first.width, static_cast<int>(shown * planes.size()));
  const int step = first.width * zoom + kGap;
  Sheet sheet{.tiles = {}, .captions = {}, .title = {}, .map = ColourMap::diverging, .range = ranges.back()};
  sheet.title = a.has_products ? "values, weights and products of each channel (scale: products)" : "values";
  for (std::size_t i = 0; i < shown; ++i) {
    Canvas canvas(static_cast<int>(planes.size()) * step - kGap, first.height * zoom);
    for (std::size_t p = 0; p < planes.size(); ++p)
      canvas.place(paint_map(plane_of(a, a.parts[i], planes[p]), a.parts[i].height, a.parts[i].width,
                             ColourMap::diverging, ranges[p], zoom),
                   static_cast<int>(p) * step, 0);
    sheet.tiles.push_back(std::move(canvas).take());
    sheet.captions.push_back(std::to_string(a.parts[i].channel) + ": " + decimal_text(a.parts[i].sum, a.decimals));
  }
  return paint_sheet(sheet);
}

Json part_json(const Arithmetic& a, const ArithmeticPart& part) {
  Json values = Json::array(), weights = Json::array(), products = Json::array(), padding = Json::array();
  for (const ArithmeticCell& cell : part.cells) {
    values.push_back(cell.value);
    weights.push_back(cell.weight);
    products.push_back(decimal_text(cell.product, a.decimals));
    padding.push_back(cell.padding);
  }
  Json object = {{"channel", part.channel}, {"height", part.height}, {"width", part.width}, {"values", values}};
  object["padding"] = padding;
  if (a.has_products) object["weights"] = weights;
  object["products"] = products;
  object["sum"] = decimal_text(part.sum, a.decimals);
  return object;
}

[[gnu::format(printf, 1, 2)]] std::string formatted(const char* form, ...) {
  constexpr std::size_t kLongest = 256;
  char text[kLongest];
  va_list arguments;
  va_start(arguments, form);
  std::vsnprintf(text, kLongest, form, arguments);
  va_end(arguments);
  return text;
}

std::string cell_text(const Arithmetic& a, const ArithmeticCell& cell) {
  if (cell.padding) return a.has_products ? formatted("%14s x %14.9g", "0 (padding)", static_cast<double>(cell.weight))
                                          : formatted("%14s", "padding");
  const double value = static_cast<double>(cell.value), weight = static_cast<double>(cell.weight);
  if (!a.has_products) return formatted("%14.9g%s", value, cell.chosen ? " *" : "");
  return formatted("%14.9g x %14.9g = %s", value, weight, decimal_text(cell.product, a.decimals).c_str());
}

}  // namespace

std::string arithmetic_json(const Model& model, const Arithmetic& a) {
  Json object = {{"layer", model.graph->node(a.node).name},
                 {"kind", model.graph->node(a.node).layer->kind()},
                 {"unit", a.unit},
                 {"position", {a.position.y, a.position.x}},
                 {"formula", a.formula},
                 {"parts", Json::array()}};
  for (const ArithmeticPart& part : a.parts) object["parts"].push_back(part_json(a, part));
  object["sum"] = decimal_text(a.sum, a.decimals);
  for (const ArithmeticStep& step : a.steps) {
    if (a.is_sum())
      object["numbers"][step.name] = decimal_text(a.term(step), a.decimals);
    else
      object["numbers"][step.name] = step.value;
  }
  if (a.is_sum())
    object["total"] = decimal_text(a.total, a.decimals);
  else
    object["total"] = a.value;
  object["result"] = a.result;
  object["difference"] = a.difference();
  return json_text(object) + "\n";
}

std::string arithmetic_text(const Model& model, const Arithmetic& a) {
  const Node& node = model.graph->node(a.node);
  std::string text = formatted("%s, unit %d at (%d, %d): ", node.name.c_str(), a.unit, a.position.y, a.position.x) +
                     a.formula + "\n";
  for (const ArithmeticPart& part : a.parts) {
    text += formatted("channel %d\n", part.channel);
    for (std::size_t i = 0; i < part.cells.size(); ++i)
      text += formatted("  (%zu, %zu) ", i / static_cast<std::size_t>(part.width), i % static_cast<std::size_t>(part.width)) +
              cell_text(a, part.cells[i]) + "\n";
    text += "  sum " + decimal_text(part.sum, a.decimals) + "\n";
  }
  if (a.parts.size() > 1) text += "sum of the channels " + decimal_text(a.sum, a.decimals) + "\n";
  for (const ArithmeticStep& step : a.steps)
    text += step.name + " " + (a.is_sum() ? decimal_text(a.term(step), a.decimals) : formatted("%.12g", step.value)) + "\n";
  text += a.formula + " = " + (a.is_sum() ? decimal_text(a.total, a.decimals) : formatted("%.12g", a.value)) + "\n";
  text += formatted("the network's own value %.9g (rounding: %.1e)\n", static_cast<double>(a.result), a.difference());
  return text;
}

FigureFiles arithmetic_figure(const Model& model, const Arithmetic& a, Tables tables) {
  FigureFiles files;
  files.push_back({"arithmetic.json", arithmetic_json(model, a)});
  const ArithmeticPart& first = a.parts.front();
  const bool alike = std::all_of(a.parts.begin(), a.parts.end(), [&](const ArithmeticPart& part) {
    return part.height == first.height && part.width == first.width;
  });
  if (alike) {
    std::vector<float> numbers;
    for (const Plane plane : {kValues, kWeights, kProducts}) {
      const std::vector<float> more = all_of(a, plane);
      numbers.insert(numbers.end(), more.begin(), more.end());
    }
    const Dimension dimensions[] = {
        {"plane", 3}, {"part", static_cast<std::int64_t>(a.parts.size())}, {"y", first.height}, {"x", first.width}};
    add_array(files, "arithmetic", dimensions, numbers, tables);
  }
  add_picture(files, "arithmetic", paint(a));
  return files;
}

}  // namespace convlens
