#include <cstdio>
#include <map>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/model_data.h"
#include "app/cli/models.h"
#include "app/cli/number_checks.h"
#include "app/cli/outputs.h"
#include "app/cli/progress_bar.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/figures/embedding_figure.h"
#include "core/study/neighbour_purity.h"

namespace convlens::app {
namespace {

struct Arguments {
  std::string model, data, layer, out;
  EmbeddingMethod method = EmbeddingMethod::tsne;
  EmbeddedImages images;
  TsneOptions tsne;
};

void report(const Embedding& embedding, const std::string& out) {
  const EmbeddedLayer& layer = *embedding.layer;
  std::printf(
      "%zu images, %zu values each; the %d nearest neighbours are of the same class: %.1f %% with all "
      "values, %.1f %% "
      "in the picture\n",
      layer.size(), layer.pca.features, kPurityNeighbours, 100 * layer.purity, 100 * embedding.purity);
  if (embedding.method == EmbeddingMethod::tsne)
    std::printf("perplexity %g, %d iterations, divergence %.4f nats\n", embedding.options.perplexity,
                embedding.iterations, embedding.divergence);
  else if (layer.pca.count() >= 2)
    std::printf("share of the variance: %.1f %% across, %.1f %% up\n", 100 * layer.pca.share(0),
                100 * layer.pca.share(1));
  std::printf("saved in %s\n", out.c_str());
}

int embed(const Arguments& arguments, const CommonOptions& common) {
  const Model model = load_model(arguments.model);
  const int node = find_layer(*model.graph, arguments.layer);
  const auto samples = open_for_model(arguments.data, Split::test, model, arguments.model, common.seed);
  tell_notes(*samples);
  const StopOnInterrupt interrupt;
  ThreadPool pool(common.threads);
  EmbeddedLayerPtr layer;
  {
    ProgressBar bar("images");
    layer = embedded_layer(model, *samples, node, {arguments.images.count, common.seed}, pool,
                           interrupt.token(), bar.callback());
  }
  if (!layer) return stopped("nothing was saved");
  Embedding embedding;
  if (arguments.method == EmbeddingMethod::pca) {
    embedding = pca_embedding(layer, pool, interrupt.token());
  } else {
    ProgressBar bar("t-SNE");
    embedding = tsne_embedding(layer, arguments.tsne, pool, interrupt.token(), bar.callback());
  }
  if (!embedding.complete) return stopped("nothing was saved");
  save_figure(arguments.out, embedding_figure(model, *samples, arguments.data, embedding));
  if (common.json)
    std::printf("%s\n", embedding_json(model, arguments.data, embedding).c_str());
  else
    report(embedding, arguments.out);
  return kSuccess;
}

}  // namespace

Action declare_embed(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command.add_option("--model", arguments->model, "a preset's name or an .onnx file")->required();
  command.add_option("--data", arguments->data, kDataHelp)->required();
  command.add_option("--layer", arguments->layer, "a layer, as info names it, or input: the pixels")
      ->required();
  const std::map<std::string, EmbeddingMethod> methods{
      {embedding_method_name(EmbeddingMethod::pca), EmbeddingMethod::pca},
      {embedding_method_name(EmbeddingMethod::tsne), EmbeddingMethod::tsne}};
  command
      .add_option("--method", arguments->method,
                  "how the layer's values become points of a plane: pca or tsne (default)")
      ->transform(CLI::CheckedTransformer(methods));
  command.add_option("--count", arguments->images.count, "images, chosen at random from the test split")
      ->capture_default_str()
      ->check(CLI::Range(std::size_t{1}, kMostEmbedded));
  command.add_option("--perplexity", arguments->tsne.perplexity, "tsne: how many neighbours count, about")
      ->capture_default_str()
      ->check(above_zero());
  command.add_option("--iterations", arguments->tsne.iterations, "tsne: steps of the descent")
      ->capture_default_str()
      ->check(above_zero());
  command.add_option("--out", arguments->out, "folder for embedding.json, the points and the picture")
      ->required();
  return [arguments, &common] { return embed(*arguments, common); };
}

}  // namespace convlens::app
