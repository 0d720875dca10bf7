#include "core/formats/npy.h"

#include <bit>
#include <cctype>
#include <cstring>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/checked.h"
#include "core/base/error.h"
#include "core/base/file.h"

namespace convlens {
namespace {

static_assert(std::endian::native == std::endian::little, "values are copied as they lie in memory");

constexpr std::string_view kMagic = "\x93NUMPY";
constexpr std::size_t kPrefix = 8;  // magic and version
constexpr std::size_t kAlign = 64;  // of the values, as NumPy itself does
constexpr std::size_t kMaxHeader = 65536;
constexpr std::size_t kMaxRank = 32;
constexpr std::uint64_t kMaxFile = std::uint64_t{8} << 30;

std::string shape_text(std::span<const std::int64_t> shape) {
  std::string text = "(";
  for (std::size_t i = 0; i < shape.size(); ++i) text += (i == 0 ? "" : ", ") + std::to_string(shape[i]);
  return text + (shape.size() == 1 ? ",)" : ")");
}

template <typename T>
std::string encode(const char* descr, std::span<const std::int64_t> shape, std::span<const T> values,
                   const std::string& subject) {
  if (checked_product(shape) != std::optional<std::uint64_t>(values.size()))
    throw Error(ErrorKind::bad_value, subject, std::to_string(values.size()) + " values",
                "as many as the shape " + shape_text(shape) + " holds");
  std::string header = "{'descr': '";
  header.append(descr).append("', 'fortran_order': False, 'shape': ").append(shape_text(shape)).append(", }");
  const std::size_t unpadded = kPrefix + 2 + header.size() + 1;
  header.append((kAlign - unpadded % kAlign) % kAlign, ' ').push_back('\n');

  std::string bytes(kMagic);
  bytes.append(
      {'\x01', '\x00', static_cast<char>(header.size() & 0xFF), static_cast<char>(header.size() >> 8)});
  bytes.append(header).append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
  return bytes;
}

struct Header {
  std::string descr;
  bool fortran_order = false;
  std::vector<std::int64_t> shape;
};

/// The header is a Python dictionary with three keys; this reads that much Python and no more.
class HeaderParser {
 public:
  HeaderParser(std::string_view text, std::string subject) : left_(text), subject_(std::move(subject)) {}

  Header parse() {
    Header header;
    bool descr = false, order = false, shape = false;
    expect('{');
    while (!accept('}')) {
      const std::string key = quoted();
      expect(':');
      if (key == "descr" && !descr) {
        header.descr = descr_value();
        descr = true;
      } else if (key == "fortran_order" && !order) {
        header.fortran_order = boolean();
        order = true;
      } else if (key == "shape" && !shape) {
        header.shape = tuple();
        shape = true;
      } else {
        broken("the key '" + key + "' in its header");
      }
      if (!accept(',') && peek() != '}') broken("no comma between the keys of its header");
    }
    if (!descr || !order || !shape) broken("a header without one of descr, fortran_order and shape");
    if (peek() != '\0') broken("text after its header");
    return header;
  }

 private:
  [[noreturn]] void broken(const std::string& found) const {
    throw Error(ErrorKind::file_broken, subject_, found, "an NPY header as NumPy writes it");
  }
  char peek() {
    while (!left_.empty() && std::isspace(static_cast<unsigned char>(left_.front()))) left_.remove_prefix(1);
    return left_.empty() ? '\0' : left_.front();
  }
  bool accept(char wanted) {
    if (peek() != wanted || left_.empty()) return false;
    left_.remove_prefix(1);
    return true;
  }
  void expect(char wanted) {
    if (!accept(wanted)) broken(std::string("no '") + wanted + "' where its header needs one");
  }
  std::string quoted() {
    const char quote = peek();
    if (quote != '\'' && quote != '"') broken("no quoted word where its header needs one");
    left_.remove_prefix(1);
    const std::size_t end = left_.find(quote);
    if (end == std::string_view::npos) broken("a quoted word without end in its header");
    std::string word(left_.substr(0, end));
    left_.remove_prefix(end + 1);
    return word;
  }
  std::string descr_value() {
    if (peek() == '[')
      throw Error(ErrorKind::not_supported, subject_, "an array of records", "float32 ('<f4')");
    return quoted();
  }
  bool boolean() {
    peek();
    for (const bool value : {true, false}) {
      const std::string_view word = value ? "True" : "False";
      if (!left_.starts_with(word)) continue;
      left_.remove_prefix(word.size());
      return value;
    }
    broken("neither True nor False for fortran_order");
  }
  std::vector<std::int64_t> tuple() {
    std::vector<std::int64_t> values;
    expect('(');
    while (!accept(')')) {
      values.push_back(integer());
      if (values.size() > kMaxRank) broken("more than " + std::to_string(kMaxRank) + " dimensions");
      if (!accept(',') && peek() != ')') broken("no comma in its shape");
    }
    return values;
  }
  std::int64_t integer() {
    constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max() / 10 - 1;
    if (!std::isdigit(static_cast<unsigned char>(peek()))) broken("a shape that is no tuple of sizes");
    std::int64_t value = 0;
    while (!left_.empty() && std::isdigit(static_cast<unsigned char>(left_.front()))) {
      if (value > kLast) broken("a size beyond 64 bits");
      value = value * 10 + (left_.front() - '0');
      left_.remove_prefix(1);
    }
    return value;
  }

  std::string_view left_;
  std::string subject_;
};

/// The header's text, and where the values begin.
std::pair<std::string_view, std::size_t> find_header(std::string_view bytes, const std::string& subject) {
  const auto cut = [&] {
    return Error(ErrorKind::file_truncated, subject, std::to_string(bytes.size()) + " bytes",
                 "a whole NPY header");
  };
  if (bytes.empty() || !kMagic.starts_with(bytes.substr(0, kMagic.size())))
    throw Error(ErrorKind::file_broken, subject, "not an NPY file", "\\x93NUMPY as its first bytes");
  if (bytes.size() < kPrefix) throw cut();
  const int version = bytes[6];
  if (version < 1 || version > 3)
    throw Error(ErrorKind::not_supported, subject, "NPY version " + std::to_string(version), "1, 2 or 3");
  const std::size_t digits = version == 1 ? 2 : 4;
  if (bytes.size() < kPrefix + digits) throw cut();
  std::size_t length = 0;
  for (std::size_t i = 0; i < digits; ++i)
    length |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[kPrefix + i])) << 8 * i;
  if (length > kMaxHeader)
    throw Error(ErrorKind::file_too_large, subject, "a header of " + std::to_string(length) + " bytes",
                "at most " + std::to_string(kMaxHeader) + " bytes");
  const std::size_t values = kPrefix + digits + length;
  if (values > bytes.size()) throw cut();
  return {bytes.substr(kPrefix + digits, length), values};
}

}  // namespace

std::string npy_bytes(std::span<const std::int64_t> shape, std::span<const float> values,
                      const std::string& subject) {
  return encode("<f4", shape, values, subject);
}

std::string npy_bytes(std::span<const std::int64_t> shape, std::span<const std::int32_t> values,
                      const std::string& subject) {
  return encode("<i4", shape, values, subject);
}

void save_npy(const std::filesystem::path& path, std::span<const std::int64_t> shape,
              std::span<const float> values) {
  write_file(path, npy_bytes(shape, values, path.string()));
}

void save_npy(const std::filesystem::path& path, std::span<const std::int64_t> shape,
              std::span<const std::int32_t> values) {
  write_file(path, npy_bytes(shape, values, path.string()));
}

NpyArray load_npy(const std::filesystem::path& path) {
  const std::vector<std::uint8_t> file = read_file(path, kMaxFile);
  refuse_impostors(path, file);
  const std::string subject = path.string();
  const std::string_view bytes(reinterpret_cast<const char*>(file.data()), file.size());
  const auto [text, begin] = find_header(bytes, subject);
  const Header header = HeaderParser(text, subject).parse();
  if (header.descr != "<f4")
    throw Error(ErrorKind::not_supported, subject, "values of type '" + header.descr + "'",
                "float32 ('<f4')");
  if (header.fortran_order) throw Error(ErrorKind::not_supported, subject, "Fortran order", "C order");

  const auto expected = checked_product(header.shape, sizeof(float));
  const std::size_t found = bytes.size() - begin;
  if (!expected)
    throw Error(ErrorKind::file_too_large, subject,
                "its header promises the shape " + shape_text(header.shape), "a size that fits the memory");
  if (found != *expected)
    throw Error(found < *expected ? ErrorKind::file_truncated : ErrorKind::file_broken, subject,
                std::to_string(found) + " bytes of values",
                std::to_string(*expected) + " for the shape " + shape_text(header.shape));
  NpyArray array{header.shape, std::vector<float>(found / sizeof(float))};
  if (found != 0) std::memcpy(array.values.data(), bytes.data() + begin, found);
  return array;
}

}  // namespace convlens
