#include "app/resources.h"

#include "core/data/dataset.h"

namespace convlens::app {

namespace fs = std::filesystem;

fs::path resource_folder() {
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored).parent_path();
  const fs::path installed = (program / CONVLENS_INSTALLED_RESOURCES).lexically_normal();
  return !program.empty() && fs::is_directory(installed, ignored) ? installed : CONVLENS_BUILD_TREE_RESOURCES;
}

fs::path user_data_folder() {
  const std::vector<fs::path> places = dataset_places("mnist");
  return places.empty() ? fs::temp_directory_path() / "convlens" : places.front().parent_path();
}

fs::path own_drawings_file() { return user_data_folder() / "my-drawings.jsonl"; }

fs::path last_drawing_file() { return user_data_folder() / "last-drawing.json"; }

}  // namespace convlens::app
