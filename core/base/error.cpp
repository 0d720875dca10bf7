#include "core/base/error.h"

#include <utility>

namespace convlens {

Error::Error(ErrorKind kind, std::string subject, std::string found, std::string expected)
    : kind_(kind), subject_(std::move(subject)), found_(std::move(found)), expected_(std::move(expected)) {
  what_ = subject_;
  if (!found_.empty()) what_ += ": " + found_;
  if (!expected_.empty()) what_ += " (expected: " + expected_ + ")";
}

}  // namespace convlens
