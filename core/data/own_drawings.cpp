#include "core/data/own_drawings.h"

#include <functional>
#include <optional>

#include "core/base/file.h"
#include "core/base/file_lock.h"
#include "core/data/drawing_lines.h"
#include "core/data/stroke_samples.h"

namespace convlens {
namespace {

namespace fs = std::filesystem;

/// A line that can be read is a drawing, too.
struct OwnLine {
  std::string text;
  std::optional<Drawing> drawing;
};

struct OwnLines {
  std::vector<OwnLine> lines;
  std::vector<Error> broken;
};

OwnLines read_lines(const fs::path& file) {
  OwnLines own;
  std::error_code none;
  if (!fs::exists(file, none)) return own;
  for (DrawingLine& line : drawing_lines(file)) {
    OwnLine one{std::move(line.text), std::nullopt};
    if (!DrawingLine{one.text, {}}.is_blank()) {
      try {
        Drawing drawing = drawing_from_json(one.text, line.where);
        digit_label(drawing, line.where);
        one.drawing = std::move(drawing);
      } catch (const Error& error) {
        own.broken.push_back(error);
      }
    }
    own.lines.push_back(std::move(one));
  }
  return own;
}

OwnDrawings drawings_of(OwnLines own) {
  OwnDrawings result{.drawings = {}, .broken = std::move(own.broken)};
  for (OwnLine& line : own.lines)
    if (line.drawing) result.drawings.push_back(std::move(*line.drawing));
  return result;
}

OwnDrawings change(const fs::path& file, const std::function<void(std::vector<OwnLine>&)>& edit) {
  std::error_code said_when_writing;
  fs::create_directories(file.parent_path(), said_when_writing);
  const FileLock lock(file);
  OwnLines own = read_lines(file);
  edit(own.lines);
  std::string text;
  for (const OwnLine& line : own.lines) text += line.text + "\n";
  write_file(file, text);
  return drawings_of(std::move(own));
}

}  // namespace

OwnDrawings read_own_drawings(const fs::path& file) { return drawings_of(read_lines(file)); }

OwnDrawings keep_own_drawing(const fs::path& file, const Drawing& drawing) {
  digit_label(drawing, "the drawing");
  return change(file, [&](std::vector<OwnLine>& lines) {
    for (OwnLine& line : lines) {
      if (!line.drawing) continue;
      Drawing other = *line.drawing;
      other.label = drawing.label;
      if (other != drawing) continue;
      line = {drawing_to_json(drawing), drawing};
      return;
    }
    lines.push_back({drawing_to_json(drawing), drawing});
  });
}

OwnDrawings remove_own_drawing(const fs::path& file, const Drawing& drawing) {
  return change(file, [&](std::vector<OwnLine>& lines) {
    std::erase_if(lines, [&](const OwnLine& line) { return line.drawing == drawing; });
  });
}

}  // namespace convlens
