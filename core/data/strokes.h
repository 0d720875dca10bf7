#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace convlens {

/// A point of the pen: y down, any units. Pressure 0..1 scales the pen's width at that point.
struct StrokePoint {
  float x = 0, y = 0, pressure = 1;
  friend bool operator==(const StrokePoint&, const StrokePoint&) = default;
};

struct Stroke {
  std::vector<StrokePoint> points;
  bool erases = false;
  friend bool operator==(const Stroke&, const Stroke&) = default;
};

/// What the draw pad keeps, saves and undoes, and what a line of a strokes file holds.
struct Drawing {
  std::vector<Stroke> strokes;  ///< in the order drawn; an eraser acts on what was there before it
  std::optional<float>
      width;  ///< pen width (diameter) in the points' units; none: 8 % of the ink's longer side
  std::optional<int> label;

  /// Whether any pen stroke has a point; erasers may since have taken it all away.
  bool has_ink() const;
  friend bool operator==(const Drawing&, const Drawing&) = default;
};

/// One JSON object (CLI.md's form). Throws Error(file_broken) with `where` (file and line) as the subject.
Drawing drawing_from_json(const std::string& line, const std::string& where);
/// One line without its end; read back, it gives the same drawing to the last bit.
std::string drawing_to_json(const Drawing& drawing);
/// All lines of a JSON-lines file, plain or .gz (told by its first bytes); blank lines are passed over.
/// Throws Error(file_missing, file_unreadable, file_truncated, file_too_large, git_lfs_pointer, html_page),
/// and Error(file_broken) with "FILE, line N" as the subject.
std::vector<Drawing> read_drawings(const std::filesystem::path& path);

}  // namespace convlens
