#include "ui/views/embedding_job.h"

#include <algorithm>
#include <chrono>

#include "core/data/in_memory.h"
#include "core/figures/embedding_figure.h"
#include "ui/views/data_evaluation.h"

namespace convlens::ui {
namespace {

// Often enough that the points are seen to move, seldom enough to leave the window its time.
constexpr std::chrono::milliseconds kBetweenPartials(60);

TsneOptions options_for(std::size_t images) {
  TsneOptions options;
  options.perplexity = std::min(options.perplexity, largest_perplexity(images));
  return options;
}

JobResult embed(JobReport& report, const EmbeddingQuestion& question, const EmbeddingPtr& earlier) {
  EmbeddingOfData growing{.question = question, .samples = nullptr, .embedding = {}};
  EmbeddedLayerPtr layer;
  if (earlier && earlier->question.word == question.word &&
      opens_alike(*earlier->question.model, *question.model)) {
    growing.samples = earlier->samples;
    if (earlier->question.model == question.model && earlier->question.node == question.node &&
        earlier->question.count == question.count)
      layer = earlier->embedding.layer;
  }
  if (!growing.samples)
    growing.samples =
        in_memory(open_test_split(question.word, *question.model), report.pool(), report.stop());
  if (!growing.samples) return {};
  // One bar for both: an image counts as an iteration.
  const std::size_t images = layer ? 0 : std::min(question.count, growing.samples->size());
  const std::size_t iterations =
      question.method == EmbeddingMethod::tsne ? static_cast<std::size_t>(TsneOptions{}.iterations) : 0;
  if (!layer)
    layer = embedded_layer(
        *question.model, *growing.samples, question.node, {.count = question.count}, report.pool(),
        report.stop(), [&](std::size_t done, std::size_t) { report.progress(done, images + iterations); });
  if (!layer) return {};
  if (question.method == EmbeddingMethod::pca) {
    growing.embedding = pca_embedding(layer, report.pool(), report.stop());
    return std::make_shared<const EmbeddingOfData>(std::move(growing));
  }
  const TsneOptions options = options_for(layer->size());
  std::chrono::steady_clock::time_point published{};  // the start is shown
  const auto moved = [&](const PlanePoints& points, int done) {
    const auto now = std::chrono::steady_clock::now();
    if (now - published < kBetweenPartials) return;
    published = now;
    growing.embedding = {
        .layer = layer, .method = question.method, .options = options, .points = points, .iterations = done};
    report.partial(std::make_shared<const EmbeddingOfData>(growing));
  };
  growing.embedding = tsne_embedding(
      layer, options, report.pool(), report.stop(),
      [&](std::size_t done, std::size_t) { report.progress(images + done, images + iterations); }, moved);
  if (!growing.embedding.complete) return {};
  return std::make_shared<const EmbeddingOfData>(std::move(growing));
}

}  // namespace

ViewJob embedding_job(const EmbeddingQuestion& question, const EmbeddingPtr& earlier) {
  return {ViewJob::Lane::lengthy, [=](JobReport& report) { return embed(report, question, earlier); }};
}

ViewJob place_job(const EmbeddingPtr& source, const FramePtr& frame) {
  return {
      ViewJob::Lane::live, [=](JobReport&) -> JobResult {
        const auto values = frame->activations->of(source->question.node).values();
        return std::make_shared<const PlacedInput>(PlacedInput{source, place_in(source->embedding, values)});
      }};
}

FigureFiles embedding_files(const EmbeddingOfData& embedding) {
  return embedding_figure(*embedding.question.model, *embedding.samples,
                          embedding.question.word.toStdString(), embedding.embedding, Tables::csv);
}

}  // namespace convlens::ui
