#include "tests/ui/support.h"

#include "core/model/presets.h"

namespace convlens::ui {

Drawing drawn_seven() {
  Drawing drawing;
  drawing.width = 24;
  drawing.strokes.push_back(
      {{{80, 70, 1}, {120, 68, 1}, {195, 70, 1}, {170, 120, 1}, {140, 170, 1}, {120, 225, 1}}, false});
  return drawing;
}

FramePtr frame_of(std::shared_ptr<const Model> model, const Drawing& drawing) {
  auto frame = std::make_shared<Frame>();
  frame->ticket = 1;
  frame->model = std::move(model);
  auto prepared = std::make_shared<PreparedDigit>(prepare_drawing(drawing));
  auto activations = std::make_shared<Activations>();
  if (prepared->pixels.shape() == frame->model->graph->input_shape()) {
    forward(*frame->model, std::as_const(*prepared).pixels.view(), *activations);
    frame->prepared = prepared;
  } else {
    const Tensor<float> picture = [&] {
      Tensor<float> grey(1, frame->model->graph->input_shape());
      for (std::size_t i = 0; i < grey.size(); ++i) grey.data()[i] = static_cast<float>(i % 17) / 17;
      return grey;
    }();
    forward(*frame->model, picture.view(), *activations);
  }
  const auto values = activations->outputs.back().values();
  frame->probabilities.assign(values.begin(), values.end());
  frame->activations = activations;
  frame->true_label = drawing.label;
  return frame;
}

std::shared_ptr<const Model> untrained(const char* preset) {
  return std::make_shared<const Model>(initialised_model(find_preset(preset)->build(), 1));
}

FramePtr frame_of(const char* preset) { return frame_of(untrained(preset), drawn_seven()); }

void draw_with_mouse(QWidget& widget, const std::vector<QPoint>& points, Qt::MouseButton button) {
  QTest::mousePress(&widget, button, {}, points.front());
  for (std::size_t i = 1; i < points.size(); ++i) {
    // QTest::mouseMove holds no button; a drag needs one.
    QMouseEvent move(QEvent::MouseMove, points[i], widget.mapToGlobal(points[i]), Qt::NoButton, button, {});
    QCoreApplication::sendEvent(&widget, &move);
  }
  QTest::mouseRelease(&widget, button, {}, points.back());
}

void hover(QWidget& widget, QPointF at) {
  QMouseEvent move(QEvent::MouseMove, at, widget.mapToGlobal(at), Qt::NoButton, Qt::NoButton, {});
  QCoreApplication::sendEvent(&widget, &move);
}

void leave(QWidget& widget) {
  QEvent event(QEvent::Leave);
  QCoreApplication::sendEvent(&widget, &event);
}

QAbstractButton* button_of(const QWidget& widget, const QString& text) {
  QAbstractButton* found = nullptr;
  for (auto* button : widget.findChildren<QAbstractButton*>())
    if (button->text() == text) {
      REQUIRE_FALSE(found);
      found = button;
    }
  REQUIRE(found);
  return found;
}

void show_and_wait(QWidget& widget) {
  widget.show();
  REQUIRE(QTest::qWaitForWindowExposed(&widget));
}

namespace {

class DeskReport : public JobReport {
 public:
  DeskReport(View& view, int channel, std::uint64_t ticket) : view_(view), channel_(channel), ticket_(ticket) {}
  std::stop_token stop() const override { return {}; }
  ThreadPool& pool() override { return pool_; }
  void progress(std::size_t done, std::size_t total) override {
    view_.receive(channel_, {.ticket = ticket_, .result = nullptr, .complete = false, .done = done, .total = total, .failure = {}});
  }
  void partial(JobResult result) override {
    view_.receive(channel_, {.ticket = ticket_, .result = std::move(result), .complete = false, .done = 0, .total = 0, .failure = {}});
  }

 private:
  View& view_;
  int channel_;
  std::uint64_t ticket_;
  ThreadPool pool_{1};
};

}  // namespace

JobDesk::JobDesk(View& view) {
  connect(&view, &View::job_wanted, this, [this](View* asker, int channel, std::uint64_t ticket, const ViewJob& job) {
    DeskReport report(*asker, channel, ticket);
    const JobResult result = job.compute(report);
    ++done;
    asker->receive(channel, {.ticket = ticket, .result = result, .complete = true, .done = 0, .total = 0, .failure = {}});
  });
}

}  // namespace convlens::ui
