#include "app/cli/outputs.h"

#include <unistd.h>

#include <cerrno>

#include "app/cli/command.h"
#include "core/base/error.h"
#include "core/base/file.h"

namespace convlens::app {

namespace fs = std::filesystem;

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw write_failure(folder, error.value());
  // create_directories says nothing of a file of that name.
  if (!fs::is_directory(folder, error)) throw write_failure(folder, ENOTDIR);
}

void require_writable(const fs::path& file) {
  std::error_code error;
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, error)) throw write_failure(file, ENOENT);
  if (fs::is_directory(file, error)) throw write_failure(file, EISDIR);
  if (fs::exists(file, error) && !fs::is_regular_file(file, error))
    throw Error(ErrorKind::file_unwritable, file.string(), "it is a device or pipe, not a file");
  if (::access(folder.c_str(), W_OK | X_OK) != 0) throw write_failure(file, errno);
}

void require_onnx_name(const fs::path& file) {
  if (file.extension() != ".onnx")
    throw WrongUsage("--out: " + file.string() + " is no name for a model; let it end in .onnx");
}

void save_figure(const fs::path& folder, const FigureFiles& files) {
  make_folder(folder);
  for (const FigureFile& file : files) write_file(folder / file.name, file.bytes);
}

}  // namespace convlens::app
