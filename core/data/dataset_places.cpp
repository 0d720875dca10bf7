#include "core/data/dataset_places.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/dataset.h"

namespace convlens {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kProgram = "convlens";
/// Debian's package dataset-fashion-mnist.
constexpr std::string_view kDebianFashion = "/usr/share/datasets/fashion-mnist";

fs::path environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? fs::path() : fs::path(value);
}

/// Empty where the system does not know the user.
fs::path home() {
  fs::path home = environment("HOME");
  if (!home.empty()) return home;
  const passwd* user = ::getpwuid(::getuid());
  return user == nullptr ? fs::path() : fs::path(user->pw_dir);
}

/// $XDG_DATA_HOME, which counts only when absolute, or its default; empty without a home.
fs::path data_home() {
  const fs::path named = environment("XDG_DATA_HOME");
  if (named.is_absolute()) return named / kProgram;
  return home().empty() ? fs::path() : home() / ".local" / "share" / kProgram;
}

}  // namespace

fs::path expand_home(const fs::path& path) {
  const std::string text = path.string();
  if (text != "~" && !text.starts_with("~/")) return path;
  return home() / fs::path(text).lexically_relative("~");
}

std::vector<fs::path> dataset_places(const std::string& word) {
  const std::string kind = word.substr(0, word.find('+'));  // of a mixture: where its files are
  std::vector<fs::path> places;
  if (kind != "mnist" && kind != "fashion" && kind != "cifar10") return places;
  if (!data_home().empty()) places.push_back(data_home() / kind);
  if (const fs::path data = environment("CONVLENS_DATA"); !data.empty()) places.push_back(data / kind);
  if (kind == "fashion") places.emplace_back(kDebianFashion);
  return places;
}

}  // namespace convlens
