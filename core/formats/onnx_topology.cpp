#include "core/formats/onnx_topology.h"

#include <queue>
#include <set>

namespace convlens {
namespace {

// Far above any network, far below what would keep the reader busy for minutes.
constexpr int kMostNodes = 10000;
constexpr int kGiven = -1;  // an input or an initializer: no node computes it

}  // namespace

OnnxTopology::OnnxTopology(const onnx::GraphProto& graph, const OnnxSource& source)
    : graph_(graph), source_(source) {
  if (graph.node_size() == 0) source.broken("a graph without nodes", "a network");
  if (graph.node_size() > kMostNodes)
    source.unsupported("a graph of " + std::to_string(graph.node_size()) + " nodes",
                       "at most " + std::to_string(kMostNodes));
  if (graph.output_size() == 0) source.broken("a graph without an output", "one output");
  if (graph.output_size() > 1)
    source.unsupported("a graph with " + std::to_string(graph.output_size()) + " outputs ('" +
                           graph.output(0).name() + "', '" + graph.output(1).name() + "', ...)",
                       "one output");
  output_ = graph.output(0).name();
  find_producers();
  sort(needed_nodes());
}

void OnnxTopology::find_producers() {
  for (const auto& input : graph_.input()) producers_[input.name()] = kGiven;
  for (const auto& initializer : graph_.initializer()) producers_[initializer.name()] = kGiven;
  for (int i = 0; i < graph_.node_size(); ++i)
    for (const std::string& output : graph_.node(i).output())
      if (!output.empty() && !producers_.emplace(output, i).second)
        source_.broken("tensor '" + output + "' is computed twice", "each tensor once");
  if (!producers_.contains(output_)) source_.broken("nothing computes the output '" + output_ + "'");
}

std::vector<char> OnnxTopology::needed_nodes() const {
  std::vector<char> needed(static_cast<std::size_t>(graph_.node_size()), 0);
  std::vector<int> open = {producers_.at(output_)};
  while (!open.empty()) {
    const int index = open.back();
    open.pop_back();
    if (index == kGiven || needed[static_cast<std::size_t>(index)]) continue;
    needed[static_cast<std::size_t>(index)] = 1;
    const auto& node = graph_.node(index);
    for (const std::string& input : node.input()) {
      if (input.empty()) continue;  // an optional input left out
      const auto producer = producers_.find(input);
      if (producer == producers_.end())
        source_.broken(describe(node) + " reads '" + input + "', which nothing computes");
      open.push_back(producer->second);
    }
  }
  return needed;
}

/// Kahn's algorithm, the earliest node of the file first.
void OnnxTopology::sort(const std::vector<char>& needed) {
  std::vector<std::vector<int>> followers(needed.size());
  std::vector<int> waiting_for(needed.size(), 0);
  std::priority_queue<int, std::vector<int>, std::greater<>> ready;
  std::size_t total = 0;
  for (int i = 0; i < graph_.node_size(); ++i) {
    if (!needed[static_cast<std::size_t>(i)]) continue;
    ++total;
    for (const std::string& input : graph_.node(i).input()) {
      if (input.empty()) continue;
      consumers_[input].push_back(&graph_.node(i));
      const int producer = producers_.at(input);
      if (producer == kGiven) continue;
      followers[static_cast<std::size_t>(producer)].push_back(i);
      ++waiting_for[static_cast<std::size_t>(i)];
    }
    if (waiting_for[static_cast<std::size_t>(i)] == 0) ready.push(i);
  }
  while (!ready.empty()) {
    const int index = ready.top();
    ready.pop();
    order_.push_back(&graph_.node(index));
    for (const int follower : followers[static_cast<std::size_t>(index)])
      if (--waiting_for[static_cast<std::size_t>(follower)] == 0) ready.push(follower);
  }
  if (order_.size() != total)
    source_.broken("nodes that wait for each other in a circle", "a graph without circles");
}

const onnx::NodeProto* OnnxTopology::only_consumer(const std::string& tensor) const {
  const auto found = consumers_.find(tensor);
  if (tensor == output_ || found == consumers_.end() || found->second.size() != 1) return nullptr;
  return found->second.front();
}

}  // namespace convlens
