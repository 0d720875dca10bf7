#pragma once
#include "core/base/thread_pool.h"
#include "core/model/graph.h"

namespace convlens {

/// One node's run of one picture on several threads: a layer with a window in bands of its output's rows,
/// each from the rows of the input that it sees; a dense layer in blocks of its outputs. An output's value
/// does not depend on where it is computed (conv2d.h, dense.h), so the bits are those of one thread.
///
/// False, and nothing done, where it would not pay or the layer leaves a state that would come in pieces.
/// `whole`: the run as it would be on one thread. Not from within one of the pool's own tasks.
template <typename T>
bool forward_shared(const Node& node, const ForwardContext<T>& whole, ThreadPool& pool);

}  // namespace convlens
