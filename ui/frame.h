#pragma once
#include <QMetaType>
#include <QString>
#include <cstdint>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "core/data/image.h"
#include "core/data/preprocess.h"
#include "core/data/strokes.h"
#include "core/explain/deconvnet.h"
#include "core/model/run.h"

namespace convlens::ui {

/// A network's input itself, 0..1: a picture of a data set, which goes in as it is.
using NetworkPixels = std::shared_ptr<const Tensor<float>>;

/// What the user put in: strokes, a picture that was opened, dropped or pasted, or one of a data set.
struct Input {
  std::variant<Drawing, Image, NetworkPixels> content;
  std::optional<int> true_label;
};

/// One answer: everything the views paint from. Immutable and shared; the newest ticket wins.
struct Frame {
  std::uint64_t ticket = 0;
  std::shared_ptr<const Model> model;
  std::shared_ptr<const Activations> activations;
  std::shared_ptr<const PreparedDigit> prepared;  ///< null where the input was not prepared as a digit
  bool as_is = false;                             ///< the input is NetworkPixels that fit: nothing was done to them
  std::vector<float> probabilities;
  std::optional<int> true_label;
};
using FramePtr = std::shared_ptr<const Frame>;

/// What all views look at together. -1: nothing chosen.
struct Selection {
  int layer = -1;  ///< node of the graph
  int map = -1;
  std::optional<Position> position;
  int class_index = -1;
  friend bool operator==(const Selection&, const Selection&) = default;
};

/// One unit of the network: a position in one map of a layer; a vector's unit is at 0, 0.
struct UnitPlace {
  int layer = -1, map = -1;
  Position position;
  friend bool operator==(const UnitPlace&, const UnitPlace&) = default;
};

}  // namespace convlens::ui
