#include "core/figures/lab_table.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/figures/json_text.h"
#include "core/study/lab_json.h"

namespace convlens {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kPerCent = 100;

const LabLook* last_look(const LabVariant& variant) {
  return variant.progress.looks.empty() ? nullptr : &variant.progress.looks.back();
}

Json variant_json(const LabVariant& one) {
  const LabLook* look = last_look(one);
  Json dead = Json::array();
  if (look)
    for (const DeadMaps& layer : look->dead)
      dead.push_back({{"layer", layer.layer}, {"dead", layer.dead}, {"maps", layer.maps}});
  return {{"variant", to_string(one.variant)},
          {"parameters", one.parameters},
          {"multiply_adds", one.multiply_adds},
          {"step", one.progress.step},
          {"total_steps", one.total_steps},
          {"epochs", look ? Json(look->epochs) : Json(nullptr)},
          {"seconds", one.progress.seconds},
          {"loss", look ? lab_number(look->loss) : Json(nullptr)},
          {"held_out", look ? Json(look->held_out) : Json(nullptr)},
          {"test", one.progress.test ? Json(*one.progress.test) : Json(nullptr)},
          {"dead", dead}};
}

/// In quotation marks where a comma would end the cell.
std::string cell(const std::string& text) {
  return text.find(',') == std::string::npos ? text : "\"" + text + "\"";
}

/// As in the JSON; empty where there is none.
std::string number_cell(const Json& value) { return value.is_null() ? "" : value.dump(); }

/// All convolutions that any variant has, in the order in which they are met.
std::vector<std::string> layers_of(const LabState& state) {
  std::vector<std::string> layers;
  for (const LabVariant& one : state.variants)
    if (const LabLook* look = last_look(one))
      for (const DeadMaps& layer : look->dead)
        if (std::ranges::find(layers, layer.layer) == layers.end()) layers.push_back(layer.layer);
  return layers;
}

}  // namespace

std::string lab_json(const LabVariant& variant) { return json_text(variant_json(variant)); }

std::string lab_table_json(const LabState& state) {
  Json variants = Json::array();
  for (const LabVariant& one : state.variants) variants.push_back(variant_json(one));
  const LabSettings& settings = state.settings;
  return json_text({{"model", settings.model},
                    {"data", settings.data},
                    {"epochs", settings.epochs},
                    {"images", settings.images},
                    {"seed", settings.seed},
                    {"held_out_every", kLabHoldOut},
                    {"variants", variants}}) +
         "\n";
}

std::string lab_table_csv(const LabState& state) {
  const auto layers = layers_of(state);
  std::string text = "variant,parameters,multiply_adds,epochs,seconds,loss,held_out,test";
  for (const std::string& layer : layers) text += "," + cell("dead " + layer) + "," + cell("maps " + layer);
  text += "\n";
  for (const LabVariant& one : state.variants) {
    const Json json = variant_json(one);
    text += cell(to_string(one.variant));
    for (const char* name : {"parameters", "multiply_adds", "epochs", "seconds", "loss", "held_out", "test"})
      text += "," + number_cell(json.at(name));
    const LabLook* look = last_look(one);
    for (const std::string& layer : layers) {
      const auto found = look ? std::ranges::find(look->dead, layer, &DeadMaps::layer)
                              : std::vector<DeadMaps>::const_iterator();
      const bool there = look && found != look->dead.end();
      text += there ? "," + std::to_string(found->dead) + "," + std::to_string(found->maps) : ",,";
    }
    text += "\n";
  }
  return text;
}

std::vector<std::string> lab_lines(const LabState& state) {
  int width = 7;
  for (const LabVariant& one : state.variants)
    width = std::max(width, static_cast<int>(to_string(one.variant).size()));
  char line[512];
  std::vector<std::string> lines;
  std::snprintf(line, sizeof line, "%-*s %11s %13s %9s %9s %9s %9s  %s", width, "variant", "parameters",
                "multiply-adds", "seconds", "loss", "held out", "test", "dead filters");
  lines.emplace_back(line);
  const auto percent = [](double share) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f %%", kPerCent * share);
    return std::string(text);
  };
  for (const LabVariant& one : state.variants) {
    const LabLook* look = last_look(one);
    char loss[32] = "-";
    if (look) std::snprintf(loss, sizeof loss, "%.4f", look->loss);
    const DeadMaps dead = look ? total_of(look->dead) : DeadMaps{};
    std::snprintf(line, sizeof line, "%-*s %11zu %13lld %9.1f %9s %9s %9s  %s", width,
                  to_string(one.variant).c_str(), one.parameters, static_cast<long long>(one.multiply_adds),
                  one.progress.seconds, loss, look ? percent(look->held_out).c_str() : "-",
                  one.progress.test ? percent(*one.progress.test).c_str() : "-",
                  look ? (std::to_string(dead.dead) + " of " + std::to_string(dead.maps)).c_str() : "-");
    lines.emplace_back(line);
  }
  return lines;
}

}  // namespace convlens
