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
    std::pair{"softmax", QT_TRANSLATE_NOOP("Explain", "derivative")},
};

}  // namespace

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
