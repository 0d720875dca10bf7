#include "core/training/optimizer.h"

#include <string>

#include "core/base/error.h"

namespace convlens {

OptimizerKind parse_optimizer(std::string_view name) {
  if (name == "sgd") return OptimizerKind::sgd;
  if (name == "adam") return OptimizerKind::adam;
  throw Error(ErrorKind::unknown_name, std::string(name), "no such optimizer", "sgd, adam");
}

std::string_view to_string(OptimizerKind kind) { return kind == OptimizerKind::sgd ? "sgd" : "adam"; }

}  // namespace convlens
