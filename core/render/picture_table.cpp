#include "core/render/picture_table.h"

#include <algorithm>

namespace convlens {
namespace {

constexpr int kMargin = 16, kGap = 6, kTextGap = 4, kTitleGap = 10;

int widest(const std::vector<std::string>& texts) {
  int width = 0;
  for (const std::string& text : texts) width = std::max(width, text_width(text, kCaptionText));
  return width;
}

}  // namespace

VectorPicture paint_table(const PictureTable& table) {
  int cell_width = std::max(widest(table.columns), widest(table.second_line)), cell_height = line_height(kCaptionText);
  for (const Pixels& picture : table.pictures) {
    cell_width = std::max(cell_width, picture.width);
    cell_height = std::max(cell_height, picture.height);
  }
  const int columns = static_cast<int>(table.columns.size()), rows = static_cast<int>(table.rows.size());
  const int line = line_height(kCaptionText) + kTextGap;
  const int left = kMargin + widest(table.rows) + (table.rows.empty() ? 0 : kGap + kTextGap);
  const int names = kMargin + line_height(kTitleText) + kTitleGap;
  const int top = names + line * (table.second_line.empty() ? 1 : 2);
  VectorPicture drawing(
      std::max(left + columns * (cell_width + kGap) - kGap, kMargin + text_width(table.title, kTitleText)) +
          kMargin,
      top + rows * (cell_height + kGap) - kGap + kMargin);
  drawing.text(table.title, kMargin, kMargin, kTitleText);
  for (int c = 0; c < columns; ++c) {
    const int middle = left + c * (cell_width + kGap) + cell_width / 2;
    drawing.text(table.columns[static_cast<std::size_t>(c)], middle, names, kCaptionText, Align::centre);
    if (!table.second_line.empty())
      drawing.text(table.second_line[static_cast<std::size_t>(c)], middle, names + line, kCaptionText,
                   Align::centre);
  }
  for (int r = 0; r < rows; ++r) {
    const int y = top + r * (cell_height + kGap);
    drawing.text(table.rows[static_cast<std::size_t>(r)], left - kGap - kTextGap,
                 y + (cell_height - line_height(kCaptionText)) / 2, kCaptionText, Align::right);
    for (int c = 0; c < columns; ++c) {
      const Pixels& picture = table.pictures[static_cast<std::size_t>(r * columns + c)];
      if (picture.width == 0) continue;
      const int x = left + c * (cell_width + kGap) + (cell_width - picture.width) / 2;
      const int lower = y + (cell_height - picture.height) / 2;
      drawing.place(picture, x, lower);
      drawing.frame(x, lower, picture.width, picture.height);
    }
  }
  return drawing;
}

std::vector<std::size_t> evenly_chosen(std::size_t count, std::size_t most) {
  const std::size_t chosen = std::min(count, most);
  std::vector<std::size_t> indices;
  for (std::size_t i = 0; i < chosen; ++i)
    indices.push_back(chosen == 1 ? 0 : (i * (count - 1) + (chosen - 1) / 2) / (chosen - 1));
  return indices;
}

}  // namespace convlens
