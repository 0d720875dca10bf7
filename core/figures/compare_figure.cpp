#include "core/figures/compare_figure.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/figures/compare_pictures.h"
#include "core/figures/json_text.h"

namespace convlens {
namespace {

using Json = nlohmann::ordered_json;

Json side_json(const CompareSide& side) {
  Json object = Json::object();
  if (!side.layer.empty()) object["layer"] = side.layer;
  if (side.question.figure == ComparedFigure::deconv) object["rule"] = word_of(side.question.projection.rule);
  if (side.question.figure == ComparedFigure::saliency) object["method"] = side.question.method->name;
  if (side.map) object["map"] = *side.map;
  if (side.label) {
    object["label"] = *side.label;
    object["class"] = side.class_name;
  }
  if (side.error) object["error"] = *side.error;
  return object;
}

/// The place of a value, an index a dimension.
std::vector<std::int64_t> place_of(const FigureArray& array, std::size_t index) {
  std::vector<std::int64_t> place(array.dimensions.size());
  auto rest = static_cast<std::int64_t>(index);
  for (std::size_t i = place.size(); i-- > 0;) {
    place[i] = rest % array.dimensions[i].size;
    rest /= array.dimensions[i].size;
  }
  return place;
}

void tell(Json& object, const Difference& numbers, bool classes) {
  if (!classes) {
    object["largest_difference"] = numbers.largest;
    object["relative_l2"] = numbers.relative_l2;
    object["cosine"] = numbers.cosine;
    object["rank_correlation"] = numbers.rank_correlation;
  }
  object["differing"] = numbers.differing;
}

/// The values of one unit of a layer, from the first to the last.
std::span<const float> values_of_unit(const std::vector<ComparePart>& parts, int unit, const FigureArray& array) {
  const auto is_of_unit = [&](const ComparePart& part) { return part.unit == unit; };
  const auto first = std::find_if(parts.begin(), parts.end(), is_of_unit);
  if (first == parts.end()) return {};
  const auto count = static_cast<std::size_t>(std::count_if(parts.begin(), parts.end(), is_of_unit));
  return std::span(array.values).subspan(first->first, count * first->count);
}

/// (channels, h, w) summed over the colours; (h, w) as it is.
void sum_over_colours(FigureArray& array) {
  constexpr std::size_t kOfOneMap = 2;
  if (array.dimensions.size() == kOfOneMap) return;
  const std::size_t area = array.values.size() / static_cast<std::size_t>(array.dimensions.front().size);
  for (std::size_t i = area; i < array.values.size(); ++i) array.values[i % area] += array.values[i];
  array.values.resize(area);
  array.dimensions.erase(array.dimensions.begin());
}

}  // namespace

Comparison compare(CompareSide a, CompareSide b) {
  // Integrated gradients say something of each colour, the other methods of each pixel.
  if (a.question.figure == ComparedFigure::saliency && a.array.dimensions.size() != b.array.dimensions.size()) {
    sum_over_colours(a.array);
    sum_over_colours(b.array);
  }
  const std::string found = shape_text(b.array), expected = shape_text(a.array);
  if (found != expected || a.array.values.empty())
    throw Error(ErrorKind::shape_mismatch, std::string(kind_of(a.question.figure).word) + " of B", found,
                expected + " as A has it");
  Comparison comparison{.a = std::move(a), .b = std::move(b), .difference = {}, .numbers = {}};
  const std::vector<float>&of_a = comparison.a.array.values, &of_b = comparison.b.array.values;
  comparison.difference = minus(of_a, of_b);
  if (comparison.a.array.classes)
    for (float& value : comparison.difference) value = value == 0 ? 0.0f : 1.0f;
  comparison.numbers = difference_of(of_a, of_b);
  return comparison;
}

std::string compare_json(const Comparison& comparison, int unit) {
  const bool classes = comparison.a.array.classes;
  Json object;
  object["figure"] = kind_of(comparison.a.question.figure).word;
  if (comparison.a.question.figure == ComparedFigure::occlude) object["of"] = word_of(comparison.a.question.map);
  object["a"] = side_json(comparison.a);
  object["b"] = side_json(comparison.b);
  for (const Dimension& d : comparison.a.array.dimensions) object["shape"].push_back(d.size);
  tell(object, comparison.numbers, classes);
  if (!classes) object["at"] = place_of(comparison.a.array, comparison.numbers.at);
  const std::vector<ComparePart> parts = parts_of(comparison);
  if (const auto of_a = values_of_unit(parts, unit, comparison.a.array); unit >= 0 && !of_a.empty()) {
    Json one{{"unit", unit}};
    tell(one, difference_of(of_a, values_of_unit(parts, unit, comparison.b.array)), classes);
    object["of_unit"] = one;
  }
  return json_text(object) + "\n";
}

FigureFiles compare_figure(const Comparison& comparison, int unit, Tables tables) {
  const FigureArray difference{comparison.a.array.dimensions, comparison.difference, comparison.a.array.classes};
  FigureFiles files;
  add_array(files, "a", comparison.a.array, tables);
  add_array(files, "b", comparison.b.array, tables);
  add_array(files, "difference", difference, tables);
  add_picture(files, "compare", paint_comparison(comparison, unit));
  files.push_back({"compare.json", compare_json(comparison, unit)});
  return files;
}

}  // namespace convlens
