#include "core/study/network_draft.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/base/error.h"
#include "core/layers/registry.h"

namespace convlens {
namespace {

bool hangs_on(const NetworkDraft::Part& part) {
  return part.nonlinearity || part.kind == "batch_norm" || part.kind == "lrn" || part.kind == "dropout";
}

}  // namespace

NetworkDraft::NetworkDraft(const Graph& graph) : input_(graph.input_shape()), order_(graph.input_order()) {
  for (const Node& node : graph.nodes()) {
    Part part{.name = node.name,
              .kind = std::string(node.layer->kind()),
              .attributes = node.layer->attributes(),
              .inputs = {},
              .nonlinearity = node.layer->is_nonlinearity()};
    for (const int input : node.inputs)
      part.inputs.push_back(input == kGraphInput ? kInput : graph.node(input).name);
    parts_.push_back(std::move(part));
  }
}

NetworkDraft::Part* NetworkDraft::find(const std::string& name) {
  const auto found = std::ranges::find(parts_, name, &Part::name);
  return found == parts_.end() ? nullptr : &*found;
}

std::vector<std::string> NetworkDraft::of_kind(std::string_view kind) const {
  std::vector<std::string> names;
  for (const Part& part : parts_)
    if (part.kind == kind) names.push_back(part.name);
  return names;
}

std::string NetworkDraft::head() const {
  for (auto part = parts_.rbegin(); part != parts_.rend(); ++part)
    if (part->kind == "conv2d" || part->kind == "dense") return part->name;
  throw Error(ErrorKind::bad_value, "variant", "a network without convolution or dense layer",
              "one that has some");
}

std::vector<std::string> NetworkDraft::readers_of(const std::string& name) const {
  std::vector<std::string> readers;
  for (const Part& part : parts_)
    if (std::ranges::find(part.inputs, name) != part.inputs.end()) readers.push_back(part.name);
  return readers;
}

std::vector<std::string> NetworkDraft::tail_of(const std::string& name) const {
  std::vector<std::string> tail;
  std::string last = name;
  for (;;) {
    const auto readers = readers_of(last);
    if (readers.size() != 1) return tail;
    const Part& next = parts_[place_of(readers.front())];
    if (next.inputs.size() != 1 || !hangs_on(next)) return tail;
    tail.push_back(last = next.name);
  }
}

std::size_t NetworkDraft::place_of(const std::string& name) const {
  return static_cast<std::size_t>(std::ranges::find(parts_, name, &Part::name) - parts_.begin());
}

std::string NetworkDraft::free_name(const std::string& word) const {
  for (int number = 1;; ++number) {
    std::string name = word + std::to_string(number);
    if (std::ranges::find(parts_, name, &Part::name) == parts_.end()) return name;
  }
}

void NetworkDraft::remove(const std::string& name) {
  const std::size_t place = place_of(name);
  const std::string before = parts_[place].inputs.front();
  parts_.erase(parts_.begin() + static_cast<std::ptrdiff_t>(place));
  for (Part& part : parts_) std::ranges::replace(part.inputs, name, before);
}

void NetworkDraft::insert_after(const std::string& name, const std::string& word, const std::string& kind,
                                Attributes attributes) {
  Part added{.name = free_name(word), .kind = kind, .attributes = std::move(attributes), .inputs = {name}};
  for (Part& part : parts_) std::ranges::replace(part.inputs, name, added.name);
  parts_.insert(parts_.begin() + static_cast<std::ptrdiff_t>(place_of(name)) + 1, std::move(added));
}

void NetworkDraft::insert_before(const std::string& name, const std::string& word, const std::string& kind,
                                 Attributes attributes) {
  const std::size_t place = place_of(name);
  Part added{.name = free_name(word),
             .kind = kind,
             .attributes = std::move(attributes),
             .inputs = {parts_[place].inputs.front()}};
  parts_[place].inputs.front() = added.name;
  parts_.insert(parts_.begin() + static_cast<std::ptrdiff_t>(place), std::move(added));
}

std::shared_ptr<const Graph> NetworkDraft::build() const {
  auto graph = std::make_shared<Graph>(input_, order_);
  std::map<std::string, int> nodes{{kInput, kGraphInput}};
  for (const Part& part : parts_) {
    std::vector<int> inputs;
    for (const std::string& input : part.inputs) inputs.push_back(nodes.at(input));
    nodes[part.name] = graph->add(part.name, make_layer(part.kind, part.attributes), std::move(inputs));
  }
  return graph;
}

}  // namespace convlens
