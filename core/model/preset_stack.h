#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/graph.h"

namespace convlens {

/// Builds a preset so that it reads like its description: one call a layer, names counted by kind (conv1,
/// relu1,
/// ...). Each layer reads the one before it; branches begin at a place kept with here().
class Stack {
 public:
  explicit Stack(Shape input) : graph_(std::make_shared<Graph>(input)) {}

  struct Conv {
    std::int64_t stride = 1, pad = 0, groups = 1;
    bool bias = true;
  };
  struct Pool {
    std::int64_t stride = 0;  ///< 0: as wide as the window
    std::int64_t pad = 0;
    bool ceil = false;  ///< a last window may hang over the border
  };

  /// One mean and deviation for all channels, or one a channel.
  Stack& normalise(double mean, double deviation);
  Stack& normalise(std::vector<double> mean, std::vector<double> deviation);
  Stack& conv(std::int64_t maps, std::int64_t kernel, const Conv& options);
  Stack& conv(std::int64_t maps, std::int64_t kernel, std::int64_t pad = 0) {
    return conv(maps, kernel, Conv{.pad = pad});
  }
  /// Convolution without bias, batch norm, and a ReLU if wanted: the brick of networks since 2015.
  Stack& conv_norm(std::int64_t maps, std::int64_t kernel, std::int64_t stride = 1, bool with_relu = true);
  Stack& batch_norm();
  Stack& relu();
  Stack& lrn(std::int64_t size, double alpha, double beta, double bias);
  Stack& max_pool(std::int64_t size, const Pool& options);
  Stack& max_pool(std::int64_t size) { return max_pool(size, Pool{}); }
  Stack& average_pool(std::int64_t size, std::int64_t stride);
  Stack& global_average_pool();
  Stack& dropout(double ratio = 0.5);
  Stack& flatten();
  Stack& dense(std::int64_t out);
  /// The sum, or the maps one after the other, of these places.
  Stack& add(const std::vector<int>& places);
  Stack& concat(const std::vector<int>& places);

  /// Two 3x3 convolutions with a shortcut around them (ResNet's basic block); where the size changes, the
  /// shortcut is a 1x1 convolution of the same stride.
  Stack& residual(std::int64_t maps, std::int64_t stride = 1);

  /// The place that the next layer reads, and a step back to such a place.
  int here() const { return place_; }
  Stack& at(int place) {
    place_ = place;
    return *this;
  }
  std::shared_ptr<const Graph> softmax();

 private:
  Stack& append(const std::string& name, std::string_view kind, const Attributes& attributes);
  Stack& append(const std::string& name, std::string_view kind, const Attributes& attributes,
                const std::vector<int>& inputs);

  std::shared_ptr<Graph> graph_;
  int place_ = kGraphInput;
  int convs_ = 0, norms_ = 0, relus_ = 0, pools_ = 0, lrns_ = 0, drops_ = 0, denses_ = 0, adds_ = 0,
      concats_ = 0;
};

}  // namespace convlens
