#include "core/data/folder.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "core/base/error.h"

namespace convlens {
namespace fs = std::filesystem;
namespace {

constexpr std::uint64_t kMaxBytes = std::uint64_t{4} << 30;  // all pictures together, at the model's size
constexpr float kWhite = 255;

struct ClassFolder {
  fs::path path;
  std::int32_t label = 0;
};
struct Classes {
  std::vector<ClassFolder> folders;
  std::vector<std::string> names;
};

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

std::vector<fs::path> subfolders(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
    if (entry->is_directory() && !is_hidden(entry->path())) found.push_back(entry->path());
  if (error) throw Error(ErrorKind::file_unreadable, folder.string(), error.message());
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error))
    if (entry->is_regular_file() && !is_hidden(entry->path())) found.push_back(entry->path());
  if (error) throw Error(ErrorKind::file_unreadable, folder.string(), error.message());
  std::sort(found.begin(), found.end());
  return found;
}

std::string lower(std::string text) {
  for (char& letter : text) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return text;
}

/// The class of that name, exactly if possible, else in any case of letters; -1: none.
std::int32_t find_class(const std::vector<std::string>& names, const std::string& name) {
  const auto exact = std::find(names.begin(), names.end(), name);
  if (exact != names.end()) return static_cast<std::int32_t>(exact - names.begin());
  const auto alike =
      std::find_if(names.begin(), names.end(), [&](const auto& n) { return lower(n) == lower(name); });
  return alike == names.end() ? -1 : static_cast<std::int32_t>(alike - names.begin());
}

Classes classes_by_order(const fs::path& folder, const std::vector<fs::path>& found,
                         std::size_t model_classes, std::vector<Note>& notes) {
  if (model_classes != 0 && found.size() > model_classes)
    throw Error(ErrorKind::shape_mismatch, folder.string(), std::to_string(found.size()) + " class folders",
                "the model's " + std::to_string(model_classes) + " classes");
  Classes classes;
  std::string order;
  for (const fs::path& path : found) {
    const auto label = static_cast<std::int32_t>(classes.folders.size());
    classes.names.push_back(path.filename().string());
    order += (order.empty() ? "" : ", ") + classes.names.back() + " = " + std::to_string(label);
    classes.folders.push_back({path, label});
  }
  if (model_classes != 0)
    notes.push_back({NoteKind::classes_by_order, folder.string(), order});
  return classes;
}

Classes find_classes(const fs::path& folder, const std::vector<std::string>& model_names,
                     std::vector<Note>& notes) {
  const std::vector<fs::path> found = subfolders(folder);
  if (found.empty())
    throw Error(ErrorKind::no_data, folder.string(), "no class folders inside",
                "one subfolder of images for each class");
  Classes classes{{}, model_names};
  std::vector<Note> skipped;
  for (const fs::path& path : found) {
    const std::int32_t label = find_class(model_names, path.filename().string());
    if (label >= 0)
      classes.folders.push_back({path, label});
    else
      skipped.push_back({NoteKind::class_unknown, path.string()});
  }
  if (classes.folders.empty()) return classes_by_order(folder, found, model_names.size(), notes);
  notes.insert(notes.end(), skipped.begin(), skipped.end());
  return classes;
}

/// The folder that holds the split's class folders.
fs::path split_folder(const fs::path& folder, Split split, std::vector<Note>& notes) {
  std::error_code error;
  const fs::path training = folder / "train", test = folder / "test";
  if (fs::is_directory(training, error) && fs::is_directory(test, error))
    return split == Split::training ? training : test;
  if (split == Split::training) notes.push_back({NoteKind::tested_on_training, folder.string()});
  return folder;
}

void append_picture(const Image& image, const FitPicture& fit, std::vector<std::uint8_t>& pixels) {
  for (const float value : fit(image))
    pixels.push_back(static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0f, 1.0f) * kWhite)));
}

Note skipped_picture(const Error& failure) {
  if (failure.found().empty()) return {NoteKind::no_picture, failure.subject()};
  const bool incomplete = failure.kind() == ErrorKind::file_truncated;
  return {incomplete ? NoteKind::picture_incomplete : NoteKind::picture_unreadable, failure.subject(),
          failure.found()};
}

}  // namespace

std::shared_ptr<const Samples> open_folder(const fs::path& folder, Split split, const Shape& shape,
                                           const std::vector<std::string>& class_names,
                                           const FitPicture& fit) {
  std::error_code error;
  if (!fs::exists(folder, error)) throw Error(ErrorKind::file_missing, folder.string());
  if (!fs::is_directory(folder, error))
    throw Error(ErrorKind::file_unreadable, folder.string(), "a file",
                "a folder with one subfolder for each class");

  std::vector<Note> notes;
  const fs::path root = split_folder(folder, split, notes);
  Classes classes = find_classes(root, class_names, notes);
  std::vector<std::uint8_t> pixels;
  std::vector<std::int32_t> labels;
  std::size_t skipped = 0;
  for (const ClassFolder& class_folder : classes.folders)
    for (const fs::path& path : files_below(class_folder.path)) {
      try {
        append_picture(read_image(path), fit, pixels);
        labels.push_back(class_folder.label);
      } catch (const Error& failure) {
        notes.push_back(skipped_picture(failure));
        ++skipped;
      }
      if (pixels.size() > kMaxBytes)
        throw Error(ErrorKind::file_too_large, root.string(),
                    "more than " + std::to_string(labels.size()) + " pictures of " + to_string(shape),
                    "at most " + std::to_string(kMaxBytes) + " bytes of pixels together");
    }
  if (labels.empty())
    throw Error(ErrorKind::no_data, root.string(),
                skipped == 0 ? "no image in its class folders"
                             : "none of its " + std::to_string(skipped) + " files is a readable image",
                "images in one subfolder for each class");
  return std::make_shared<StoredSamples>(shape, std::move(pixels), std::move(labels),
                                         std::move(classes.names), std::move(notes));
}

}  // namespace convlens
