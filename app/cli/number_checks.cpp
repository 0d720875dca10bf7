#include "app/cli/number_checks.h"

namespace convlens::app {
namespace {

CLI::Validator sign_check(bool (*fits)(double), const char* wanted, const char* name) {
  return CLI::Validator(
      [=](std::string& text) {
        double value = 0;
        const bool number = CLI::detail::lexical_cast(text, value);
        return number && fits(value) ? std::string() : text + " will not do, give " + wanted;
      },
      name);
}

}  // namespace

// Written so that what is no number (nan) fits neither.
CLI::Validator above_zero() {
  return sign_check([](double value) { return value > 0; }, "a number above 0", "POSITIVE");
}
CLI::Validator zero_or_more() {
  return sign_check([](double value) { return value >= 0; }, "0 or more", "NONNEGATIVE");
}

}  // namespace convlens::app
