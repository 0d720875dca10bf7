#include "core/training/checkpoint.h"

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/formats/safetensors.h"

namespace convlens {
namespace {

using nlohmann::json;

constexpr const char* kWeights = "parameters";
constexpr const char* kMoment = "moment";
constexpr const char* kAverage = "average";
constexpr const char* kHistory = "history";
constexpr const char* kFormat = "convlens checkpoint 1";

json to_json(const TrainingOptions& o) {
  // Decimal numbers of nlohmann are the shortest that read back to the same bits.
  return {{"epochs", o.epochs},
          {"batch", o.batch},
          {"optimizer", to_string(o.optimizer.kind)},
          {"learning_rate", o.optimizer.learning_rate},
          {"momentum", o.optimizer.momentum},
          {"weight_decay", o.optimizer.weight_decay},
          {"beta2", o.optimizer.beta2},
          {"epsilon", o.optimizer.epsilon},
          {"schedule", to_string(o.schedule)},
          {"augment", to_string(o.augment)},
          {"hold_out", o.hold_out},
          {"scribbles", o.scribbles},
          {"ema", o.ema},
          {"seed", o.seed}};
}

TrainingOptions options_from(const json& j) {
  TrainingOptions o;
  o.epochs = j.at("epochs");
  o.batch = j.at("batch");
  o.optimizer.kind = parse_optimizer(j.at("optimizer").get<std::string>());
  o.optimizer.learning_rate = j.at("learning_rate");
  o.optimizer.momentum = j.at("momentum");
  o.optimizer.weight_decay = j.at("weight_decay");
  o.optimizer.beta2 = j.at("beta2");
  o.optimizer.epsilon = j.at("epsilon");
  o.schedule = parse_schedule(j.at("schedule").get<std::string>());
  o.augment = parse_augment(j.at("augment").get<std::string>());
  o.hold_out = j.at("hold_out");
  o.scribbles = j.at("scribbles");
  o.ema = j.value("ema", 0.0f);  // checkpoints of earlier versions have none
  o.seed = j.at("seed");
  return o;
}

SafeTensors::Entry entry(const AlignedVector<float>& values) {
  return {{static_cast<std::int64_t>(values.size())}, {values.begin(), values.end()}};
}

AlignedVector<float> buffer(const SafeTensors& file, const std::string& name, std::size_t size,
                            const std::string& path) {
  const auto found = file.tensors.find(name);
  if (found == file.tensors.end() || found->second.values.size() != size)
    throw Error(ErrorKind::file_broken, path, "no tensor " + name + " of " + std::to_string(size) + " values",
                "a checkpoint that ConvLens wrote");
  return {found->second.values.begin(), found->second.values.end()};
}

}  // namespace

void save_checkpoint(const std::filesystem::path& path, const Checkpoint& c) {
  SafeTensors file;
  file.tensors[kWeights] = entry(c.state.parameters);
  for (std::size_t i = 0; i < c.state.optimizer_moments.size(); ++i)
    file.tensors[kMoment + std::to_string(i)] = entry(c.state.optimizer_moments[i]);
  if (!c.state.average.empty()) file.tensors[kAverage] = entry(c.state.average);
  file.metadata["format"] = kFormat;
  file.metadata["graph"] = graph_to_json(*c.model.graph);
  file.metadata["class_names"] = json(c.model.class_names).dump();
  file.metadata["model"] = json(c.model.metadata).dump();
  file.metadata["options"] = to_json(c.options).dump();
  file.metadata["data"] = c.data;
  file.metadata[kHistory] = c.history.to_json();
  file.metadata["state"] = json{{"step", c.state.step},
                                {"epoch_loss", c.state.epoch_loss},
                                {"epoch_correct", c.state.epoch_correct},
                                {"epoch_count", c.state.epoch_count},
                                {"moments", c.state.optimizer_moments.size()}}
                               .dump();
  save_safetensors(path, file);
}

Checkpoint load_checkpoint(const std::filesystem::path& path) {
  const SafeTensors file = load_safetensors(path);
  const std::string subject = path.string();
  const auto text = [&](const char* key) {
    const auto found = file.metadata.find(key);
    if (found == file.metadata.end())
      throw Error(ErrorKind::file_broken, subject, std::string("no ") + key + " in its metadata",
                  "a checkpoint that ConvLens wrote");
    return found->second;
  };
  try {
    Checkpoint c;
    if (text("format") != kFormat)
      throw Error(ErrorKind::file_broken, subject, "format " + text("format"), kFormat);
    c.model.graph = graph_from_json(text("graph"));
    c.model.class_names = json::parse(text("class_names")).get<std::vector<std::string>>();
    c.model.metadata = json::parse(text("model")).get<std::map<std::string, std::string>>();
    c.options = options_from(json::parse(text("options")));
    c.data = text("data");
    // Checkpoints of earlier versions have none; only the curves would miss it.
    if (file.metadata.contains(kHistory)) c.history = TrainingHistory::from_json(text(kHistory));
    const json state = json::parse(text("state"));
    c.state.step = state.at("step");
    c.state.epoch_loss = state.at("epoch_loss");
    c.state.epoch_correct = state.at("epoch_correct");
    c.state.epoch_count = state.at("epoch_count");
    const std::size_t size = c.model.graph->parameter_buffer_size();
    c.state.parameters = buffer(file, kWeights, size, subject);
    c.model.parameters = c.state.parameters;
    for (std::size_t i = 0; i < state.at("moments").get<std::size_t>(); ++i)
      c.state.optimizer_moments.push_back(buffer(file, kMoment + std::to_string(i), size, subject));
    if (c.options.ema > 0) c.state.average = buffer(file, kAverage, size, subject);
    return c;
  } catch (const json::exception& error) {
    throw Error(ErrorKind::file_broken, subject, error.what(), "a checkpoint that ConvLens wrote");
  }
}

}  // namespace convlens
