#include "core/figures/confusion_figure.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/data/dataset.h"
#include "core/figures/json_text.h"
#include "core/render/legend.h"

namespace convlens {
namespace {

constexpr int kMargin = 16, kGap = 8, kPad = 5;
constexpr int kNarrowestCell = 40, kCellHeight = 26;
constexpr int kTextTop = (kCellHeight - static_cast<int>(kCaptionText.cap_height)) / 2;  // in a row of cells
constexpr int kMostNumbers = 30;  // classes that the matrix has names and numbers for
constexpr int kMatrixSide = 900;  // pixels that the matrix of more aims at
constexpr int kLegendLength = 280;
constexpr Colour kWhite{255, 255, 255, 255}, kBlack{0, 0, 0, 255};

std::vector<std::string> names_of(const Model& model, const Samples& samples, std::size_t classes) {
  std::vector<std::string> names;
  for (std::size_t c = 0; c < classes; ++c)
    names.push_back(c < samples.class_names().size() ? samples.class_names()[c]
                                                     : class_name(model, static_cast<int>(c)));
  return names;
}

struct Matrix {
  const std::vector<std::vector<int>>& counts;
  const std::vector<std::string>& names;
  std::string title;

  int classes() const { return static_cast<int>(counts.size()); }
  int at(int truth, int read) const {
    return counts[static_cast<std::size_t>(truth)][static_cast<std::size_t>(read)];
  }
  /// Of the misread ones.
  ValueRange range() const {
    int largest = 1;
    for (int truth = 0; truth < classes(); ++truth)
      for (int read = 0; read < classes(); ++read)
        if (truth != read) largest = std::max(largest, at(truth, read));
    return {0, static_cast<float>(largest)};
  }
};

Colour ink_on(Colour ground) {
  constexpr int kRed = 299, kGreen = 587, kBlue = 114, kMiddle = 128 * 1000;  // ITU-R BT.601's luma
  return kRed * ground.r + kGreen * ground.g + kBlue * ground.b > kMiddle ? kBlack : kWhite;
}

void draw_cell(VectorPicture& drawing, const Matrix& matrix, int truth, int read, int x, int y, int width) {
  const int images = matrix.at(truth, read);
  const bool right = truth == read;
  const Colour ground =
      right ? kPaperColour : colour_of(static_cast<float>(images), ColourMap::sequential, matrix.range());
  drawing.fill(x, y, width - 1, kCellHeight - 1, ground);
  if (right) drawing.frame(x + 1, y + 1, width - 3, kCellHeight - 3);
  if (images > 0)
    drawing.text(std::to_string(images), x + width / 2, y + kTextTop, kCaptionText, Align::centre,
                 ink_on(ground));
}

VectorPicture paint_numbers(const Matrix& matrix) {
  int widest = 0;
  for (const std::string& name : matrix.names) widest = std::max(widest, text_width(name, kCaptionText));
  const int cell = std::max(kNarrowestCell, widest + 2 * kPad), line = line_height(kCaptionText);
  const int left = kMargin + widest + kGap, names = kMargin + line_height(kTitleText) + 2 * kGap,
            top = names + line + kGap;
  const int classes = matrix.classes(), below = top + classes * kCellHeight + kGap;
  VectorPicture drawing(
      std::max(left + classes * cell, kMargin + text_width(matrix.title, kTitleText)) + kMargin,
      below + legend_height() + kMargin);
  drawing.text(matrix.title, kMargin, kMargin, kTitleText);
  for (int c = 0; c < classes; ++c) {
    const std::string& name = matrix.names[static_cast<std::size_t>(c)];
    drawing.text(name, left + c * cell + cell / 2, names, kCaptionText, Align::centre);
    const int y = top + c * kCellHeight;
    drawing.text(name, left - kGap, y + kTextTop, kCaptionText, Align::right);
    for (int read = 0; read < classes; ++read)
      draw_cell(drawing, matrix, c, read, left + read * cell, y, cell);
  }
  draw_legend_below(drawing, left, below, kLegendLength, ColourMap::sequential, matrix.range());
  return drawing;
}

/// Of very many classes colours alone.
VectorPicture paint_colours(const Matrix& matrix) {
  const int classes = matrix.classes(), zoom = std::max(1, kMatrixSide / classes), side = classes * zoom;
  std::vector<float> values;
  for (int truth = 0; truth < classes; ++truth)
    for (int read = 0; read < classes; ++read)
      values.push_back(truth == read ? std::numeric_limits<float>::quiet_NaN()
                                     : static_cast<float>(matrix.at(truth, read)));
  const int top = kMargin + line_height(kTitleText) + kGap, below = top + side + kGap;
  VectorPicture drawing(std::max(side, text_width(matrix.title, kTitleText)) + 2 * kMargin,
                        below + legend_height() + kMargin);
  drawing.text(matrix.title, kMargin, kMargin, kTitleText);
  drawing.place(paint_map(values, classes, classes, ColourMap::sequential, matrix.range(), zoom), kMargin,
                top);
  drawing.frame(kMargin, top, side, side);
  draw_legend_below(drawing, kMargin, below, kLegendLength, ColourMap::sequential, matrix.range());
  return drawing;
}

}  // namespace

FigureFiles confusion_figure(const Model& model, const Samples& samples, const std::string& data,
                             const std::vector<std::vector<int>>& counts, std::vector<Misread> misread,
                             Tables tables) {
  const std::vector<std::string> names = names_of(model, samples, counts.size());
  std::vector<std::int32_t> flat;
  long long count = 0, right = 0;
  for (std::size_t truth = 0; truth < counts.size(); ++truth)
    for (std::size_t read = 0; read < counts.size(); ++read) {
      flat.push_back(counts[truth][read]);
      count += counts[truth][read];
      right += truth == read ? counts[truth][read] : 0;
    }
  std::ranges::sort(misread, {}, &Misread::index);
  nlohmann::ordered_json wrong = nlohmann::ordered_json::array();
  for (const Misread& one : misread)
    wrong.push_back({{"index", one.index}, {"label", one.label}, {"predicted", one.predicted}, {"p", one.p}});
  const nlohmann::ordered_json object = {
      {"data", data_without_place(data)},
      {"count", count},
      {"accuracy", count == 0 ? 0.0 : static_cast<double>(right) / static_cast<double>(count)},
      {"classes", names},
      {"wrong", wrong}};
  const Matrix matrix{counts, names,
                      data_without_place(data) + ": " + std::to_string(right) + " of " +
                          std::to_string(count) + " right; a row a true class, a column what it was read as"};
  const auto classes = static_cast<std::int64_t>(counts.size());
  const Dimension dimensions[] = {{"true", classes}, {"read", classes}};
  FigureFiles files;
  files.push_back({"confusion.json", json_text(object) + "\n"});
  add_array(files, "confusion", dimensions, flat, tables);
  add_picture(files, "confusion", classes > kMostNumbers ? paint_colours(matrix) : paint_numbers(matrix));
  return files;
}

}  // namespace convlens
