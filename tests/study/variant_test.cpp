#include "core/study/variant.h"

#include <set>

#include "core/base/error.h"
#include "core/model/presets.h"
#include "core/study/variant_graph.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"
#include "tests/support/small_presets.h"

using namespace convlens;

namespace {

std::shared_ptr<const Graph> preset(const char* name) { return find_preset(name)->build(); }

std::shared_ptr<const Graph> built(const Graph& base, const char* variant) {
  return build_variant(base, parse_variant(variant));
}

Shape shape(const Graph& graph, const char* layer) { return graph.node(graph.find(layer)).shape; }

std::string refusal(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& error) {
    return error.subject() + "|" + error.found() + "|" + error.expected();
  }
  return "nothing was refused";
}

}  // namespace

TEST_CASE("a variant's text is read in any order and written in one") {
  CHECK(to_string(parse_variant("as-is")) == "as-is");
  CHECK(parse_variant("as-is") == Variant{});
  const std::string all =
      "window=7,stride=2,maps=0.5,without=conv2,without=dense1,batch-norm=on,dropout=0.25,lrn=off,batch=128";
  CHECK(to_string(parse_variant(all)) == all);
  CHECK(
      parse_variant(all) ==
      parse_variant(" batch=128, lrn=off ,dropout=0.25,batch-norm=on,without=conv2,without=dense1,maps=0.50,"
                    "stride=2,window=7"));
  CHECK(to_string(parse_variant("dropout=on")) == "dropout=0.5");
  CHECK(to_string(parse_variant("dropout=off")) == "dropout=off");
  CHECK(to_string(parse_variant("dropout=0")) == "dropout=off");
}

TEST_CASE("what is no variant is refused with the variant, the part and what would do") {
  for (const char* text : {"",
                           "window",
                           "windw=7",
                           "window=",
                           "window=7x",
                           "window=0",
                           "window=-3",
                           "window=1e9",
                           "stride=0",
                           "maps=0",
                           "maps=nan",
                           "maps=inf",
                           "maps=-1",
                           "without=",
                           "without=a,without=a",
                           "batch-norm=yes",
                           "dropout=1",
                           "dropout=-0.1",
                           "lrn=1",
                           "batch=0",
                           "window=7,window=7",
                           "window=7,,stride=2",
                           "as-is,window=7"}) {
    INFO(text);
    CHECK(test::throws_kind(ErrorKind::bad_value, [&] { parse_variant(text); }));
  }
  CHECK(refusal([] {
          parse_variant("stride=2,windw=7");
        }).starts_with("variant stride=2,windw=7|\"windw=7\"|window=7"));
  CHECK(refusal([] { parse_variant("batch=99999"); }) ==
        "variant batch=99999|batch=99999|a number from 1 to 4096");
}

TEST_CASE("a window changes its padding so that the maps keep their size") {
  const auto base = preset("digits");  // 5x5, padding 2
  for (const int window : {1, 2, 3, 4, 5, 7, 8, 11, 27}) {
    INFO(window);
    const auto graph = build_variant(*base, {.window = window});
    CHECK(shape(*graph, "conv1") == shape(*base, "conv1"));
    CHECK(graph->names() == base->names());
    // 16 filters of window x window in place of 5 x 5, on one input map.
    CHECK(graph->parameter_count() == base->parameter_count() + 16 * (window * window) - 16 * 25);
  }
  // By hand: padding 2 + 2 with window 4 is 1 + 2: the larger half at the bottom and the right.
  const auto even = built(*base, "window=4");
  const auto pads =
      std::get<std::vector<std::int64_t>>(even->node(even->find("conv1")).layer->attributes().at("pads"));
  CHECK(pads == std::vector<std::int64_t>{1, 1, 2, 2});
  CHECK(graph_to_json(*built(*base, "window=5")) == graph_to_json(*base));
  // tinyvgg pads nothing with its 3x3: a window of 1 cannot pad less.
  CHECK(shape(*built(*preset("tinyvgg"), "window=1"), "conv1") == Shape{10, 64, 64});
  CHECK(shape(*built(*preset("tinyvgg"), "window=7"), "conv1") == Shape{10, 62, 62});
  // AlexNet to Zeiler & Fergus: 55x55 maps of 11 / 4 become 110x110 of 7 / 2.
  const auto alexnet = preset("alexnet");
  CHECK(shape(*alexnet, "conv1") == Shape{96, 55, 55});
  CHECK(shape(*built(*alexnet, "window=7"), "conv1") == Shape{96, 55, 55});
  CHECK(shape(*built(*alexnet, "window=7,stride=2"), "conv1") == Shape{96, 109, 109});
}

TEST_CASE("stride, maps and layers taken away make the shapes and counts that are computed by hand") {
  const auto base = preset("digits");
  const auto strided = built(*base, "stride=2");
  CHECK(shape(*strided, "conv1") == Shape{16, 14, 14});
  CHECK(shape(*strided, "pool2") == Shape{32, 3, 3});
  CHECK(shape(*strided, "flatten") == Shape{64 * 3 * 3});
  CHECK(strided->parameter_count() ==
        (25 + 1) * 16 + (16 * 25 + 1) * 32 + (32 * 9 + 1) * 64 + (576 + 1) * 128 + 129 * 10);

  const auto half = built(*base, "maps=0.5");
  CHECK(half->parameter_count() ==
        (25 + 1) * 8 + (8 * 25 + 1) * 16 + (16 * 9 + 1) * 32 + (32 * 49 + 1) * 128 + 129 * 10);
  CHECK(shape(*built(*base, "maps=0.01"), "conv3") == Shape{1, 7, 7});

  const auto without = built(*base, "without=conv3");
  CHECK(without->find_or("relu3", -1) == -1);
  CHECK(shape(*without, "flatten") == Shape{32 * 7 * 7});
  const auto first = built(*base, "without=conv1,window=3");  // pool1 stays; the window is conv2's
  CHECK(shape(*first, "pool1") == Shape{1, 14, 14});
  CHECK(shape(*first, "conv2") == Shape{32, 14, 14});
  CHECK(first->parameter_count() == (9 + 1) * 32 + (32 * 9 + 1) * 64 + (64 * 49 + 1) * 128 + 129 * 10);
  const auto shallow = built(*base, "without=dense1,without=pool2");
  CHECK(shape(*shallow, "dense2") == Shape{10});
  CHECK(shallow->node(shallow->find("dense2")).parameters[0].spec.dims == std::vector<int>{10, 64 * 14 * 14});
}

TEST_CASE("norms and dropout stand where the header says, and go again") {
  const auto base = preset("digits");
  const auto normed = built(*base, "batch-norm=on");
  const std::vector<std::string> names{"normalise", "conv1",  "norm1", "relu1",  "pool1",  "conv2",
                                       "norm2",     "relu2",  "pool2", "conv3",  "norm3",  "relu3",
                                       "flatten",   "dense1", "relu4", "dense2", "softmax"};
  CHECK(normed->names() == names);
  // Scale and shift of 112 maps in place of their 112 biases.
  CHECK(normed->parameter_count() == base->parameter_count() + 112);
  CHECK(graph_to_json(*build_variant(*normed, {.batch_norm = false})) == graph_to_json(*base));
  CHECK(graph_to_json(*build_variant(*normed, {.batch_norm = true})) == graph_to_json(*normed));

  const auto dropped = built(*base, "dropout=0.3");
  CHECK(dropped->node(dropped->find("relu4") + 1).name == "drop1");
  CHECK(dropped->parameter_count() == base->parameter_count());
  CHECK(graph_to_json(*build_variant(*dropped, {.dropout = 0})) == graph_to_json(*base));
  const auto flat = preset("tinyvgg");  // no hidden dense layer
  const auto flat_dropped = built(*flat, "dropout=0.3");
  CHECK(flat_dropped->node(flat_dropped->find("drop1") + 1).name == "dense1");

  const auto responses = built(*base, "lrn=on");
  CHECK(responses->node(responses->find("relu1") + 1).name == "lrn1");
  CHECK(responses->node(responses->find("relu2") + 1).name == "lrn2");
  CHECK(graph_to_json(*build_variant(*responses, {.lrn = false})) == graph_to_json(*base));
  const auto gone = built(*build_variant(*responses, {.batch_norm = true}), "without=conv2");
  for (const char* name : {"conv2", "norm2", "relu2", "lrn2"}) CHECK(gone->find_or(name, -1) == -1);
  CHECK(gone->find_or("pool2", -1) >= 0);
}

TEST_CASE("networks that cannot be are refused by variant, layer and reason") {
  const auto base = preset("digits");
  CHECK(refusal([&] { built(*base, "stride=16"); }) ==
        "variant stride=16|a network whose pool2 would have empty maps|a smaller window or stride");
  CHECK(refusal([&] {
          built(*base, "without=conv9");
        }).starts_with("variant without=conv9|no layer conv9|normalise, conv1"));
  CHECK(refusal([&] { built(*base, "without=dense2"); }).find("makes the class scores") != std::string::npos);
  CHECK(refusal([&] { built(*base, "without=flatten"); }).find("of kind flatten") != std::string::npos);
  CHECK(refusal([&] {
          built(*base, "without=conv1,without=conv2,without=conv3,window=3");
        }).find("without convolution") != std::string::npos);
  // A residual block whose way through it no longer has the shortcut's size.
  CHECK(refusal([&] { built(*preset("resnet20"), "without=conv8"); }).find("no longer fits") !=
        std::string::npos);
}

TEST_CASE("the usual variants of every small preset can be built and differ") {
  for (const Preset& one : test::small_presets()) {
    INFO(one.name);
    const auto base = one.build();
    const auto variants = default_variants(*base);
    CHECK(variants.front() == Variant{});
    CHECK(variants.size() >= 6);
    std::set<std::string> structures;
    for (const Variant& variant : variants) {
      const auto graph = build_variant(*base, variant);
      CHECK(structures.insert(graph_to_json(*graph)).second);
      CHECK(graph->node(graph->output()).shape == base->node(base->output()).shape);
    }
  }
  std::vector<std::string> texts;
  for (const Variant& variant : default_variants(*preset("digits"))) texts.push_back(to_string(variant));
  CHECK(texts == std::vector<std::string>{"as-is", "window=3", "window=7", "window=11", "stride=2",
                                          "maps=0.5", "without=conv1", "without=conv2", "without=conv3",
                                          "batch-norm=on", "dropout=0.5", "lrn=on"});
}
