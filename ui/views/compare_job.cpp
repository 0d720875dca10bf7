#include "ui/views/compare_job.h"

#include "core/base/error.h"
#include "core/data/samples.h"
#include "core/formats/onnx.h"
#include "core/model/convolutions.h"
#include "ui/paint/map_image.h"
#include "ui/paint/numbers.h"
#include "ui/views/data_evaluation.h"
#include "ui/views/occlusion_job.h"

namespace convlens::ui {
namespace {

constexpr std::size_t kMostTiles = 256;

/// Whether pixels that were made for one network are another one's input, value by value: a vector takes the same values in
/// the same order.
bool fits(const Shape& pixels, const Shape& input) {
  return pixels == input || (pixels.size() == input.size() && (pixels.is_vector() || input.is_vector()) &&
                             (pixels.is_vector() ? input : pixels).channels == 1);
}

class Comparer {
 public:
  Comparer(const CompareAsked& asked, JobReport& report) : report_(report), result_(std::make_shared<CompareResult>()) {
    result_->asked = asked;
    result_->opened = asked.opened;
  }

  JobResult run() {
    std::array<std::optional<CompareSide>, 2> sides;
    std::optional<int> label;
    for (const int i : {0, 1}) {
      sides[static_cast<std::size_t>(i)] = side(i, label);
      if (report_.stop().stop_requested()) return nullptr;
      if (result_->trouble != CompareTrouble::none) return result_;
      if (!sides[static_cast<std::size_t>(i)]) return nullptr;
      if (!label) label = sides[static_cast<std::size_t>(i)]->label;  // the same class on both sides
    }
    try {
      result_->comparison = compare(std::move(*sides[0]), std::move(*sides[1]));
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::shape_mismatch) throw;
      return trouble(CompareTrouble::shapes_differ, 1, QString::fromStdString(error.found()), QString::fromStdString(error.expected()));
    }
    paint();
    return result_;
  }

 private:
  JobResult trouble(CompareTrouble what, int side, const QString& found = {}, const QString& expected = {}) {
    result_->trouble = what;
    result_->troubled_side = side;
    result_->found = found;
    result_->expected = expected;
    return result_;
  }

  /// Null: stopped.
  std::shared_ptr<const Model> model_of(const CompareSource& source) {
    if (source.model) return source.model;
    CompareOpened& opened = result_->opened;
    if (!opened.model || opened.file != source.file) {
      opened.model = result_->asked.open(
          source.file.toStdString(), report_.stop(),
          [this](std::size_t done, std::size_t total) { report_.progress(done, total); });
      opened.file = source.file;
    }
    return opened.model;
  }

  /// None: there is no such sample.
  std::optional<Tensor<float>> sample_of(const CompareSource& source, const Model& model) {
    CompareOpened& opened = result_->opened;
    if (!opened.samples || opened.data != result_->asked.data || opened.samples->shape() != model.graph->input_shape()) {
      opened.samples = open_test_split(result_->asked.data, model);
      opened.data = result_->asked.data;
    }
    const auto index = static_cast<std::size_t>(source.sample);
    if (index >= opened.samples->size()) return {};
    Tensor<float> pixels(1, opened.samples->shape());
    opened.samples->read(index, 0, pixels.values());
    return pixels;
  }

  /// The run whose values are looked at; none where there is trouble.
  std::shared_ptr<const Activations> run_of(int i, const CompareSource& source, const std::shared_ptr<const Model>& model) {
    if (source.frame && source.frame->model == model) return source.frame->activations;
    std::optional<Tensor<float>> pixels = source.frame ? source.frame->activations->input : sample_of(source, *model);
    const Shape& input = model->graph->input_shape();
    if (!pixels) {
      trouble(CompareTrouble::no_such_sample, i, QString::number(source.sample), QString::number(result_->opened.samples->size()));
      return {};
    }
    if (!fits(pixels->shape(), input)) {
      trouble(CompareTrouble::input_does_not_fit, i, shape_text(pixels->shape()), shape_text(input));
      return {};
    }
    Tensor<float> fitted(1, input);
    std::copy(pixels->values().begin(), pixels->values().end(), fitted.values().begin());
    auto run = std::make_shared<Activations>();
    forward(*model, std::as_const(fitted).view(), *run, {.pool = &report_.pool()});
    return run;
  }

  std::optional<CompareSide> side(int i, const std::optional<int>& label) {
    const CompareSource& source = result_->asked.sides[static_cast<std::size_t>(i)];
    const std::shared_ptr<const Model> model = model_of(source);
    if (!model) return {};
    CompareQuestion question = source.question;
    if (!question.label) question.label = label;
    if (!is_answerable(i, question, *model->graph)) return {};
    const auto run = run_of(i, source, model);
    if (!run) return {};
    return compare_side(*model, *run, question, report_.pool(), report_.stop(),
                        [&](std::size_t done, std::size_t total) { report_.progress(done, total); });
  }

  bool is_answerable(int i, const CompareQuestion& question, const Graph& graph) {
    const int node = question.layer.empty() ? -1 : graph.find_or(question.layer, -1);
    CompareTrouble what = CompareTrouble::none;
    if (!question.layer.empty() && node < 0) what = CompareTrouble::no_such_layer;
    else if (question.figure == ComparedFigure::filters && graph.node(node).layer->kind() != "conv2d") what = CompareTrouble::no_convolution;
    else if (question.unit >= 0 && question.unit >= graph.node(node).shape.channels) what = CompareTrouble::no_such_unit;
    else if (question.label && *question.label >= static_cast<int>(graph.shape_of(graph.logits()).size())) what = CompareTrouble::no_such_class;
    else if (question.figure == ComparedFigure::saliency && question.method->name == "grad-cam" && graph.last_convolution_activation() == kGraphInput)
      what = CompareTrouble::no_convolution;
    if (what != CompareTrouble::none) trouble(what, i);
    return what == CompareTrouble::none;
  }

  void paint() {
    const Comparison& comparison = *result_->comparison;
    result_->parts = parts_of(comparison);
    result_->scales = scales_of(comparison);
    if (!result_->asked.all) return;
    result_->tiled = most_different(comparison, -1, kMostTiles);
    for (const ComparePart& part : result_->tiled) {
      if (report_.stop().stop_requested()) return;
      result_->tiles.push_back(paint_triple(comparison, part, result_->scales));
    }
  }

  JobReport& report_;
  std::shared_ptr<CompareResult> result_;
};

bool is_live(const CompareAsked& asked) {
  for (const CompareSource& source : asked.sides) {
    if (!source.model && asked.opened.file != source.file) return false;
    if (!source.frame && asked.opened.data != asked.data) return false;
    if (source.question.figure == ComparedFigure::invert ||
        source.question.figure == ComparedFigure::maximise)
      return false;
    const Model* model = source.model ? source.model.get() : asked.opened.model.get();
    if (source.question.figure == ComparedFigure::occlude && !is_live_sweep(*model->graph, source.question.occlusion)) return false;
  }
  return true;
}

}  // namespace

std::shared_ptr<const Model> open_as_it_is(const std::filesystem::path& file, const std::stop_token& stop,
                                           const ProgressCallback& progress) {
  auto opened = open_onnx(file, stop, progress);
  return opened ? std::make_shared<const Model>(std::move(opened->model)) : nullptr;
}

ViewJob compare_job(const CompareAsked& asked) {
  return {.lane = is_live(asked) ? ViewJob::Lane::live : ViewJob::Lane::lengthy,
          .compute = [asked](JobReport& report) { return Comparer(asked, report).run(); }};
}

PictureTriple paint_triple(const Comparison& comparison, const ComparePart& part, const CompareScales& scales) {
  const auto map = [&](std::span<const float> values, ColourMap colours, ValueRange range) {
    return to_qimage(paint_map(plane_of(values, part), part.height, part.width, colours, range));
  };
  const auto side = [&](const std::vector<float>& values, ValueRange range) {
    if (!is_colour(part)) return map(values, scales.map, range);
    return to_qimage(paint_rgb(std::span(values).subspan(part.first, part.count), part.height, part.width, range));
  };
  return {side(comparison.a.array.values, scales.a), side(comparison.b.array.values, scales.b),
          map(comparison.difference, ColourMap::diverging, scales.difference)};
}

}  // namespace convlens::ui
