#include "app/opened_model.h"

#include <cerrno>
#include <fstream>
#include <vector>

#include "app/cli/models.h"
#include "core/base/digest.h"
#include "core/base/file.h"
#include "core/model/input_guess.h"
#include "core/model/presets.h"

namespace convlens::app {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 20;

}  // namespace

std::string file_digest(const std::string& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) throw read_failure(path, errno);
  Digest digest(Digest::Kind::sha256);
  std::vector<char> piece(kPiece);
  while (file) {
    file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    digest.add(piece.data(), static_cast<std::size_t>(file.gcount()));
  }
  if (file.bad()) throw read_failure(path, errno);
  return digest.text();
}

OpenedModel open_as_described(const std::string& word, const InputMemory& memory) {
  OpenedModel opened;
  Model model = load_structure(word, opened.trained);
  if (find_preset(word) == nullptr && !says_its_input(model)) {
    opened.digest = file_digest(word);
    opened.answer = memory.find(opened.digest);
    try {
      if (opened.answer) model = with_answer(std::move(model), *opened.answer);
    } catch (const Error&) {  // not as it was answered here: edited, or by another version
      opened.answer.reset();
      model = load_structure(word, opened.trained);
    }
  }
  opened.model = std::make_shared<const Model>(std::move(model));
  return opened;
}

}  // namespace convlens::app
