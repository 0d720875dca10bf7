#pragma once
#include <optional>

#include "core/base/error.h"

namespace convlens::test {

/// The Error that an action throws, or none. Anything else that it throws fails the test by itself.
template <typename Action>
std::optional<Error> error_of(Action&& action) {
  try {
    action();
  } catch (const Error& error) {
    return error;
  }
  return std::nullopt;
}

/// Whether the action throws an Error of exactly this kind.
template <typename Action>
bool throws_kind(ErrorKind kind, Action&& action) {
  const std::optional<Error> error = error_of(action);
  return error && error->kind() == kind;
}

}  // namespace convlens::test
