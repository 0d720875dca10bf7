#include "core/training/trainer.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <sstream>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/data/mixed.h"
#include "core/data/preprocess.h"
#include "core/data/scribbles.h"
#include "core/training/batch_pass.h"
#include "core/training/updater.h"
#include "core/training/weight_average.h"

namespace convlens {

struct Trainer::Implementation {
  Model model;
  std::optional<Model> averaged;
  std::shared_ptr<const Samples> data;
  TrainingOptions options;
  ThreadPool pool;
  BatchPass pass;
  Updater updater;
  std::vector<AlignedVector<float>> lanes;
  std::vector<std::uint32_t> order;  ///< of the epoch in ordered_epoch
  std::int64_t ordered_epoch = -1;
  std::int64_t done = 0;
  double epoch_loss = 0;
  std::int64_t epoch_correct = 0, epoch_count = 0;

  Implementation(Model m, std::shared_ptr<const Samples> d, const TrainingOptions& o)
      : model(std::move(m)),
        data(std::move(d)),
        options(o),
        pool(o.threads, o.priority),
        pass(model.graph, true),
        updater(*model.graph, o.optimizer, &pass),
        lanes(kGradientLanes, AlignedVector<float>(model.graph->parameter_buffer_size(), 0.0f)) {
    if (options.ema > 0) averaged = model;
  }

  std::int64_t steps_per_epoch() const {
    const auto size = static_cast<std::int64_t>(data->size());
    return (size + options.batch - 1) / options.batch;
  }

  void shuffle_for(std::int64_t epoch) {
    if (ordered_epoch == epoch) return;
    order.resize(data->size());
    std::iota(order.begin(), order.end(), 0u);
    Random random(options.seed, RandomPurpose::shuffle, static_cast<std::uint64_t>(epoch));
    shuffle(order, random);
    ordered_epoch = epoch;
  }
};

namespace {

// Which picture gives way to a scribble is drawn from the augmentation's stream under a seed of its own.
constexpr std::uint64_t kScribbleChance = 0x5C21'BB1E'C4A2'CE00;

bool gives_way(const TrainingOptions& options, std::uint64_t epoch, std::size_t index) {
  if (options.scribbles <= 0) return false;
  Random chance(options.seed ^ kScribbleChance, RandomPurpose::augmentation, epoch, index);
  return chance.uniform() < options.scribbles;
}

void require(bool good, const char* option, const std::string& found, const char* expected) {
  if (!good) throw Error(ErrorKind::bad_value, option, found, expected);
}

}  // namespace

Trainer::Trainer(Model model, std::shared_ptr<const Samples> data, TrainingOptions options) {
  require(options.epochs >= 1, "epochs", std::to_string(options.epochs), "at least 1");
  require(options.batch >= 1, "batch", std::to_string(options.batch), "at least 1");
  require(options.optimizer.learning_rate >= 0, "learning rate",
          std::to_string(options.optimizer.learning_rate), "0 or more");
  if (options.hold_out != 0) data = part_of(std::move(data), options.hold_out, Part::training);
  require(data->size() > 0, "data", "no pictures", "at least one");
  const Shape& wanted = model.graph->input_shape();
  if (data->shape() != wanted)
    throw Error(ErrorKind::shape_mismatch, "the model's input", to_string(data->shape()), to_string(wanted));
  require(options.scribbles >= 0 && options.scribbles < 1, "scribbles", std::to_string(options.scribbles),
          "0 or more, below 1");
  require(options.ema >= 0 && options.ema < 1, "ema", std::to_string(options.ema), "0 or more, below 1");
  if (options.scribbles > 0 && wanted != Shape{1, kDigitSide, kDigitSide})
    throw Error(ErrorKind::shape_mismatch, "scribbles", "pictures of 1x28x28", to_string(wanted));
  const std::size_t classes = model.graph->node(model.graph->logits()).shape.size();
  if (data->class_names().size() > classes)
    throw Error(ErrorKind::shape_mismatch, "the model's output",
                std::to_string(data->class_names().size()) + " classes", std::to_string(classes));
  if (model.class_names.empty()) model.class_names = data->class_names();
  implementation_ = std::make_unique<Implementation>(std::move(model), std::move(data), options);
}

Trainer::~Trainer() = default;

std::int64_t Trainer::steps_per_epoch() const { return implementation_->steps_per_epoch(); }
std::int64_t Trainer::total_steps() const { return steps_per_epoch() * implementation_->options.epochs; }
std::int64_t Trainer::steps_done() const { return implementation_->done; }
const Model& Trainer::model() const {
  const Implementation& i = *implementation_;
  return i.averaged ? *i.averaged : i.model;
}
std::shared_ptr<const Model> Trainer::snapshot() const { return std::make_shared<const Model>(model()); }
const TrainingOptions& Trainer::options() const { return implementation_->options; }

StepRecord Trainer::step() {
  Implementation& i = *implementation_;
  const std::int64_t epoch = i.done / steps_per_epoch(), within = i.done % steps_per_epoch();
  if (within == 0) {
    i.epoch_loss = 0;
    i.epoch_correct = i.epoch_count = 0;
  }
  i.shuffle_for(epoch);
  const std::size_t first = static_cast<std::size_t>(within) * static_cast<std::size_t>(i.options.batch);
  const std::size_t count = std::min(static_cast<std::size_t>(i.options.batch), i.data->size() - first);
  const auto read = [&](int n, std::span<float> pixels) {
    const std::size_t index = i.order[first + static_cast<std::size_t>(n)];
    const auto e = static_cast<std::uint64_t>(epoch);
    const bool scribble = gives_way(i.options, e, index);
    if (scribble)
      read_scribble(i.options.seed, e, index, pixels);
    else
      i.data->read(index, e, pixels);
    if (i.options.augment.any()) {
      Random random(i.options.seed, RandomPurpose::augmentation, e, index);
      augment(pixels, i.data->shape(), i.options.augment, random);
    }
    return scribble ? kNoClass : i.data->label(index);
  };
  const double factor = schedule_factor(i.options.schedule, i.done, total_steps());
  const float rate = static_cast<float>(i.options.optimizer.learning_rate * factor);
  const auto outcome = i.pass.run(i.pool,
                                  {.size = static_cast<int>(count),
                                   .seed = i.options.seed,
                                   .step = static_cast<std::uint64_t>(i.done),
                                   .read = std::cref(read)},
                                  i.model.parameters, i.lanes);
  ++i.done;
  i.updater.update(i.pool, i.done, rate, i.lanes, i.model.parameters);
  if (i.averaged) add_to_average(i.pool, i.options.ema, i.done, i.model.parameters, i.averaged->parameters);
  i.epoch_loss += outcome.loss;
  i.epoch_correct += outcome.correct;
  i.epoch_count += static_cast<std::int64_t>(count);
  return {.step = i.done,
          .epoch = static_cast<int>(epoch),
          .loss = static_cast<float>(outcome.loss / static_cast<double>(count)),
          .correct = outcome.correct,
          .count = static_cast<int>(count),
          .learning_rate = rate};
}

Trainer::EpochMeans Trainer::epoch_means() const {
  const Implementation& i = *implementation_;
  if (i.epoch_count == 0) return {};
  const double count = static_cast<double>(i.epoch_count);
  return {i.epoch_loss / count, static_cast<double>(i.epoch_correct) / count};
}

TrainingState Trainer::state() const {
  const Implementation& i = *implementation_;
  return {.step = i.done,
          .parameters = i.model.parameters,
          .optimizer_moments = i.updater.moments(),
          .average = i.averaged ? i.averaged->parameters : AlignedVector<float>{},
          .epoch_loss = i.epoch_loss,
          .epoch_correct = i.epoch_correct,
          .epoch_count = i.epoch_count};
}

void Trainer::restore(const TrainingState& state) {
  Implementation& i = *implementation_;
  bool fits = state.parameters.size() == i.model.parameters.size() && state.step >= 0 &&
              state.step <= total_steps() && state.optimizer_moments.size() == i.updater.moments().size() &&
              state.average.size() == (i.averaged ? i.model.parameters.size() : 0);
  for (const auto& moment : state.optimizer_moments)
    fits = fits && moment.size() == i.model.parameters.size();
  require(fits, "checkpoint", "another model, optimizer or number of steps", "what this training began with");
  i.done = state.step;
  i.model.parameters = state.parameters;
  i.updater.moments() = state.optimizer_moments;
  if (i.averaged) i.averaged->parameters = state.average;
  i.epoch_loss = state.epoch_loss;
  i.epoch_correct = state.epoch_correct;
  i.epoch_count = state.epoch_count;
}

std::string recipe_of(const TrainingOptions& options, const std::string& data) {
  std::ostringstream text;
  text << "data " << data << ", epochs " << options.epochs << ", batch " << options.batch << ", "
       << to_string(options.optimizer.kind) << ", learning rate " << options.optimizer.learning_rate
       << ", momentum " << options.optimizer.momentum << ", weight decay " << options.optimizer.weight_decay
       << ", " << to_string(options.schedule) << ", augment " << to_string(options.augment);
  if (options.hold_out > 0) text << ", 1 in " << options.hold_out << " held out";
  if (options.scribbles > 0) text << ", scribbles " << options.scribbles;
  if (options.ema > 0) text << ", weights averaged with decay " << options.ema;
  text << ", seed " << options.seed;
  return text.str();
}

}  // namespace convlens
