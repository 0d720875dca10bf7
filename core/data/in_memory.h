#pragma once
#include <memory>
#include <stop_token>

#include "core/base/thread_pool.h"
#include "core/data/samples.h"

namespace convlens {

/// The samples (epoch 0) as bytes in memory, so that any of them can be looked at at any moment: what is stored already
/// as it is, others read once over the pool. Pictures whose values are whole 255ths, as all of ours are, keep them to
/// the last bit. Null: stopped.
std::shared_ptr<const Samples> in_memory(std::shared_ptr<const Samples> samples, ThreadPool& pool,
                                         std::stop_token stop = {});

}  // namespace convlens
