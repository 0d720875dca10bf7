#include "core/explain/registry.h"

#include <algorithm>
#include <array>

namespace convlens {
namespace {

constexpr std::string_view kLooksAlike =
    "May look much the same after the weights are randomised (Nie et al. 2018, Sixt et al. 2020).";
constexpr std::string_view kGuidedLooksAlike =
    "May look much the same after the weights are randomised (Adebayo et al. 2018, Nie et al. 2018, Sixt et "
    "al. 2020).";
constexpr std::string_view kLocal =
    "Tells what a small change of the pixels does, not what a large one does.";
constexpr std::string_view kSquares =
    "The fill is no neutral colour: on white-on-black digits grey adds ink and 0 erases strokes.";

constexpr std::string_view kExtremes =
    "Nine extremes, one of each image, do not show what else the map answers to less strongly.";

constexpr std::string_view kRounding =
    "The network adds in single precision: in the last digits it differs from the sum by hand.";

constexpr std::array kMethods = {
    ExplainMethod{"deconvnet", "Deconvnet", "The pattern in the image that a unit answers to",
                  "Zeiler & Fergus 2014", kLooksAlike, BackwardRule::deconvnet},
    ExplainMethod{"guided", "Guided backprop",
                  "The pixels that speak for a unit, without those that speak against it",
                  "Springenberg et al. 2015", kGuidedLooksAlike, BackwardRule::guided},
    ExplainMethod{"gradient", "Gradient", "How much each pixel moves a unit, and in which direction",
                  "Simonyan et al. 2013", kLocal, BackwardRule::gradient},
    ExplainMethod{"occlusion", "Occlusion sensitivity", "Where covering the image hurts the decision",
                  "Zeiler & Fergus 2014", kSquares, std::nullopt},
    ExplainMethod{"arithmetic", "Arithmetic",
                  "How one value of a layer comes about, from the very numbers that the network used",
                  "LeCun et al. 1998", kRounding, std::nullopt},
    ExplainMethod{"strongest", "Strongest patches",
                  "The parts of the test images that excite a map most, and what in them it answers to",
                  "Zeiler & Fergus 2014", kExtremes, std::nullopt},
};

}  // namespace

std::span<const ExplainMethod> explain_methods() { return kMethods; }

const ExplainMethod* find_explain_method(std::string_view name) {
  const auto found =
      std::find_if(kMethods.begin(), kMethods.end(), [&](const auto& m) { return m.name == name; });
  return found == kMethods.end() ? nullptr : &*found;
}

}  // namespace convlens
