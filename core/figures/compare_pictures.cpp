#include "core/figures/compare_pictures.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/render/colour_scale.h"

namespace convlens {
namespace {

constexpr int kColourChannels = 3;

std::vector<ComparePart> parts_of_maps(const FigureArray& array) {
  const int count = static_cast<int>(array.dimensions[0].size);
  const int height = static_cast<int>(array.dimensions[1].size), width = static_cast<int>(array.dimensions[2].size);
  if (height == 1 && width == 1) {
    const int side = static_cast<int>(std::ceil(std::sqrt(static_cast<double>(count))));
    return {{.name = {}, .height = (count + side - 1) / side, .width = side, .count = array.values.size()}};
  }
  std::vector<ComparePart> parts;
  const std::size_t area = static_cast<std::size_t>(height) * static_cast<std::size_t>(width);
  for (int i = 0; i < count; ++i)
    parts.push_back({.name = std::to_string(i), .unit = i, .first = static_cast<std::size_t>(i) * area,
                     .height = height, .width = width, .count = area});
  return parts;
}

/// (filters, channels, h, w): a picture each kernel.
std::vector<ComparePart> parts_of_filters(const FigureArray& array) {
  const int in = static_cast<int>(array.dimensions[1].size);
  std::vector<ComparePart> parts;
  const int height = static_cast<int>(array.dimensions[2].size), width = static_cast<int>(array.dimensions[3].size);
  const std::size_t area = static_cast<std::size_t>(height) * static_cast<std::size_t>(width);
  for (std::size_t i = 0; i * area < array.values.size(); ++i) {
    const int out = static_cast<int>(i) / in, channel = static_cast<int>(i) % in;
    parts.push_back({.name = std::to_string(out) + (in == 1 ? "" : "," + std::to_string(channel)), .unit = out,
                     .first = i * area, .height = height, .width = width, .count = area});
  }
  return parts;
}

/// ([units,] [channels,] h, w): a picture each unit.
std::vector<ComparePart> parts_of_pictures(const FigureArray& array) {
  const std::size_t rank = array.dimensions.size();
  ComparePart part{.name = {},
                   .channels = rank > 2 ? static_cast<int>(array.dimensions[rank - 3].size) : 1,
                   .height = static_cast<int>(array.dimensions[rank - 2].size),
                   .width = static_cast<int>(array.dimensions[rank - 1].size)};
  part.count = static_cast<std::size_t>(part.channels) * static_cast<std::size_t>(part.height) * static_cast<std::size_t>(part.width);
  std::vector<ComparePart> parts;
  for (std::size_t i = 0; i * part.count < array.values.size(); ++i) {
    part.first = i * part.count;
    if (rank > 3) {
      part.name = std::to_string(i);
      part.unit = static_cast<int>(i);
    }
    parts.push_back(part);
  }
  return parts;
}

/// What a scale has to reach: the planes that are painted, which for several channels are sums.
std::vector<float> as_painted(std::span<const float> values, const std::vector<ComparePart>& parts, bool colours_too) {
  std::vector<float> seen;
  for (const ComparePart& part : parts) {
    const std::vector<float> plane = plane_of(values, part);
    if (colours_too && is_colour(part))
      seen.insert(seen.end(), values.begin() + static_cast<std::ptrdiff_t>(part.first),
                  values.begin() + static_cast<std::ptrdiff_t>(part.first + part.count));
    else
      seen.insert(seen.end(), plane.begin(), plane.end());
  }
  return seen;
}

}  // namespace

std::vector<ComparePart> parts_of(const Comparison& comparison) {
  const FigureArray& array = comparison.a.array;
  switch (comparison.a.question.figure) {
    case ComparedFigure::probabilities:
      return {};
    case ComparedFigure::maps:
      return parts_of_maps(array);
    case ComparedFigure::filters:
      return parts_of_filters(array);
    default:
      break;
  }
  std::vector<ComparePart> parts = parts_of_pictures(array);
  // Each colour counts for itself and is seen as one map, as the method's own figure shows it.
  if (comparison.a.question.figure == ComparedFigure::saliency) parts.front().channels = 1;
  return parts;
}

float largest_difference(const Comparison& comparison, const ComparePart& part) {
  float largest = 0;
  for (std::size_t i = 0; i < part.count; ++i) largest = std::max(largest, std::abs(comparison.difference[part.first + i]));
  return largest;
}

std::vector<ComparePart> most_different(const Comparison& comparison, int unit, std::size_t count) {
  std::vector<ComparePart> parts = parts_of(comparison);
  const bool has_unit = std::any_of(parts.begin(), parts.end(), [&](const ComparePart& part) { return part.unit == unit; });
  if (unit >= 0 && has_unit) std::erase_if(parts, [&](const ComparePart& part) { return part.unit != unit; });
  std::vector<float> largest;
  for (const ComparePart& part : parts) largest.push_back(largest_difference(comparison, part));
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) { return largest[x] > largest[y]; });
  order.resize(std::min(order.size(), count));
  std::vector<ComparePart> chosen;
  for (const std::size_t i : order) chosen.push_back(parts[i]);
  return chosen;
}

std::vector<float> plane_of(std::span<const float> values, const ComparePart& part) {
  const std::size_t area = static_cast<std::size_t>(part.height) * static_cast<std::size_t>(part.width);
  const std::span<const float> own = values.subspan(part.first, part.count);
  std::vector<float> plane(own.begin(), own.begin() + static_cast<std::ptrdiff_t>(std::min(area, own.size())));
  plane.resize(area, std::numeric_limits<float>::quiet_NaN());
  for (std::size_t i = area; i < own.size(); ++i) plane[i % area] += own[i];
  return plane;
}

bool is_colour(const ComparePart& part) { return part.channels == kColourChannels; }

CompareScales scales_of(const Comparison& comparison) {
  const std::vector<ComparePart> parts = parts_of(comparison);
  const std::vector<float> a = as_painted(comparison.a.array.values, parts, true);
  const std::vector<float> b = as_painted(comparison.b.array.values, parts, true);
  CompareScales scales;
  scales.difference = range_of(as_painted(comparison.difference, parts, false), ColourMap::diverging);
  if (comparison.a.array.classes) {
    scales.map = ColourMap::categorical;
    scales.difference = {-1, 1};
    return scales;
  }
  if (comparison.a.question.figure == ComparedFigure::invert ||
      comparison.a.question.figure == ComparedFigure::maximise) {
    scales.map = ColourMap::grey;
    scales.a = scales.b = {0, 1};
    return scales;
  }
  const bool is_signed = scale_for(a) == ColourMap::diverging || scale_for(b) == ColourMap::diverging ||
                         comparison.a.question.figure == ComparedFigure::filters ||
                         comparison.a.question.figure == ComparedFigure::deconv;
  scales.map = is_signed ? ColourMap::diverging : ColourMap::sequential;
  scales.a = range_of(a, scales.map);
  scales.b = range_of(b, scales.map);
  scales.shared = comparison.a.question.figure != ComparedFigure::saliency ||
                  comparison.a.question.method == comparison.b.question.method;
  if (comparison.a.question.figure == ComparedFigure::occlude && comparison.a.question.map == OcclusionMap::probability)
    scales.a = scales.b = {0, 1};
  if (scales.shared)
    scales.a = scales.b = {std::min(scales.a.low, scales.b.low), std::max(scales.a.high, scales.b.high)};
  return scales;
}

}  // namespace convlens
