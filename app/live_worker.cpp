#include "app/live_worker.h"

#include <algorithm>

#include "app/guarded.h"
#include "app/network_input.h"
#include "core/data/stroke_samples.h"
#include "ui/paint/map_image.h"

namespace convlens::app {
namespace {

PreparedDigit prepare(const ui::Input& input) {
  if (const auto* drawing = std::get_if<Drawing>(&input.content)) return prepare_drawing(*drawing);
  return prepare_image(std::get<Image>(input.content));
}

/// Whether these pixels are what a network of this input takes, value by value.
bool fits(const Tensor<float>& pixels, const Shape& shape) {
  return pixels.shape() == shape || (takes_digits(pixels.shape()) && takes_digits(shape));
}

}  // namespace

LiveWorker::LiveWorker(QObject* parent)
    : QObject(parent), bell_([this] { deliver(); }), thread_([this](std::stop_token stop) { run(stop); }) {}

LiveWorker::~LiveWorker() {
  thread_.request_stop();
  thread_.join();
}

void LiveWorker::set_input(const ui::Input& input) {
  newest_.ticket = ++tickets_;
  newest_.input = std::make_shared<const ui::Input>(input);
  ask();
}

void LiveWorker::set_model(std::shared_ptr<const Model> model) {
  newest_.model = std::move(model);
  ask();
}

void LiveWorker::ask() {
  if (!newest_.input || !newest_.model) return;
  std::optional<Question> replaced = newest_;
  {
    const std::lock_guard lock(mutex_);
    std::swap(waiting_, replaced);
  }
  wake_.notify_one();
}

void LiveWorker::deliver() {
  const std::optional<Answer> answer = answers_.take();
  if (!answer) return;
  if (!answer->frame) {
    emit failed(QString::fromStdString(answer->failure));
    return;
  }
  // An answer of a network that is no longer shown would show its layers among another one's.
  if (answer->frame->model->graph == newest_.model->graph) emit answered(answer->frame);
}

void LiveWorker::run(std::stop_token stop) {
  for (;;) {
    std::optional<Question> question;
    {
      std::unique_lock lock(mutex_);
      if (!wake_.wait(lock, stop, [this] { return waiting_.has_value(); })) return;
      std::swap(question, waiting_);
    }
    Answer reply;
    if (const auto failure = failure_of([&] { reply.frame = answer(*question); })) reply.failure = *failure;
    answers_.put(std::move(reply));
    bell_.ring();
  }
}

ui::FramePtr LiveWorker::answer(const Question& question) {
  const Graph& graph = *question.model->graph;
  auto frame = std::make_shared<ui::Frame>();
  frame->ticket = question.ticket;
  frame->model = question.model;
  if (label_holds(question)) frame->true_label = question.input->true_label;
  const Tensor<float> pixels = pixels_of(question.input, graph.input_shape(), *frame);
  auto activations = std::make_shared<Activations>();
  forward(*question.model, pixels.view(), *activations, {.pool = &pool_});
  frame->probabilities = class_probabilities(graph, activations->of(graph.output()));
  frame->activations = std::move(activations);
  return frame;
}

bool LiveWorker::label_holds(const Question& question) {
  const Model& model = *question.model;
  if (labelled_from_ != question.input) {
    labelled_from_ = question.input;
    const bool of_data = std::holds_alternative<ui::NetworkPixels>(question.input->content);
    label_classes_ = of_data ? model.class_names : digit_names();
  }
  if (!model.class_names.empty() && !label_classes_.empty()) return model.class_names == label_classes_;
  const auto classes = model.graph->node(model.graph->output()).shape.size();
  return label_classes_.empty() || classes == label_classes_.size();
}

Tensor<float> LiveWorker::pixels_of(const std::shared_ptr<const ui::Input>& input, const Shape& shape,
                                    ui::Frame& frame) {
  if (const auto* own = std::get_if<ui::NetworkPixels>(&input->content)) {
    if (fits(**own, shape)) {
      frame.as_is = true;
      Tensor<float> pixels(1, shape);
      std::ranges::copy((*own)->values(), pixels.values().begin());
      return pixels;
    }
    // Of a data set for another network, whose classes mean nothing to this one.
    frame.true_label.reset();
    return fitted_pixels(ui::to_image(**own), shape);
  }
  if (const auto* image = std::get_if<Image>(&input->content); image && !takes_digits(shape))
    return fitted_pixels(*image, shape);
  if (prepared_from_ != input) {
    prepared_ = std::make_shared<const PreparedDigit>(prepare(*input));
    prepared_from_ = input;
  }
  frame.prepared = prepared_;
  return network_input(*prepared_, shape);
}

}  // namespace convlens::app
