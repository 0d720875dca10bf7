#include "core/data/ink_strokes.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "core/data/folder.h"
#include "core/data/preprocess.h"
#include "core/data/scaled_side.h"
#include "core/data/stroke_samples.h"

namespace convlens {
namespace {

constexpr float kFaintest = 0.1f;  // of full ink: less is none
constexpr double kEdge = 0.5;      // of the strongest ink nearby
constexpr int kNearby = 4;         // rows
constexpr float kRowWidth = 1.5f;  // rows overlap, so that no seam shows between them
// In the units of the draw pad, as large there as the network gets it.
constexpr float kPaperMiddle = 140, kShapeSide = 200;
constexpr float kRowHeight = kShapeSide / kShapeRows;

cv::Mat scaled_to_rows(const cv::Mat& ink) {
  const double scale = static_cast<double>(kShapeRows) / std::max(ink.cols, ink.rows);
  cv::Mat rows;
  cv::resize(ink, rows, {scaled_side(ink.cols, scale), scaled_side(ink.rows, scale)}, 0, 0,
             scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
  return rows;
}

cv::Mat shape_of(const cv::Mat& rows) {
  cv::Mat strongest;
  constexpr int kAround = 2 * kNearby + 1;
  cv::dilate(rows, strongest, cv::getStructuringElement(cv::MORPH_ELLIPSE, {kAround, kAround}));
  return rows >= cv::max(kEdge * strongest, kFaintest);
}

/// From edge to edge of a row of the shape, which lies in the middle of the paper.
Stroke row_stroke(const cv::Size& shape, int row, int begin, int end) {
  constexpr float kHalf = 0.5f;
  const auto on_paper = [](float at, int size) {
    return kPaperMiddle + (at - kHalf * static_cast<float>(size)) * kRowHeight;
  };
  const float y = on_paper(static_cast<float>(row) + kHalf, shape.height);
  Stroke stroke{{{on_paper(static_cast<float>(begin) + kHalf, shape.width), y}}, false};
  if (end - begin > 1) stroke.points.push_back({on_paper(static_cast<float>(end) - kHalf, shape.width), y});
  return stroke;
}

}  // namespace

Drawing drawing_of_ink(const GreyImage& ink) {
  Drawing drawing;
  if (ink.pixels.empty()) return drawing;
  const cv::Mat whole(ink.height, ink.width, CV_32F, const_cast<float*>(ink.pixels.data()));  // only read
  const cv::Rect box = cv::boundingRect(whole > kFaintest);
  if (box.empty()) return drawing;
  const cv::Mat shape = shape_of(scaled_to_rows(whole(box)));
  drawing.width = kRowWidth * kRowHeight;
  for (int row = 0; row < shape.rows; ++row)
    for (int x = 0; x < shape.cols; ++x) {
      if (shape.at<std::uint8_t>(row, x) == 0) continue;
      const int begin = x;
      while (x < shape.cols && shape.at<std::uint8_t>(row, x) != 0) ++x;
      drawing.strokes.push_back(row_stroke(shape.size(), row, begin, x));
    }
  return drawing;
}

PictureDrawings drawings_of_pictures(const std::filesystem::path& folder) {
  std::vector<Drawing> all;
  const auto keep_shape = [&all](const Image& picture) {
    all.push_back(drawing_of_ink(prepare_image(picture).ink));
    return std::vector<float>{0};  // the pixels are not asked for
  };
  const auto pictures = open_folder(folder, Split::training, {1, 1, 1}, digit_names(), keep_shape);
  PictureDrawings found{.drawings = {}, .notes = pictures->notes()};
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].label = pictures->label(i);
    if (all[i].has_ink()) found.drawings.push_back(std::move(all[i]));
  }
  if (const std::size_t empty = all.size() - found.drawings.size(); empty > 0)
    found.notes.push_back({NoteKind::pictures_without_ink, folder.string(), std::to_string(empty)});
  return found;
}

}  // namespace convlens
