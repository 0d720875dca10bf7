#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/render/vector_picture.h"
#include "core/tensor/shape.h"

namespace convlens {

struct Sheet {
  std::vector<Pixels> tiles;          ///< all of one size
  std::vector<std::string> captions;  ///< one a tile, or none
  std::string title;
  ColourMap map = ColourMap::sequential;
  ValueRange range;  ///< for the legend with numbers
  bool legend = true;
};

/// How large to draw the pixels of `count` maps on one sheet: a map is no speck when alone or among a few,
/// and a layer of hundreds still fits a screen or two. At least 1.
int tile_zoom(int height, int width, int count);
/// The same for one map that has a figure of its own.
int figure_zoom(int height, int width);

/// Tiles in a near-square grid with gaps, captions, a title and the colour scale's legend with its numbers.
/// Texts are printable ASCII; other characters show as question marks.
VectorPicture paint_sheet(const Sheet& sheet);
/// Every map of a layer (c, h, w) as a tile with its index, all on one scale.
VectorPicture paint_maps(std::span<const float> chw, const Shape& shape, ColourMap map, ValueRange range,
                         const std::string& title);
/// One map with its axis ticks and legend.
VectorPicture paint_figure(std::span<const float> values, int height, int width, ColourMap map,
                           ValueRange range, const std::string& title);
/// A map of class indices with a legend of names (only the classes that occur). -1: not computed.
VectorPicture paint_classes(std::span<const std::int32_t> labels, int height, int width,
                            std::span<const std::string> class_names, const std::string& title);

}  // namespace convlens
