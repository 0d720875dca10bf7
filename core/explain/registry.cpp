#include "core/explain/registry.h"

#include <algorithm>
#include <array>

#include "core/explain/grad_cam.h"
#include "core/explain/integrated_gradients.h"
#include "core/explain/saliency.h"

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
constexpr std::string_view kCoarse =
    "As coarse as the layer's maps, and silent about what speaks against the class.";
constexpr std::string_view kFromBlack =
    "Counts from a black picture: a black pixel gets nothing, even where its being black matters.";
constexpr std::string_view kOneOfMany =
    "One of many pictures that the layer takes for the same; which one depends on the start and on our constants.";
constexpr std::string_view kNoExample =
    "Made for the network, not found in the world: it need not look like anything that was trained on.";
constexpr std::string_view kNoProof =
    "An explanation that changes may still be wrong; one that stays as it is explains nothing that was learned.";
constexpr std::string_view kOutOfSight =
    "Pictures with so much covered are none that the network was trained on.";

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
    ExplainMethod{"saliency", "Saliency", "The pixels whose slightest change moves the score of the class most",
                  "Simonyan et al. 2013", kLocal, std::nullopt, saliency},
    ExplainMethod{"grad-cam", "Grad-CAM", "Where the maps of one layer speak for the class",
                  "Selvaraju et al. 2017", kCoarse, std::nullopt, grad_cam},
    ExplainMethod{"integrated-gradients", "Integrated gradients", "How much of the score each pixel brings",
                  "Sundararajan et al. 2017", kFromBlack, std::nullopt, integrated_gradients},
    ExplainMethod{"inversion", "Inversion", "What a layer still knows of the picture", "Mahendran & Vedaldi 2015",
                  kOneOfMany, std::nullopt},
    ExplainMethod{"maximisation", "Activation maximisation", "The picture that excites a unit most",
                  "Erhan et al. 2009, Simonyan et al. 2013", kNoExample, std::nullopt},
    ExplainMethod{"sanity", "Sanity check", "How an explanation changes when the weights are made random",
                  "Adebayo et al. 2018", kNoProof, std::nullopt},
    ExplainMethod{"deletion", "Deletion curve", "How fast the class is lost when what hurts most is covered first",
                  "Petsiuk et al. 2018", kOutOfSight, std::nullopt},
};

}  // namespace

std::span<const ExplainMethod> explain_methods() { return kMethods; }

std::string_view word_of(BackwardRule rule) {
  return std::find_if(kMethods.begin(), kMethods.end(), [&](const auto& m) { return m.rule == rule; })->name;
}

const ExplainMethod* find_explain_method(std::string_view name) {
  const auto found =
      std::find_if(kMethods.begin(), kMethods.end(), [&](const auto& m) { return m.name == name; });
  return found == kMethods.end() ? nullptr : &*found;
}

}  // namespace convlens
