#include <time.h>

#include <algorithm>
#include <iostream>

#include "tests/ui/support.h"
#include "ui/main_window.h"
#include "ui/views/network_view.h"

using namespace convlens;
using namespace convlens::ui;

namespace {

/// The thread's own time: what other programs take does not count.
double thread_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

template <typename Work>
double median_ms(Work work) {
  std::vector<double> times;
  for (int i = 0; i < 101; ++i) {
    const double begin = thread_ms();
    work();
    times.push_back(thread_ms() - begin);
  }
  std::nth_element(times.begin(), times.begin() + 50, times.end());
  return times[50];
}

}  // namespace

// Not part of the tests, which never judge by the clock: what a frame costs the GUI thread.
TEST_CASE("milliseconds a frame", "[.timing]") {
  MainWindow window;
  show_and_wait(window);
  const auto model = untrained("digits");
  const FramePtr a = frame_of(model, drawn_seven());
  Drawing other = drawn_seven();
  other.strokes[0].points.pop_back();
  const FramePtr b = frame_of(model, other);
  window.set_drawing(drawn_seven());
  window.show_frame(a);
  QCoreApplication::processEvents();
  bool flip = false;
  auto* network = window.findChild<NetworkView*>();
  QImage canvas(network->canvas()->size(), QImage::Format_RGB32);
  std::cout << "network repaint alone: " << median_ms([&] { network->canvas()->render(&canvas); }) << " ms\n";
  std::cout << "network show_frame: " << median_ms([&] { network->show_frame((flip = !flip) ? b : a); })
            << " ms\n";
  std::cout << "network show_frame and painted: " << median_ms([&] {
    network->show_frame((flip = !flip) ? b : a);
    network->canvas()->repaint();
  }) << " ms\n";
  const int relu3 = model->graph->find("relu3");
  std::cout << "pointing at a unit, both pictures painted: " << median_ms([&] {
    hover(*network->canvas(), network->tile_rect(relu3, (flip = !flip) ? 2 : 3).center());
    QCoreApplication::processEvents();
  }) << " ms\n";
  leave(*network->canvas());
  auto* tabs = window.findChild<QTabWidget*>();
  for (int tab = 0; tab < tabs->count(); ++tab) {
    tabs->setCurrentIndex(tab);
    auto* view = static_cast<ui::View*>(tabs->currentWidget());
    view->show_selection({model->graph->find("conv3"), 3, std::nullopt, -1});
    const FramePtr trained = frame_of(std::make_shared<Model>(*model), other);
    std::cout << view->objectName().toStdString() << ", another input: " << median_ms([&] {
      view->show_frame((flip = !flip) ? b : a);
      QCoreApplication::processEvents();
    })
              << " ms, other weights: " << median_ms([&] {
                   view->show_frame((flip = !flip) ? b : trained);
                   QCoreApplication::processEvents();
                 })
              << " ms\n";
  }
  tabs->setCurrentIndex(0);
  for (QWidget* part : window.findChildren<QWidget*>()) {
    if (!part->isVisible()) continue;
    const double ms = median_ms([&] { part->repaint(); });
    if (ms > 0.4) std::cout << "  " << part->metaObject()->className() << " " << ms << " ms\n";
  }
  std::cout << "whole window, frame shown and painted: " << median_ms([&] {
    window.show_frame((flip = !flip) ? b : a);
    QCoreApplication::processEvents();
  }) << " ms\n";
}
