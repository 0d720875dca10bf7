#include "core/training/history.h"

#include <nlohmann/json.hpp>

namespace convlens {

using nlohmann::json;

void TrainingHistory::Merged::add(const Merged& later) {
  last = later.last;
  loss_sum += later.loss_sum;
  correct += later.correct;
  count += later.count;
  steps += later.steps;
}

void TrainingHistory::add(const StepRecord& step) {
  const Merged one{step, static_cast<double>(step.loss) * step.count, step.correct, step.count, 1};
  if (!steps_.empty() && steps_.back().steps < steps_per_record_) {
    steps_.back().add(one);
    return;
  }
  if (steps_.size() == kRecords) {
    for (std::size_t i = 0; i < kRecords / 2; ++i) {
      steps_[i] = steps_[2 * i];
      steps_[i].add(steps_[2 * i + 1]);
    }
    steps_.resize(kRecords / 2);
    steps_per_record_ *= 2;
  }
  steps_.push_back(one);
}

std::vector<StepRecord> TrainingHistory::steps() const {
  std::vector<StepRecord> out;
  out.reserve(steps_.size());
  for (const Merged& merged : steps_) {
    StepRecord record = merged.last;
    if (merged.count > 0)
      record.loss = static_cast<float>(merged.loss_sum / static_cast<double>(merged.count));
    record.correct = static_cast<int>(merged.correct);
    record.count = static_cast<int>(merged.count);
    out.push_back(record);
  }
  return out;
}

std::string TrainingHistory::to_json() const {
  json steps = json::array(), epochs = json::array();
  for (const Merged& m : steps_)
    steps.push_back(
        {m.last.step, m.last.epoch, m.last.learning_rate, m.loss_sum, m.correct, m.count, m.steps});
  for (const EpochRecord& e : epochs_)
    epochs.push_back({e.epoch, e.loss, e.train_accuracy, e.test_accuracy ? json(*e.test_accuracy) : json(),
                      e.images_per_second});
  return json{{"steps_per_record", steps_per_record_}, {"steps", steps}, {"epochs", epochs}}.dump();
}

TrainingHistory TrainingHistory::from_json(const std::string& text) {
  const json j = json::parse(text);
  TrainingHistory history;
  history.steps_per_record_ = j.at("steps_per_record");
  for (const json& s : j.at("steps")) {
    Merged m;
    m.last.step = s.at(0);
    m.last.epoch = s.at(1);
    m.last.learning_rate = s.at(2);
    m.loss_sum = s.at(3);
    m.correct = s.at(4);
    m.count = s.at(5);
    m.steps = s.at(6);
    history.steps_.push_back(m);
  }
  for (const json& e : j.at("epochs"))
    history.epochs_.push_back(
        {.epoch = e.at(0),
         .loss = e.at(1),
         .train_accuracy = e.at(2),
         .test_accuracy = e.at(3).is_null() ? std::nullopt : std::optional<double>(e.at(3)),
         .images_per_second = e.at(4)});
  return history;
}

}  // namespace convlens
