#include "app/input_inquiry.h"

#include <QFileInfo>
#include <algorithm>

#include "app/cli/models.h"
#include "core/base/error.h"
#include "core/formats/class_names.h"

namespace convlens::app {
namespace {

ui::InputPreview answer_of(const Model& model, const Tensor<float>& pixels) {
  Activations activations;
  forward(model, pixels.view(), activations);
  const auto values = class_probabilities(*model.graph, activations.of(model.graph->output()));
  const auto largest = std::max_element(values.begin(), values.end());
  return {static_cast<int>(largest - values.begin()), *largest};
}

/// Fewer than there are ranges when stopped.
ui::InputPreviews answers_of(const Model& raw, const Tensor<float>& pixels, bool blue_first,
                             const std::stop_token& stop) {
  ui::InputPreviews previews;
  for (const std::string& range : input_ranges()) {
    if (stop.stop_requested()) break;
    InputDescription description = input_range(range, pixels.shape().channels);
    description.blue_first = blue_first;
    previews.push_back(answer_of(raw, described_pixels(pixels.view(), description)));
  }
  return previews;
}

}  // namespace

InputInquiry::InputInquiry(JobRunner& files, InputMemory memory, QObject* parent)
    : QObject(parent), files_(files), memory_(std::move(memory)) {}

void InputInquiry::set_nothing_to_ask() {
  ++question_;
  digest_.clear();
  answered_.reset();
  raw_.reset();
  emit settled();
  emit describable_changed(false);
}

void InputInquiry::set_shown(const OpenedModel& opened, const QString& path) {
  set_nothing_to_ask();
  if (opened.digest.empty()) return;
  path_ = path;
  digest_ = opened.digest;
  answered_ = opened.answer;
  emit describable_changed(true);
  if (!answered_) begin(opened.model);
}

void InputInquiry::ask() {
  if (digest_.empty() || raw_) return;
  files_.run([this, path = path_.toStdString(), digest = digest_,
              question = question_](std::stop_token stop) -> JobRunner::Afterwards {
    auto loaded = open_structure(path, stop);
    const auto found = loaded ? digest_of(loaded->files, stop) : std::nullopt;
    if (!found) return {};
    auto raw = std::make_shared<const Model>(std::move(loaded->model));
    if (*found != digest)
      throw Error(ErrorKind::file_broken, path, "another network than the one that is shown",
                  "the file as it was opened");
    return [this, raw, question] {
      if (question == question_ && !raw_) begin(raw);
    };
  });
}

void InputInquiry::begin(std::shared_ptr<const Model> raw) {
  raw_ = std::move(raw);
  ui::InputQuestion question{.file = QFileInfo(path_).fileName(),
                             .shape = raw_->graph->input_shape(),
                             .guess = guess_input(*raw_),
                             .file_names = raw_->class_names,
                             .answered = answered_.has_value()};
  question.answer = answered_.value_or(InputAnswer{.range = question.guess.range});
  blue_first_ = question.answer.blue_first;
  emit asked(question);
  preview();
}

void InputInquiry::set_frame(const ui::FramePtr& frame) {
  frame_ = frame;
  if (raw_) preview();
}

void InputInquiry::set_blue_first(bool blue_first) {
  blue_first_ = blue_first;
  if (raw_) preview();
}

void InputInquiry::preview() {
  preview_again_ = previewing_;
  if (previewing_ || !frame_ || frame_->activations->input.shape() != raw_->graph->input_shape()) return;
  previewing_ = true;
  const auto done = [this, question = question_](const ui::InputPreviews& previews) {
    previewing_ = false;
    if (question == question_ && raw_ && !previews.empty()) emit previewed(previews);
    if (preview_again_ && raw_) preview();
  };
  files_.run(
      [done, raw = raw_, frame = frame_,
       blue_first = blue_first_](std::stop_token stop) -> JobRunner::Afterwards {
        return [done, previews = answers_of(*raw, frame->activations->input, blue_first, stop)] {
          done(previews);
        };
      },
      [this, done](const QString& message) {
        done({});
        emit refused(message);
      });
}

void InputInquiry::read_names(const QString& path) {
  if (!raw_) return;
  files_.run(
      [this, path = path.toStdString(), raw = raw_,
       question = question_](std::stop_token) -> JobRunner::Afterwards {
        const auto names = read_class_names(path);
        check_class_names(names, *raw, path);
        return [this, names, question] {
          if (question == question_) emit names_read(names);
        };
      },
      [this](const QString& message) { emit refused(message); });
}

void InputInquiry::answer(const InputAnswer& answer) {
  if (!raw_) return;
  files_.run(
      [this, answer, raw = raw_, digest = digest_,
       question = question_](std::stop_token) -> JobRunner::Afterwards {
        OpenedModel opened{.model = std::make_shared<const Model>(with_answer(*raw, answer)),
                           .trained = true,
                           .digest = digest,
                           .answer = answer};
        memory_.remember(digest, answer);  // not before it is known that the network can be so
        return [this, opened, question] {
          if (question == question_) emit described(opened, path_);
        };
      },
      [this](const QString& message) { emit refused(message); });
}

void InputInquiry::close() { raw_.reset(); }

}  // namespace convlens::app
