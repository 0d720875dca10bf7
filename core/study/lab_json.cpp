#include "core/study/lab_json.h"

#include <cmath>
#include <limits>

namespace convlens {
namespace {

using Json = nlohmann::ordered_json;

double number_from(const Json& value) {
  return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>();
}

Json look_json(const LabLook& look) {
  Json dead = Json::array();
  for (const DeadMaps& layer : look.dead) dead.push_back({layer.layer, layer.dead, layer.maps});
  return {{"step", look.step},         {"epochs", look.epochs},   {"loss", lab_number(look.loss)},
          {"held_out", look.held_out}, {"seconds", look.seconds}, {"dead", dead}};
}

LabLook look_from(const Json& json) {
  LabLook look{.step = json.at("step"),
               .epochs = json.at("epochs"),
               .loss = number_from(json.at("loss")),
               .held_out = json.at("held_out"),
               .seconds = json.at("seconds")};
  for (const Json& layer : json.at("dead")) look.dead.push_back({layer.at(0), layer.at(1), layer.at(2)});
  return look;
}

}  // namespace

Json lab_number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json lab_settings_json(const LabSettings& settings) {
  Json variants = Json::array();
  for (const Variant& variant : settings.variants) variants.push_back(to_string(variant));
  return {{"model", settings.model},
          {"data", settings.data},
          {"variants", variants},
          {"epochs", settings.epochs},
          {"images", settings.images},
          {"seed", settings.seed},
          {"network", Json::parse(graph_to_json(*settings.base))}};
}

LabSettings lab_settings_from(const Json& json) {
  LabSettings settings{.model = json.at("model"), .data = json.at("data")};
  settings.base = graph_from_json(json.at("network").dump());
  for (const Json& text : json.at("variants"))
    settings.variants.push_back(parse_variant(text.get<std::string>()));
  settings.epochs = json.at("epochs");
  settings.images = json.at("images");
  settings.seed = json.at("seed");
  return settings;
}

Json lab_progress_json(const LabProgress& progress) {
  Json looks = Json::array();
  for (const LabLook& look : progress.looks) looks.push_back(look_json(look));
  return {{"step", progress.step},
          {"seconds", progress.seconds},
          {"loss_sum", lab_number(progress.loss_sum)},
          {"loss_count", progress.loss_count},
          {"looks", looks},
          {"test", progress.test ? Json(*progress.test) : Json(nullptr)}};
}

LabProgress lab_progress_from(const Json& json) {
  LabProgress progress{.step = json.at("step"),
                       .seconds = json.at("seconds"),
                       .loss_sum = number_from(json.at("loss_sum")),
                       .loss_count = json.at("loss_count")};
  for (const Json& look : json.at("looks")) progress.looks.push_back(look_from(look));
  if (!json.at("test").is_null()) progress.test = json.at("test").get<double>();
  return progress;
}

}  // namespace convlens
