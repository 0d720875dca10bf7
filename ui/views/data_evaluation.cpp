#include "ui/views/data_evaluation.h"

#include <algorithm>
#include <chrono>

#include "core/data/dataset.h"
#include "core/data/in_memory.h"

namespace convlens::ui {
namespace {

// Often enough to be seen filling, seldom enough to leave the window its time.
constexpr std::chrono::milliseconds kBetweenPartials(80);

void add(DataEvaluation& evaluation, std::size_t first, std::span<const ClassAnswer> answers) {
  std::ranges::copy(answers, evaluation.answers.begin() + static_cast<std::ptrdiff_t>(first));
  for (std::size_t n = 0; n < answers.size(); ++n) {
    const int truth = evaluation.samples->label(first + n), predicted = answers[n].predicted;
    ++evaluation.confusion[static_cast<std::size_t>(truth)][static_cast<std::size_t>(predicted)];
    evaluation.correct += truth == predicted ? 1 : 0;
  }
  evaluation.done += answers.size();
}

JobResult evaluate_data(JobReport& report, const QString& word, const std::shared_ptr<const Model>& model,
                        std::shared_ptr<const Samples> samples) {
  DataEvaluation growing{.word = word, .model = model, .samples = std::move(samples), .answers = {}, .confusion = {}};
  if (!growing.samples) growing.samples = open_test_split(word, *model);
  const auto shared = [&] { return std::make_shared<const DataEvaluation>(growing); };
  if (!growing.shapes_fit() || !growing.classes_fit()) return shared();
  growing.samples = in_memory(std::move(growing.samples), report.pool(), report.stop());
  if (!growing.samples) return {};
  const std::size_t classes = growing.network_classes();
  growing.answers.resize(growing.total());
  growing.confusion.assign(classes, std::vector<int>(classes, 0));
  auto published = std::chrono::steady_clock::time_point{};
  const auto answered = [&](std::size_t first, std::span<const ClassAnswer> answers) {
    add(growing, first, answers);
    const auto now = std::chrono::steady_clock::now();
    if (now - published < kBetweenPartials) return;
    published = now;
    report.progress(growing.done, growing.total());
    report.partial(shared());
  };
  if (!evaluate(*model, *growing.samples, report.pool(), report.stop(), {}, answered)) return {};
  return shared();
}

/// What is not a number is less sure than anything.
float sureness(const ClassAnswer& answer) { return answer.p >= 0 ? answer.p : -1; }

}  // namespace

bool opens_alike(const Model& a, const Model& b) {
  return a.graph->input_shape() == b.graph->input_shape() && a.class_names == b.class_names;
}

std::shared_ptr<const Samples> open_test_split(const QString& word, const Model& model) {
  return open_dataset(DatasetName::parse(word.toStdString()), Split::test,
                      {.shape = model.graph->input_shape(), .class_names = model.class_names});
}

std::shared_ptr<const Tensor<float>> sample_pixels(const Samples& samples, int index) {
  auto pixels = std::make_shared<Tensor<float>>(1, samples.shape());
  samples.read(static_cast<std::size_t>(index), 0, pixels->values());
  return pixels;
}

QString DataEvaluation::class_name(int index) const {
  const auto i = static_cast<std::size_t>(index);
  if (i < samples->class_names().size()) return QString::fromStdString(samples->class_names()[i]);
  if (i < model->class_names.size()) return QString::fromStdString(model->class_names[i]);
  return QString::number(index);
}

ViewJob evaluation_job(const QString& word, std::shared_ptr<const Model> model, const DataEvaluationPtr& earlier) {
  std::shared_ptr<const Samples> samples;
  if (earlier && earlier->word == word && opens_alike(*earlier->model, *model)) samples = earlier->samples;
  return {ViewJob::Lane::lengthy, [word, model = std::move(model), samples](JobReport& report) {
            return evaluate_data(report, word, model, samples);
          }};
}

std::vector<int> filtered_pictures(const DataEvaluation& evaluation, const PictureFilter& filter) {
  const auto& answers = evaluation.answers;
  const auto label = [&](int i) { return evaluation.samples->label(static_cast<std::size_t>(i)); };
  const auto answer = [&](int i) { return answers[static_cast<std::size_t>(i)]; };
  const auto wrong = [&](int i) { return answer(i).predicted != label(i); };
  std::vector<int> kept;
  for (int i = 0; i < static_cast<int>(answers.size()); ++i) {
    if (answer(i).predicted < 0) continue;
    if (filter.cell) {
      if (*filter.cell == ConfusionCell{label(i), answer(i).predicted}) kept.push_back(i);
      continue;
    }
    if (filter.class_index >= 0 && label(i) != filter.class_index) continue;
    if (filter.which != WhichPictures::only_wrong || wrong(i)) kept.push_back(i);
  }
  const float sign = filter.order == PictureOrder::surest_first ? -1.0f : 1.0f;
  std::ranges::stable_sort(kept, {}, [&](int i) {
    const bool later = filter.which == WhichPictures::wrong_first && !wrong(i);
    return std::pair(later, sign * sureness(answer(i)));
  });
  return kept;
}

}  // namespace convlens::ui
