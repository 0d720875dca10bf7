#include "tests/ui/support.h"
#include "ui/paint/map_image.h"
#include "ui/views/network_layout.h"
#include "ui/views/network_view.h"
#include "ui/views/registry.h"

using namespace convlens;
using namespace convlens::ui;

namespace {

int colours_in(const QImage& image) {
  QSet<QRgb> colours;
  for (int y = 0; y < image.height(); y += 2)
    for (int x = 0; x < image.width(); x += 2) colours.insert(image.pixel(x, y));
  return static_cast<int>(colours.size());
}

/// Counts what a view does when it is asked.
struct CountingView : ui::View {
  int refreshed = 0;
  void refresh() override { ++refreshed; }
};

}  // namespace

TEST_CASE("every registered view shows a frame and follows the selection") {
  const FramePtr frame = frame_of("digits");
  const Graph& graph = *frame->model->graph;
  QStringList ids;
  for (const ViewKind& kind : view_kinds()) {
    INFO(kind.id);
    CHECK_FALSE(ids.contains(kind.id));
    ids << kind.id;
    CHECK_FALSE(view_title(kind).isEmpty());
    const std::unique_ptr<ui::View> view(kind.create());
    const JobDesk desk(*view);
    view->resize(760, 260);
    show_and_wait(*view);
    const QImage before = view->grab().toImage();
    view->show_frame(frame);
    QCoreApplication::processEvents();
    const QImage first = view->grab().toImage();
    const bool trains_its_own = std::string_view(kind.id) == "lab";  // whatever the window's network is
    if (!trains_its_own) CHECK(first != before);
    CHECK(colours_in(first) > 20);
    view->show_selection({graph.find("conv2"), 3, std::nullopt, 2});
    QCoreApplication::processEvents();
    // These look at a data set, or at drawings, or wait for a training or a button, whatever layer is selected.
    if (!QStringList{"data", "probe", "classical", "evolution", "embedding", "hand", "lab"}.contains(kind.id)) CHECK(view->grab().toImage() != first);
    for (int layer = 0; layer < graph.size(); ++layer) view->show_selection({layer, 0, std::nullopt, -1});
    for (const RangeScope scope : {RangeScope::map, RangeScope::network, RangeScope::layer})
      view->show_range_scope(scope);
  }
}

TEST_CASE("every preset's layers can be shown by every view") {
  for (const char* preset : {"lenet5", "tinyvgg"}) {
    const FramePtr frame = frame_of(preset);
    for (const ViewKind& kind : view_kinds()) {
      const std::unique_ptr<ui::View> view(kind.create());
      const JobDesk desk(*view);
      show_and_wait(*view);
      view->show_frame(frame);
      for (int layer = -1; layer < frame->model->graph->size(); ++layer) {
        view->show_selection({layer, layer < 0 ? -1 : 0, std::nullopt, -1});
        CHECK_FALSE(view->grab().isNull());
      }
    }
  }
}

TEST_CASE("a hidden view does nothing until it is shown, and then once") {
  CountingView view;
  const FramePtr frame = frame_of("lenet5");
  for (int i = 0; i < 5; ++i) view.show_frame(frame);
  view.show_selection({1, 0, std::nullopt, -1});
  CHECK(view.refreshed == 0);
  show_and_wait(view);
  CHECK(view.refreshed == 1);
  view.show_frame(frame);
  CHECK(view.refreshed == 2);
  view.hide();
  view.show_frame(frame);
  CHECK(view.refreshed == 2);
}

TEST_CASE("the colours of a thumbnail are the colour scale's") {
  const FramePtr frame = frame_of("digits");
  const Graph& graph = *frame->model->graph;
  const int conv1 = graph.find("conv1"), relu1 = graph.find("relu1");
  CHECK(colour_map_of(graph, conv1) == ColourMap::diverging);
  CHECK(colour_map_of(graph, relu1) == ColourMap::sequential);
  CHECK(colour_map_of(graph, graph.find("pool1")) == ColourMap::sequential);
  CHECK(colour_map_of(graph, graph.output()) == ColourMap::sequential);
  const Tensor<float>& values = frame->activations->of(conv1);
  const ValueRange range = scale_range(extremes_of(values), ColourMap::diverging);
  CHECK(range.low == -range.high);
  QImage image;
  paint_channel(values, 7, ColourMap::diverging, range, image);
  for (const Position at : {Position{0, 0}, Position{13, 9}, Position{20, 17}}) {
    const Colour exact = colour_of(values.at(0, 7, at.y, at.x), ColourMap::diverging, range);
    const QColor painted = image.pixelColor(at.x, at.y);
    CHECK(std::abs(painted.red() - exact.r) <= 2);  // a table of 1024 colours stands between
    CHECK(std::abs(painted.blue() - exact.b) <= 2);
  }
}

TEST_CASE("columns of the network: small layers whole, large ones as far as they fit, none overlaps") {
  const auto model = untrained("digits");
  const Graph& graph = *model->graph;
  for (const QSizeF size : {QSizeF(788, 240), QSizeF(1600, 500), QSizeF(300, 180)}) {
    const NetworkLayout layout = lay_out_network(graph, size, 14);
    REQUIRE(static_cast<int>(layout.columns.size()) == graph.size());
    for (std::size_t i = 0; i < layout.columns.size(); ++i) {
      const NetworkColumn& column = layout.columns[i];
      if (i > 0) CHECK(column.card.left() > layout.columns[i - 1].card.right());
      CHECK(column.card.right() <= layout.width);
      if (column.units <= kMapsAlwaysShown) CHECK(column.shown == column.units);
      CHECK(column.shown >= 1);
      for (int unit = 0; unit < column.shown; ++unit) {
        CHECK(column.card.adjusted(-1, -1, 1, 1).contains(column.tile(unit)));
        CHECK(column.unit_at(column.tile(unit).center()) == unit);
      }
    }
  }
  CHECK(lay_out_network(graph, {788, 240}, 14).width <= 788);  // 1280x800: no scrolling
}
