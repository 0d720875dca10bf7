#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/model/transfer.h"

namespace convlens::app {

/// Transfer learning's part of `train`.
struct TransferArguments {
  bool new_head = false;    ///< a fresh last layer for the data set's classes
  std::string freeze = {};  ///< the last layer that shall not move; empty: all move

  bool any() const { return new_head || !freeze.empty(); }
};

/// The model as the training begins with it. Opens the data set's training split for its class names when a
/// new head is asked for. Throws Error(unknown_name) for a layer that is not there, Error(bad_value) when
/// nothing would be left to train.
Model adapted(const Model& model, const TransferArguments& arguments, const std::string& data,
              std::uint64_t seed);

/// What moved, a line a layer; with as_json one object.
void print_moves(const Model& before, const Model& after, bool as_json);
void print_moves(const std::vector<LayerMove>& moves);

}  // namespace convlens::app
