#include "app/pad_memory.h"

#include <chrono>
#include <utility>

#include "core/base/file.h"

namespace convlens::app {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kAfterLastStroke{1500};
// A drawing by hand has some ten kilobytes; one that was opened may be anything.
constexpr std::size_t kLargest = std::size_t{1} << 20;

}  // namespace

PadMemory::PadMemory(fs::path file, JobRunner& files, QObject* parent)
    : QObject(parent), file_(std::move(file)), files_(files) {
  soon_.setSingleShot(true);
  soon_.setInterval(kAfterLastStroke);
  connect(&soon_, &QTimer::timeout, this, &PadMemory::write);
}

std::optional<Drawing> PadMemory::recall(const fs::path& file) {
  std::error_code none;
  if (!fs::exists(file, none)) return std::nullopt;
  try {
    const auto bytes = read_file(file, kLargest);
    Drawing drawing = drawing_from_json(std::string(bytes.begin(), bytes.end()), file.string());
    if (drawing.has_ink()) return drawing;
  } catch (const Error&) {
  }
  return std::nullopt;
}

void PadMemory::see(const ui::Input& input) {
  const auto* drawing = std::get_if<Drawing>(&input.content);
  if (file_.empty() || !drawing) return;
  unwritten_ = *drawing;
  soon_.start();
}

void PadMemory::close() {
  soon_.stop();
  write();
}

void PadMemory::write() {
  if (!unwritten_) return;
  files_.run(
      [drawing = *std::exchange(unwritten_, std::nullopt),
       file = file_](std::stop_token) -> JobRunner::Afterwards {
        const std::string text = drawing_to_json(drawing) + "\n";
        std::error_code gone_already;
        if (!drawing.has_ink() || text.size() > kLargest) {
          fs::remove(file, gone_already);
        } else {
          fs::create_directories(file.parent_path());
          write_file(file, text);
        }
        return {};
      },
      // A full disk is told of by what the user wants saved.
      [](const QString&) {});
}

}  // namespace convlens::app
