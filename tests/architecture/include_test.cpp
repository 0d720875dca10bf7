#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>

#include "tests/support/catch.h"

namespace {

namespace fs = std::filesystem;

/// DESIGN's directions: what each room's files may include beside their own.
const std::map<std::string, std::set<std::string>> kMayKnow = [] {
  const std::set<std::string> below_model{"core/base", "core/tensor", "core/kernels", "core/layers"};
  auto with = [](std::set<std::string> rooms, std::initializer_list<const char*> more) {
    rooms.insert(more.begin(), more.end());
    return rooms;
  };
  std::map<std::string, std::set<std::string>> rules;
  rules["core/base"] = {};
  rules["core/tensor"] = {"core/base"};
  rules["core/kernels"] = {"core/base", "core/tensor"};
  rules["core/layers"] = {"core/base", "core/tensor", "core/kernels"};
  rules["core/model"] = below_model;
  rules["core/data"] = {"core/base", "core/tensor"};
  rules["core/render"] = {"core/base", "core/tensor"};
  rules["core/formats"] = with(below_model, {"core/model"});
  rules["core/training"] = with(below_model, {"core/model", "core/data", "core/formats"});
  rules["core/explain"] = with(below_model, {"core/model", "core/data", "core/formats"});
  rules["core/study"] = with(below_model, {"core/model", "core/data", "core/formats", "core/training", "core/explain"});
  rules["core/figures"] =
      with(below_model, {"core/model", "core/data", "core/formats", "core/explain", "core/study", "core/render"});
  rules["ui"] = with(below_model, {"core/model", "core/data", "core/formats", "core/training", "core/explain",
                                   "core/study", "core/render", "core/figures"});
  rules["app"] = with(rules["ui"], {"ui"});
  return rules;
}();

std::string room_of(const std::string& path) {
  const std::size_t first = path.find('/');
  if (path.substr(0, first) != "core") return path.substr(0, first);
  return path.substr(0, path.find('/', first + 1));
}

template <typename Visit>
void for_each_source(Visit visit) {
  const fs::path root = CONVLENS_SOURCE_DIR;
  for (const char* top : {"core", "ui", "app"})
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      const auto extension = entry.path().extension();
      if (extension == ".h" || extension == ".cpp") visit(fs::relative(entry.path(), root).generic_string(), entry.path());
    }
}

}  // namespace

TEST_CASE("no include runs against DESIGN's directions") {
  const std::regex project_include(R"re(^\s*#\s*include\s+"((?:core|ui|app|tests)/[^"]+)")re");
  int seen = 0;
  for_each_source([&](const std::string& name, const fs::path& path) {
    const std::string room = room_of(name);
    INFO(name);
    REQUIRE(kMayKnow.contains(room));
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
      std::smatch match;
      if (!std::regex_search(line, match, project_include)) continue;
      ++seen;
      const std::string target = room_of(match[1]);
      INFO(line);
      CHECK((target == room || kMayKnow.at(room).contains(target)));
    }
  });
  CHECK(seen > 100);
}

TEST_CASE("core has no Qt and prints nothing - only kernels know SIMD") {
  const std::regex qt(R"re(#\s*include\s+[<"]Q)re"), print(R"re(std::(cout|cerr|clog)|\b(printf|puts|fprintf)\s*\()re"),
      simd(R"re(#\s*include\s+<hwy/)re");
  for_each_source([&](const std::string& name, const fs::path& path) {
    if (name.rfind("core/", 0) != 0) return;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
      INFO(name << ": " << line);
      CHECK_FALSE(std::regex_search(line, qt));
      CHECK_FALSE(std::regex_search(line, print));
      if (name.rfind("core/kernels/", 0) != 0) CHECK_FALSE(std::regex_search(line, simd));
    }
  });
}
