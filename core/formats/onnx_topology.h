#pragma once
#include <onnx/onnx_pb.h>

#include <map>
#include <string>
#include <vector>

#include "core/formats/onnx_errors.h"

namespace convlens {

/// The nodes that a graph's output depends on, each after those it reads; in the file's own order where that
/// is one already. Throws Error(file_broken) for circles, doubled outputs and inputs that nothing computes.
class OnnxTopology {
 public:
  OnnxTopology(const onnx::GraphProto& graph, const OnnxSource& source);

  const std::vector<const onnx::NodeProto*>& order() const { return order_; }
  const std::string& output() const { return output_; }
  /// The one node that reads the tensor; nullptr if there are none, several, or the graph gives it out.
  const onnx::NodeProto* only_consumer(const std::string& tensor) const;
  bool is_read(const std::string& tensor) const { return consumers_.contains(tensor); }

 private:
  const onnx::GraphProto& graph_;
  const OnnxSource& source_;
  std::string output_;
  std::map<std::string, int> producers_;  ///< tensor -> node
  std::map<std::string, std::vector<const onnx::NodeProto*>> consumers_;
  std::vector<const onnx::NodeProto*> order_;

  void find_producers();
  std::vector<char> needed_nodes() const;
  void sort(const std::vector<char>& needed);
};

}  // namespace convlens
