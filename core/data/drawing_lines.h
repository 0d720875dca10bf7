#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace convlens {

/// A line of a file of drawings as it stands there, without its end; not yet looked at.
struct DrawingLine {
  std::string text;
  std::string where;  ///< "FILE, line N", for messages

  bool is_blank() const;
};

/// All lines of a JSON-lines file, plain or .gz, blank ones too. Throws read_drawings' errors
/// (core/data/strokes.h) but for those of a single line.
std::vector<DrawingLine> drawing_lines(const std::filesystem::path& path);

}  // namespace convlens
