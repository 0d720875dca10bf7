#include "ui/views/filters_view.h"

#include <algorithm>

#include <QLabel>
#include <QSignalSpy>
#include <QWheelEvent>
#include <cmath>

#include "tests/ui/support.h"
#include "ui/paint/numbers.h"
#include "ui/views/filter_numbers.h"
#include "ui/views/filter_pictures.h"
#include "ui/views/map_facts.h"
#include "ui/widgets/colour_legend.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/heat_map.h"
#include "ui/widgets/tile_grid.h"

using namespace convlens;
using namespace convlens::ui;

namespace {

struct ShownFilters {
  FramePtr frame;
  FiltersView view;
  TileGrid *gallery, *kernels;
  HeatMap* kernel;
  FilterNumbers* numbers;

  explicit ShownFilters(FramePtr shown) : frame(std::move(shown)) {
    view.resize(800, 240);
    show_and_wait(view);
    view.show_frame(frame);
    const auto grids = view.findChildren<TileGrid*>();
    REQUIRE(grids.size() == 2);
    gallery = grids[0];
    kernels = grids[1];
    kernel = view.findChild<HeatMap*>();
    numbers = view.findChild<FilterNumbers*>();
  }
  void select(const char* layer, int map) {
    view.show_selection({frame->model->graph->find(layer), map, std::nullopt, -1});
  }
  ValueRange scale() const { return view.findChild<ColourLegend*>()->range(); }
};

/// The same network after a step of training: another model of the same graph.
FramePtr trained_on(const FramePtr& frame, float by) {
  auto model = std::make_shared<Model>(*frame->model);
  for (float& weight : model->parameters) weight += by;
  return frame_of(model, drawn_seven());
}

float largest_size(std::span<const float> values) {
  float largest = 0;
  for (const float v : values) largest = std::max(largest, std::abs(v));
  return largest;
}

}  // namespace

TEST_CASE("the filters shown are the selected convolution's, else the nearest before it") {
  ShownFilters filters(frame_of("digits"));
  const Graph& graph = *filters.frame->model->graph;
  const int conv2 = graph.find("conv2");
  CHECK(convolution_at_or_before(graph, conv2) == conv2);
  CHECK(convolution_at_or_before(graph, graph.find("pool2")) == conv2);
  CHECK_FALSE(convolution_at_or_before(graph, 0).has_value());

  filters.select("conv2", 4);
  CHECK(filters.gallery->count() == 32);
  CHECK(filters.gallery->selected() == 4);
  CHECK(filters.kernels->count() == 16);
  // The enlarged kernel holds the model's own weights.
  QTest::mouseClick(filters.kernels->viewport(), Qt::LeftButton, {}, filters.kernels->tile_rect(2).center());
  const Filters weights = filters_of(*filters.frame->model, conv2);
  CHECK(filters.kernel->value({1, 3}) == weights.values[((4 * 16 + 2) * 5 + 1) * 5 + 3]);
  QSignalSpy requested(&filters.view, &ui::View::selection_requested);
  QTest::mouseClick(filters.gallery->viewport(), Qt::LeftButton, {}, filters.gallery->tile_rect(1).center());
  REQUIRE(requested.count() == 1);
  CHECK(requested[0][0].value<Selection>() == Selection{conv2, 1, std::nullopt, -1});
  // Away to where there is no filter, and back.
  filters.view.show_selection({0, 0, std::nullopt, -1});
  CHECK_FALSE(filters.gallery->isVisible());
  filters.select("conv2", 4);
  CHECK(filters.gallery->isVisible());
  CHECK(filters.kernels->isVisible());
}

TEST_CASE("one scale a filter, a layer or the whole network") {
  ShownFilters filters(frame_of("digits"));
  filters.select("conv2", 7);
  const Model& model = *filters.frame->model;
  const Filters conv2 = filters_of(model, model.graph->find("conv2"));
  CHECK(filters.scale().high == largest_size(conv2.values));
  filters.view.show_range_scope(RangeScope::map);
  CHECK(filters.scale().high == largest_size(filter_of(conv2, 7)));
  CHECK(filters.scale().high != largest_size(conv2.values));
  filters.view.show_range_scope(RangeScope::network);
  float largest = 0;
  for (const char* layer : {"conv1", "conv2", "conv3"})
    largest = std::max(largest, largest_size(filters_of(model, model.graph->find(layer)).values));
  CHECK(filters.scale().high == largest);
  CHECK(filters.scale().low == -largest);
}

TEST_CASE("filters on three colours are colour pictures, 0 in the middle") {
  ShownFilters filters(frame_of("tinyvgg"));
  const Graph& graph = *filters.frame->model->graph;
  int first = 0, second = 0;
  for (int i = graph.size(); i-- > 0;)
    if (graph.node(i).layer->kind() == "conv2d") second = std::exchange(first, i);
  CHECK(looks_at_colours(graph, first));
  CHECK_FALSE(looks_at_colours(graph, second));
  filters.view.show_selection({first, 0, std::nullopt, -1});
  CHECK(filters.kernels->count() == 3);

  const Filters pattern{1, 3, 1, 2, {1, 0, -1, 0, 0.5f, 0}};
  const QImage picture = colour_picture(pattern, 0, {-1, 1});
  CHECK(picture.size() == QSize(2, 1));
  CHECK(picture.pixelColor(0, 0).red() == 255);
  CHECK(picture.pixelColor(0, 0).green() == 0);
  CHECK(std::abs(picture.pixelColor(0, 0).blue() - 191) <= 1);
  CHECK(std::abs(picture.pixelColor(1, 0).green() - 128) <= 1);
}

TEST_CASE("each pixel of a mosaic stands for a weight, the gaps for none") {
  const Filters filters{1, 3, 2, 2, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}};
  const QImage mosaic = filter_mosaic(filters, 0, {-11, 11});
  CHECK(mosaic.size() == QSize(5, 5));
  int weights = 0;
  for (int y = 0; y < 5; ++y)
    for (int x = 0; x < 5; ++x) {
      const auto place = place_in_mosaic(filters, y, x);
      if (place) ++weights;
      CHECK((qAlpha(mosaic.pixel(x, y)) == 255) == place.has_value());
      if (!place) continue;
      const float weight =
          kernel_of(filters, 0, place->in)[static_cast<std::size_t>(place->y * 2 + place->x)];
      CHECK(mosaic.pixel(x, y) == colour_rgb(weight, ColourMap::diverging, {-11, 11}));
    }
  CHECK(weights == 12);
}

TEST_CASE("statistics are those of the weights, and dead maps those of the ReLU behind") {
  const WeightStatistics s = statistics_of(std::vector<float>{3, -4, 0, 1});
  CHECK(s.smallest == -4);
  CHECK(s.largest == 3);
  CHECK(s.mean == 0);
  CHECK(s.norm == Approx(std::sqrt(26.0)));

  ShownFilters filters(frame_of("digits"));
  filters.select("conv2", 3);
  const Graph& graph = *filters.frame->model->graph;
  CHECK(rectifier_behind(graph, graph.find("conv2")) == graph.find("relu2"));
  const Filters weights = filters_of(*filters.frame->model, graph.find("conv2"));
  CHECK(filters.numbers->text(FilterNumbers::kNorm, 1) == short_number(statistics_of(weights.values).norm));
  CHECK(filters.numbers->text(FilterNumbers::kSmallest, 0) ==
        short_number(statistics_of(filter_of(weights, 3)).smallest));

  // A bias so low that nothing gets over it: one more dead map.
  auto model = std::make_shared<Model>(*filters.frame->model);
  const Node& conv2 = graph.node(graph.find("conv2"));
  for (const ParameterSlot& slot : conv2.parameters)
    if (slot.spec.name == "bias") model->parameter(slot)[3] = -1e6f;
  filters.view.show_frame(frame_of(model, drawn_seven()));
  int dead = 0;
  const FramePtr now = frame_of(model, drawn_seven());
  const Tensor<float>& relu2 = now->activations->of(graph.find("relu2"));
  for (int map = 0; map < 32; ++map) dead += extremes_of(relu2, map).high <= 0;
  CHECK(dead >= 1);
  CHECK(filters.numbers->text(FilterNumbers::kDead, 0) == "dead");
  CHECK(filters.numbers->text(FilterNumbers::kDead, 1) == QStringLiteral("%1 of 32").arg(dead));
}

TEST_CASE("before and after: the first weights stay, also while hidden, until others are kept") {
  FiltersView view;
  view.resize(800, 240);
  const FramePtr first = frame_of("digits");
  view.show_frame(first);  // nobody looks
  const FramePtr second = trained_on(first, 0.25f), third = trained_on(second, 0.5f);
  view.show_frame(second);
  show_and_wait(view);
  const int conv1 = first->model->graph->find("conv1");
  view.show_selection({conv1, 2, std::nullopt, -1});
  const auto* kernel = view.findChild<HeatMap*>();
  const auto weight = [&](const FramePtr& frame) { return filters_of(*frame->model, conv1).values[2 * 25]; };
  CHECK(kernel->value({0, 0}) == weight(second));
  QTest::mouseClick(button_of(view, "Before"), Qt::LeftButton);
  CHECK(kernel->value({0, 0}) == weight(first));
  QTest::mouseClick(button_of(view, "Change"), Qt::LeftButton);
  CHECK(kernel->value({0, 0}) == weight(second) - weight(first));
  const auto* numbers = view.findChild<FilterNumbers*>();
  CHECK(numbers->text(FilterNumbers::kChange, 0) == short_number(0.25 * std::sqrt(25.0)));

  button_of(view, "Keep")->setFocus();
  QTest::keyClick(button_of(view, "Keep"), Qt::Key_Space);
  CHECK(kernel->value({0, 0}) == 0);
  CHECK(button_of(view, "✓ Kept"));  // an answer, as long as there is nothing to compare
  CHECK(std::ranges::any_of(view.findChildren<ElidedLabel*>(),
                            [](const ElidedLabel* one) { return one->text().contains("nothing to compare yet"); }));
  view.show_frame(third);  // follows the training
  CHECK(button_of(view, "Keep"));
  CHECK(kernel->value({0, 0}) == weight(third) - weight(second));
  view.show_frame(frame_of("lenet5"));  // another network: nothing in common
  CHECK(numbers->text(FilterNumbers::kChange, 1) == "0");
}

TEST_CASE("now and before share one scale, so that they can be compared by eye") {
  const FramePtr first = frame_of("digits");
  const FramePtr second = trained_on(first, 1);
  ShownFilters filters(first);
  filters.view.show_frame(second);
  filters.select("conv1", 2);
  const int conv1 = first->model->graph->find("conv1");
  const auto filter = [&](const FramePtr& frame) {
    const Filters all = filters_of(*frame->model, conv1);
    return largest_size(filter_of(all, 2));
  };
  REQUIRE(filter(first) != filter(second));
  filters.view.show_range_scope(RangeScope::map);
  const float common = std::max(filter(first), filter(second));
  CHECK(filters.scale().high == common);
  QTest::mouseClick(button_of(filters.view, "Before"), Qt::LeftButton);
  CHECK(filters.scale().high == common);
}

TEST_CASE("zoom: keys, the wheel with Ctrl and buttons - the numbers appear where they fit") {
  ShownFilters filters(frame_of("digits"));
  filters.select("conv1", 0);
  const int side = filters.gallery->tile_rect(0).width();
  CHECK_FALSE(filters.gallery->numbers_fit(0));
  QTest::keyClick(filters.gallery, Qt::Key_Plus);
  CHECK(filters.gallery->tile_rect(0).width() > side);
  QTest::keyClick(filters.gallery, Qt::Key_Minus);
  CHECK(filters.gallery->tile_rect(0).width() == side);
  const QPointF at(20, 20);
  QWheelEvent wheel(at, filters.gallery->viewport()->mapToGlobal(at), {}, {0, 240}, {}, Qt::ControlModifier,
                    Qt::NoScrollPhase, false);
  QCoreApplication::sendEvent(filters.gallery->viewport(), &wheel);
  CHECK(filters.gallery->tile_rect(0).width() > side * 3 / 2);
  QAbstractButton* larger = button_of(filters.view, "+");
  for (int i = 0; i < 30 && larger->isEnabled(); ++i) QTest::mouseClick(larger, Qt::LeftButton);
  CHECK_FALSE(larger->isEnabled());
  CHECK(filters.gallery->numbers_fit(0));
  CHECK(filters.gallery->viewport()->width() >= filters.gallery->tile_rect(0).width());
}

TEST_CASE("hovering a filter tells its weight") {
  ShownFilters filters(frame_of("digits"));
  filters.select("conv1", 0);
  QSignalSpy told(&filters.view, &ui::View::hovered);
  const QRect tile = filters.gallery->tile_rect(1);
  hover(*filters.gallery->viewport(), tile.topLeft() + QPointF(tile.width() * 0.5, tile.height() * 0.1));
  REQUIRE(told.count() == 1);
  const Filters weights = filters_of(*filters.frame->model, filters.frame->model->graph->find("conv1"));
  CHECK(told[0][0].toString().endsWith(exact_number(weights.values[25 + 2])));
  leave(*filters.gallery->viewport());
  CHECK(told.last()[0].toString().isEmpty());
}
