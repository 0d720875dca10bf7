#include "ui/views/explain_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <utility>

namespace convlens::ui {
namespace {

/// core/explain/registry.cpp's words, listed here so that they are found for translation: core knows no tr(). A test
/// compares the two.
constexpr std::array kMethodWords = {
    QT_TRANSLATE_NOOP("Explain", "The pattern in the image that a unit answers to"),
    QT_TRANSLATE_NOOP("Explain", "The pixels that speak for a unit, without those that speak against it"),
    QT_TRANSLATE_NOOP("Explain", "How much each pixel moves a unit, and in which direction"),
    QT_TRANSLATE_NOOP("Explain", "Where covering the image hurts the decision"),
    QT_TRANSLATE_NOOP("Explain",
                      "May look much the same after the weights are randomised (Nie et al. 2018, Sixt et al. 2020)."),
    QT_TRANSLATE_NOOP("Explain",
                      "May look much the same after the weights are randomised (Adebayo et al. 2018, Nie et al. 2018, "
                      "Sixt et al. 2020)."),
    QT_TRANSLATE_NOOP("Explain", "Tells what a small change of the pixels does, not what a large one does."),
    QT_TRANSLATE_NOOP("Explain",
                      "The fill is no neutral colour: on white-on-black digits grey adds ink and 0 erases strokes."),
    QT_TRANSLATE_NOOP("Explain", "The parts of the test images that excite a map most, and what in them it answers to"),
    QT_TRANSLATE_NOOP("Explain", "How one value of a layer comes about, from the very numbers that the network used"),
    QT_TRANSLATE_NOOP("Explain",
                      "The network adds in single precision: in the last digits it differs from the sum by hand."),
    QT_TRANSLATE_NOOP("Explain",
                      "Nine extremes, one of each image, do not show what else the map answers to less strongly."),
    QT_TRANSLATE_NOOP("Explain", "The pixels whose slightest change moves the score of the class most"),
    QT_TRANSLATE_NOOP("Explain", "Where the maps of one layer speak for the class"),
    QT_TRANSLATE_NOOP("Explain", "How much of the score each pixel brings"),
    QT_TRANSLATE_NOOP("Explain", "What a layer still knows of the picture"),
    QT_TRANSLATE_NOOP("Explain", "The picture that excites a unit most"),
    QT_TRANSLATE_NOOP("Explain", "How an explanation changes when the weights are made random"),
    QT_TRANSLATE_NOOP("Explain", "How fast the class is lost when what hurts most is covered first"),
    QT_TRANSLATE_NOOP("Explain", "As coarse as the layer's maps, and silent about what speaks against the class."),
    QT_TRANSLATE_NOOP("Explain",
                      "Counts from a black picture: a black pixel gets nothing, even where its being black matters."),
    QT_TRANSLATE_NOOP("Explain",
                      "One of many pictures that the layer takes for the same; which one depends on the start and on our "
                      "constants."),
    QT_TRANSLATE_NOOP("Explain",
                      "Made for the network, not found in the world: it need not look like anything that was trained on."),
    QT_TRANSLATE_NOOP("Explain",
                      "An explanation that changes may still be wrong; one that stays as it is explains nothing that was "
                      "learned."),
    QT_TRANSLATE_NOOP("Explain", "Pictures with so much covered are none that the network was trained on."),
};

constexpr std::array kWaysDown = {
    std::pair{"relu", QT_TRANSLATE_NOOP("Explain", "ReLU rule")},
    std::pair{"leaky_relu", QT_TRANSLATE_NOOP("Explain", "derivative")},
    std::pair{"conv2d", QT_TRANSLATE_NOOP("Explain", "transposed filters")},
    std::pair{"dense", QT_TRANSLATE_NOOP("Explain", "transposed matrix")},
    std::pair{"max_pool", QT_TRANSLATE_NOOP("Explain", "unpooled by switches")},
    std::pair{"average_pool", QT_TRANSLATE_NOOP("Explain", "spread evenly")},
    std::pair{"global_average_pool", QT_TRANSLATE_NOOP("Explain", "spread evenly")},
    std::pair{"flatten", QT_TRANSLATE_NOOP("Explain", "laid out again")},
    std::pair{"normalise", QT_TRANSLATE_NOOP("Explain", "in pixel units")},
    std::pair{"batch_norm", QT_TRANSLATE_NOOP("Explain", "scaled")},
    std::pair{"lrn", QT_TRANSLATE_NOOP("Explain", "passed on")},
    std::pair{"dropout", QT_TRANSLATE_NOOP("Explain", "passed on")},
    std::pair{"add", QT_TRANSLATE_NOOP("Explain", "to both branches")},
    std::pair{"concat", QT_TRANSLATE_NOOP("Explain", "split again")},
    std::pair{"select_channels", QT_TRANSLATE_NOOP("Explain", "put back in place")},
    std::pair{"softmax", QT_TRANSLATE_NOOP("Explain", "derivative")},
};

/// core/explain/arithmetic.cpp's formulas and the names of their numbers.
constexpr std::array kArithmeticWords = {
    QT_TRANSLATE_NOOP("Explain", "sum"),
    QT_TRANSLATE_NOOP("Explain", "sum + bias"),
    QT_TRANSLATE_NOOP("Explain", "bias"),
    QT_TRANSLATE_NOOP("Explain", "largest"),
    QT_TRANSLATE_NOOP("Explain", "sum / count"),
    QT_TRANSLATE_NOOP("Explain", "count"),
    QT_TRANSLATE_NOOP("Explain", "max(0, x)"),
    QT_TRANSLATE_NOOP("Explain", "x > 0 ? x : slope * x"),
    QT_TRANSLATE_NOOP("Explain", "slope"),
    QT_TRANSLATE_NOOP("Explain", "1 / (1 + e^-x)"),
    QT_TRANSLATE_NOOP("Explain", "tanh(x)"),
    QT_TRANSLATE_NOOP("Explain", "x > 0 ? x : alpha * (e^x - 1)"),
    QT_TRANSLATE_NOOP("Explain", "min(max(x, low), high)"),
    QT_TRANSLATE_NOOP("Explain", "low"),
    QT_TRANSLATE_NOOP("Explain", "high"),
    QT_TRANSLATE_NOOP("Explain", "min(max(alpha * x + beta, 0), 1)"),
    QT_TRANSLATE_NOOP("Explain", "x * min(max(x / 6 + 1/2, 0), 1)"),
    QT_TRANSLATE_NOOP("Explain", "x - largest - log(sum of all e^(x - largest))"),
    QT_TRANSLATE_NOOP("Explain", "(x - mean) / deviation"),
    QT_TRANSLATE_NOOP("Explain", "mean"),
    QT_TRANSLATE_NOOP("Explain", "deviation"),
    QT_TRANSLATE_NOOP("Explain", "scale * (x - mean) / sqrt(variance + epsilon) + bias"),
    QT_TRANSLATE_NOOP("Explain", "scale"),
    QT_TRANSLATE_NOOP("Explain", "variance"),
    QT_TRANSLATE_NOOP("Explain", "epsilon"),
    QT_TRANSLATE_NOOP("Explain", "x / (bias + alpha / size * sum) ^ beta"),
    QT_TRANSLATE_NOOP("Explain", "alpha"),
    QT_TRANSLATE_NOOP("Explain", "size"),
    QT_TRANSLATE_NOOP("Explain", "beta"),
    QT_TRANSLATE_NOOP("Explain", "e^(x - largest) / sum of all e^(x - largest)"),
    QT_TRANSLATE_NOOP("Explain", "e^(x - largest)"),
    QT_TRANSLATE_NOOP("Explain", "x"),
};

constexpr std::array kClassicalNames = {
    std::pair{"sobel-x", QT_TRANSLATE_NOOP("Explain", "Sobel x")},
    std::pair{"sobel-y", QT_TRANSLATE_NOOP("Explain", "Sobel y")},
    std::pair{"prewitt-x", QT_TRANSLATE_NOOP("Explain", "Prewitt x")},
    std::pair{"prewitt-y", QT_TRANSLATE_NOOP("Explain", "Prewitt y")},
    std::pair{"scharr-x", QT_TRANSLATE_NOOP("Explain", "Scharr x")},
    std::pair{"scharr-y", QT_TRANSLATE_NOOP("Explain", "Scharr y")},
    std::pair{"laplacian", QT_TRANSLATE_NOOP("Explain", "Laplacian")},
    std::pair{"box", QT_TRANSLATE_NOOP("Explain", "Box")},
    std::pair{"sharpen", QT_TRANSLATE_NOOP("Explain", "Sharpen")},
    std::pair{"emboss", QT_TRANSLATE_NOOP("Explain", "Emboss")},
    std::pair{"gaussian", QT_TRANSLATE_NOOP("Explain", "Gaussian")},
    std::pair{"low-pass", QT_TRANSLATE_NOOP("Explain", "Low pass")},
    std::pair{"high-pass", QT_TRANSLATE_NOOP("Explain", "High pass")},
    std::pair{"gabor-0", QT_TRANSLATE_NOOP("Explain", "Gabor 0°")},
    std::pair{"gabor-45", QT_TRANSLATE_NOOP("Explain", "Gabor 45°")},
    std::pair{"gabor-90", QT_TRANSLATE_NOOP("Explain", "Gabor 90°")},
    std::pair{"gabor-135", QT_TRANSLATE_NOOP("Explain", "Gabor 135°")},
};

}  // namespace

QString classical_text(std::string_view name) {
  for (const auto& [known, text] : kClassicalNames)
    if (name == known) return QCoreApplication::translate("Explain", text);
  return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

QString arithmetic_text_of(std::string_view words) {
  for (const char* known : kArithmeticWords)
    if (words == known) return QCoreApplication::translate("Explain", known);
  return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

bool is_known_arithmetic_text(std::string_view words) {
  return std::find(kArithmeticWords.begin(), kArithmeticWords.end(), words) != kArithmeticWords.end();
}

bool is_known_method_text(std::string_view words) {
  return std::find(kMethodWords.begin(), kMethodWords.end(), words) != kMethodWords.end();
}

QString method_text(std::string_view words) {
  for (const char* known : kMethodWords)
    if (words == known) return QCoreApplication::translate("Explain", known);
  return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

QString way_down_text(std::string_view kind) {
  for (const auto& [name, text] : kWaysDown)
    if (kind == name) return QCoreApplication::translate("Explain", text);
  return QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size()));
}

}  // namespace convlens::ui
