#include "core/figures/probe_figure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/figures/json_text.h"
#include "core/render/vector_picture.h"
#include "core/study/layer_values.h"

namespace convlens {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kStep = 72, kHeight = 320, kLeft = 64, kTop = 64, kBottom = 64, kRight = 32;
constexpr int kDot = 7, kLine = 2, kTick = 8, kDash = 6;
constexpr Colour kNetworkColour{96, 96, 96};
constexpr int kTicks = 5;  // on the axis of accuracies, without its end

struct Curve {
  const char* name;
  double LayerProbe::*value;
};
constexpr std::array kCurves = {Curve{"linear classifier", &LayerProbe::linear},
                                Curve{"nearest neighbours", &LayerProbe::neighbours},
                                Curve{"support vector machine", &LayerProbe::support_vectors}};

Json layer_json(const Model& model, const LayerProbe& layer) {
  return {{"layer", layer_name(*model.graph, layer.node)},
          {"features", layer.features},
          {"linear", layer.linear},
          {"neighbours", layer.neighbours},
          {"svm", layer.support_vectors}};
}

Json network_json(const ProbeResult& result) { return result.network ? Json(*result.network) : Json(); }

VectorPicture paint(const Model& model, const ProbeResult& result) {
  const int layers = static_cast<int>(result.layers.size());
  VectorPicture drawing(kLeft + std::max(layers - 1, 6) * kStep + kRight, kTop + kHeight + kBottom);
  double lowest = 1;
  for (const LayerProbe& layer : result.layers)
    for (const Curve& curve : kCurves) lowest = std::min(lowest, layer.*curve.value);
  if (result.network) lowest = std::min(lowest, *result.network);
  lowest = std::floor(lowest * 10) / 10;
  const double span = std::max(1 - lowest, 0.1);
  const auto x_of = [](int layer) { return kLeft + layer * kStep; };
  const auto y_of = [&](double accuracy) { return kTop + (1 - accuracy) / span * kHeight; };
  for (int tick = 0; tick <= kTicks; ++tick) {
    const double accuracy = lowest + span * tick / kTicks;
    const int y = static_cast<int>(std::lround(y_of(accuracy)));
    drawing.fill(kLeft, y, std::max(layers - 1, 6) * kStep, 1, kFrameColour);
    drawing.text(number_text(static_cast<float>(100 * accuracy)) + " %", kLeft - kTick, y - kTick / 2,
                 kCaptionText, Align::right);
  }
  for (int i = 0; i < layers; ++i)  // neighbours' names would meet
    drawing.text(layer_name(*model.graph, result.layers[static_cast<std::size_t>(i)].node), x_of(i),
                 kTop + kHeight + kTick + (i % 2) * (line_height(kCaptionText) + kTick / 2), kCaptionText,
                 Align::centre);
  int legend = kLeft;
  drawing.text("accuracy on the test split, layer by layer", kLeft, kTick, kTitleText);
  for (std::size_t c = 0; c < kCurves.size(); ++c) {
    const Colour colour = class_colour(static_cast<int>(c));
    const int y = kTick + line_height(kTitleText) + kTick;
    drawing.fill(legend, y + 1, kDot, kDot, colour);
    drawing.text(kCurves[c].name, legend + 2 * kDot, y, kCaptionText);
    legend += 4 * kDot + text_width(kCurves[c].name, kCaptionText);
    std::vector<Point> points;
    for (int i = 0; i < layers; ++i) {
      const double y_now = y_of(result.layers[static_cast<std::size_t>(i)].*kCurves[c].value);
      drawing.fill(x_of(i) - kDot / 2, static_cast<int>(std::lround(y_now)) - kDot / 2, kDot, kDot, colour);
      points.push_back({static_cast<double>(x_of(i)), y_now});
    }
    drawing.line(std::move(points), kLine, colour);
  }
  if (result.network) {
    const int y = kTick + line_height(kTitleText) + kTick, end = kLeft + std::max(layers - 1, 6) * kStep;
    drawing.fill(legend, y + kDot / 2, 2 * kDot, kLine, kNetworkColour);
    drawing.text("the network itself", legend + 3 * kDot, y, kCaptionText);
    const int level = static_cast<int>(std::lround(y_of(*result.network)));
    for (int x = kLeft; x < end; x += 2 * kDash)
      drawing.fill(x, level, std::min(kDash, end - x), kLine, kNetworkColour);
  }
  return drawing;
}

}  // namespace

std::string side_by_side_json(const Model& model, const ProbeResult& result) {
  Json object = layer_json(model, result.layers.front());
  object["network"] = network_json(result);
  object["images"] = result.images;
  object["test_images"] = result.test_images;
  return json_text(object);
}

std::string probe_json(const Model& model, const LayerProbe& layer) { return json_text(layer_json(model, layer)); }

FigureFiles probe_figure(const Model& model, const ProbeResult& result, const ProbeOptions& options, Tables tables) {
  Json layers = Json::array();
  std::vector<float> values;
  for (const LayerProbe& layer : result.layers) {
    layers.push_back(layer_json(model, layer));
    for (const Curve& curve : kCurves) values.push_back(static_cast<float>(layer.*curve.value));
  }
  const Json object = {{"images", result.images},         {"test_images", result.test_images},
                       {"subset", result.subset},         {"subset_test", result.subset_test},
                       {"epochs", options.epochs},        {"neighbours", options.neighbours},
                       {"seed", options.seed},            {"network", network_json(result)},
                       {"layers", layers}};
  const Dimension dimensions[] = {{"layer", static_cast<std::int64_t>(result.layers.size())},
                                  {"classifier", static_cast<std::int64_t>(kCurves.size())}};
  FigureFiles files;
  files.push_back({"probe.json", json_text(object) + "\n"});
  add_array(files, "probe", dimensions, values, tables);
  add_picture(files, "probe", paint(model, result));
  return files;
}

}  // namespace convlens
