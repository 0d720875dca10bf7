#include "core/explain/registry.h"

#include <set>

#include "core/explain/deconvnet.h"
#include "tests/explain/networks.h"
#include "tests/support/catch.h"

using namespace convlens;
using namespace convlens::testing;

TEST_CASE("every method has a name of its own, words for the reader and a source") {
  std::set<std::string_view> names;
  for (const ExplainMethod& method : explain_methods()) {
    INFO(method.name);
    CHECK(names.insert(method.name).second);
    CHECK(method.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string_view::npos);
    CHECK_FALSE(method.title.empty());
    CHECK_FALSE(method.summary.empty());
    CHECK(method.source.find_first_of("0123456789") != std::string_view::npos);
    CHECK_FALSE(method.caveat.empty());
    CHECK(find_explain_method(method.name) == &method);
  }
  CHECK(find_explain_method("tea-leaves") == nullptr);
}

TEST_CASE("every rule is some method's, and every method's rule projects under its name") {
  const TestNetwork network = test_networks()[0];
  const Model model = model_of(network.stages, network.input, 3);
  const Tensor<float> input = as_input(sparse_image(network.input, 3));
  Activations activations;
  forward(model, input.view(), activations);
  std::set<std::vector<float>> pictures;
  for (const ExplainMethod& method : explain_methods()) {
    if (!method.rule) continue;
    CHECK(parse_rule(method.name) == *method.rule);
    pictures.insert(
        project_all(model, activations, 10, {.rule = *method.rule, .seed = SeedValue::one}).pixels);
  }
  CHECK(pictures.size() == 3);
}
