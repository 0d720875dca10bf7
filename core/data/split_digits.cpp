#include "core/data/split_digits.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <utility>

namespace convlens {
namespace {

// Beside the usual height of a digit:
constexpr float kGapInADigit = 0.35f;  // between a 5 and its roof
constexpr float kSmallestDigit = 0.3f;
// Of the narrower one's width: strokes that lie so far one above the other are one digit's.
constexpr float kAbove = 0.5f;

struct Piece {
  cv::Rect box;
  std::vector<int> labels;  ///< of the connected parts it consists of
};

int longer_side(const cv::Rect& box) { return std::max(box.width, box.height); }

std::vector<Piece> connected_pieces(const cv::Mat& ink, cv::Mat& labels) {
  cv::Mat stats, centres;
  const int count = cv::connectedComponentsWithStats(ink > 0, labels, stats, centres, 8, CV_32S);
  std::vector<Piece> pieces;
  for (int label = 1; label < count; ++label)
    pieces.push_back({{stats.at<int>(label, cv::CC_STAT_LEFT), stats.at<int>(label, cv::CC_STAT_TOP),
                       stats.at<int>(label, cv::CC_STAT_WIDTH), stats.at<int>(label, cv::CC_STAT_HEIGHT)},
                      {label}});
  return pieces;
}

/// Of the pieces that are no specks beside the largest.
int usual_side(const std::vector<Piece>& pieces) {
  int largest = 0;
  for (const Piece& piece : pieces) largest = std::max(largest, longer_side(piece.box));
  std::vector<int> sides;
  for (const Piece& piece : pieces)
    if (static_cast<float>(longer_side(piece.box)) >= kSmallestDigit * static_cast<float>(largest))
      sides.push_back(longer_side(piece.box));
  std::nth_element(sides.begin(), sides.begin() + static_cast<std::ptrdiff_t>(sides.size() / 2), sides.end());
  return sides[sides.size() / 2];
}

bool one_digit(const cv::Rect& a, const cv::Rect& b, int usual) {
  const int overlap = std::min(a.br().x, b.br().x) - std::max(a.x, b.x);
  if (static_cast<float>(overlap) < kAbove * static_cast<float>(std::min(a.width, b.width))) return false;
  const int gap = std::max(a.y, b.y) - std::min(a.br().y, b.br().y);
  const bool both_digits = std::min(longer_side(a), longer_side(b)) > usual * 2 / 3;
  return gap < 0 || (!both_digits && static_cast<float>(gap) < kGapInADigit * static_cast<float>(usual));
}

void join_pieces(std::vector<Piece>& pieces, int usual) {
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < pieces.size(); ++i)
      for (std::size_t j = i + 1; j < pieces.size(); ++j) {
        if (!one_digit(pieces[i].box, pieces[j].box, usual)) continue;
        pieces[i].box |= pieces[j].box;
        pieces[i].labels.insert(pieces[i].labels.end(), pieces[j].labels.begin(), pieces[j].labels.end());
        pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(j));
        changed = true;
        --j;
      }
  }
}

void sort_for_reading(std::vector<Piece>& pieces) {
  const auto middle = [](const Piece& piece) { return piece.box.y + piece.box.height / 2; };
  std::ranges::sort(pieces, {}, middle);
  for (std::size_t first = 0; first < pieces.size();) {
    // A line: all whose middle lies within the height of the first one.
    const int bottom = pieces[first].box.br().y;
    std::size_t end = first;
    while (end < pieces.size() && middle(pieces[end]) < bottom) ++end;
    std::sort(pieces.begin() + static_cast<std::ptrdiff_t>(first),
              pieces.begin() + static_cast<std::ptrdiff_t>(end),
              [](const Piece& a, const Piece& b) { return a.box.x < b.box.x; });
    first = std::max(end, first + 1);
  }
}

FoundDigit cut_out(const cv::Mat& ink, const cv::Mat& labels, const Piece& piece) {
  FoundDigit digit{
      piece.box.x, piece.box.y, piece.box.width, piece.box.height, {piece.box.width, piece.box.height, {}}};
  for (int y = piece.box.y; y < piece.box.br().y; ++y)
    for (int x = piece.box.x; x < piece.box.br().x; ++x) {
      const bool own = std::ranges::find(piece.labels, labels.at<int>(y, x)) != piece.labels.end();
      digit.ink.pixels.push_back(own ? ink.at<float>(y, x) : 0.0f);
    }
  return digit;
}

}  // namespace

std::vector<FoundDigit> split_digits(const GreyImage& ink) {
  if (ink.pixels.empty()) return {};
  const cv::Mat whole(ink.height, ink.width, CV_32F, const_cast<float*>(ink.pixels.data()));  // only read
  cv::Mat labels;
  std::vector<Piece> pieces = connected_pieces(whole, labels);
  if (pieces.empty()) return {};
  const int usual = usual_side(pieces);
  join_pieces(pieces, usual);
  std::erase_if(pieces, [&](const Piece& piece) {
    return static_cast<float>(longer_side(piece.box)) < kSmallestDigit * static_cast<float>(usual);
  });
  sort_for_reading(pieces);
  std::vector<FoundDigit> digits;
  for (const Piece& piece : pieces) digits.push_back(cut_out(whole, labels, piece));
  return digits;
}

}  // namespace convlens
