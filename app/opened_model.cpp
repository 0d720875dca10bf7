#include "app/opened_model.h"

#include <algorithm>

#include "app/cli/models.h"
#include "core/base/digest.h"
#include "core/base/error.h"
#include "core/base/file_reader.h"
#include "core/model/input_guess.h"
#include "core/model/presets.h"

namespace convlens::app {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 20;

/// The part of the whole from `first` on that takes `share` of it, both in thirds.
ProgressCallback part_of(const ProgressCallback& progress, std::size_t first, std::size_t share) {
  constexpr std::size_t kAll = 3;
  if (!progress) return {};
  return [&progress, first, share](std::size_t done, std::size_t total) {
    progress(first * total + share * done, kAll * total);
  };
}

}  // namespace

std::optional<std::string> digest_of(const std::vector<std::filesystem::path>& files,
                                     const std::stop_token& stop, const ProgressCallback& progress) {
  Digest digest(Digest::Kind::sha256);
  std::size_t total = 0, done = 0;
  for (const auto& file : files) total += FileReader(file).promised();
  std::vector<std::uint8_t> piece(kPiece);
  for (const auto& file : files) {
    FileReader reader(file);  // one at a time: some exporters write a file for each tensor
    while (const std::size_t got = reader.read(piece)) {
      if (stop.stop_requested()) return std::nullopt;
      digest.add(piece.data(), got);
      done += got;
      if (progress) progress(std::min(done, total), total);
    }
  }
  return digest.text();
}

std::optional<OpenedModel> open_as_described(const std::string& word, const InputMemory& memory,
                                             const std::stop_token& stop, const ProgressCallback& progress) {
  auto loaded = open_structure(word, stop, part_of(progress, 0, 2));
  if (!loaded) return std::nullopt;
  OpenedModel opened{.model = nullptr, .trained = loaded->trained};
  if (find_preset(word) == nullptr && !loaded->files.empty() && !says_its_input(loaded->model)) {
    const auto digest = digest_of(loaded->files, stop, part_of(progress, 2, 1));
    if (!digest) return std::nullopt;
    opened.digest = *digest;
    opened.answer = memory.find(opened.digest);
    try {
      if (opened.answer) loaded->model = with_answer(std::move(loaded->model), *opened.answer);
    } catch (const Error&) {  // not as it was answered here: edited, or by another version
      opened.answer.reset();
      loaded = open_structure(word, stop);
      if (!loaded) return std::nullopt;
    }
  }
  if (progress) progress(1, 1);
  opened.model = std::make_shared<const Model>(std::move(loaded->model));
  return opened;
}

}  // namespace convlens::app
