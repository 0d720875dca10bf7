#pragma once
#include <memory>
#include <vector>

#include "core/model/graph.h"
#include "core/study/variant.h"

namespace convlens {

/// The network of a variant, untrained. Layers keep their names; the settings act in this order:
///  without     the layer goes, and with a convolution or dense layer what hangs on it: batch norm,
///  nonlinearity,
///              LRN and dropout. Pooling stays, so that later layers keep their sizes. Not the layer that
///              makes the class scores, nor flatten, normalise, softmax, or a layer that several others join
///              in.
///  window      of the first convolution that is left. Its padding grows and shrinks with the window (never
///  below
///              0), so that at the same stride its maps keep their size: the sum of the two sides' paddings
///              changes by as much as the window; where it is odd, the bottom and the right get the larger
///              half.
///  stride      of the same convolution; its padding stays. What comes later gets smaller maps.
///  maps        every convolution but one that makes the class scores gets this many times its maps, rounded,
///  at
///              least 1 (a multiple of its groups); dense layers keep their sizes.
///  batch-norm  on: behind every convolution but one that makes the class scores, which then needs no bias.
///  off:
///              all go, and the convolutions before them get a bias.
///  lrn         on, where there is none: behind the nonlinearity of the first two convolutions, with the
///  constants of
///              Krizhevsky et al. (2012). off: all go.
///  dropout     where there is some, all of it gets this ratio; else behind each hidden dense layer (as in
///              AlexNet), or before the layer of the class scores where there is none. 0: all goes.
/// Throws Error(unknown_name) that lists the layers, and Error(bad_value) for a network that cannot be.
std::shared_ptr<const Graph> build_variant(const Graph& base, const Variant& variant);

/// Zeiler & Fergus's questions to a network, those that change it and can be built: as it is; a first window
/// of 3, 7 or 11; stride 2; half the maps; without each of its (first) convolutions; batch norm, dropout and
/// LRN the other way.
std::vector<Variant> default_variants(const Graph& base);

}  // namespace convlens
