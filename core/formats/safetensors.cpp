#include "core/formats/safetensors.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "core/base/checked.h"
#include "core/base/error.h"
#include "core/base/file.h"

namespace convlens {
namespace {

static_assert(std::endian::native == std::endian::little, "values are copied as they lie in memory");

using Json = nlohmann::json;

constexpr std::uint64_t kMaxHeader = 100'000'000;
constexpr std::size_t kMaxTensors = 100'000;
constexpr std::uint64_t kMaxFile = std::uint64_t{16} << 30;
constexpr std::size_t kLengthBytes = 8;
constexpr std::size_t kAlign = 8;
constexpr std::size_t kDeepest = 3;  // header, tensor, shape
constexpr const char* kMetadata = "__metadata__";
constexpr const char* kType = "F32";

Error broken(const std::string& subject, std::string found, std::string expected = "a safetensors header") {
  return {ErrorKind::file_broken, subject, std::move(found), std::move(expected)};
}

/// A first look at the header that keeps nothing but names: refuses what would fill memory or time, and names
/// that stand twice, before it is parsed for good. (nlohmann's parse callback takes time quadratic in the
/// entries.)
class HeaderCheck final : public nlohmann::json_sax<Json> {
 public:
  explicit HeaderCheck(const std::string& subject) : subject_(subject) {}

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return go_deeper(); }
  bool start_array(std::size_t) override { return go_deeper(); }
  bool end_object() override { return go_back(); }
  bool end_array() override { return go_back(); }

  bool key(string_t& name) override {
    if (!keys_.back().insert(name).second)
      throw broken(subject_, "the key \"" + name + "\" stands twice in its header", "each key once");
    if (keys_.size() == 1 && keys_.back().size() > kMaxTensors + 1)
      throw Error(ErrorKind::file_too_large, subject_,
                  "more than " + std::to_string(kMaxTensors) + " tensors",
                  "at most " + std::to_string(kMaxTensors));
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const Json::exception& failure) override {
    throw broken(subject_, std::string("its header is no JSON: ") + failure.what());
  }

 private:
  bool go_deeper() {
    if (keys_.size() == kDeepest) throw broken(subject_, "a header nested too deeply");
    keys_.emplace_back();
    return true;
  }
  bool go_back() {
    keys_.pop_back();
    return true;
  }

  const std::string& subject_;
  std::vector<std::set<std::string>> keys_;
};

Json parse_header(std::string_view text, const std::string& subject) {
  HeaderCheck check(subject);
  Json::sax_parse(text, &check);
  return Json::parse(text);
}

std::map<std::string, std::string> read_metadata(const Json& header, const std::string& subject) {
  std::map<std::string, std::string> metadata;
  const auto entry = header.find(kMetadata);
  if (entry == header.end()) return metadata;
  if (!entry->is_object()) throw broken(subject, "__metadata__ is no object");
  for (const auto& [key, value] : entry->items()) {
    if (!value.is_string()) throw broken(subject, "the metadata \"" + key + "\" is no text");
    metadata[key] = value.get<std::string>();
  }
  return metadata;
}

/// Where a tensor lies in the buffer, in bytes.
struct Place {
  std::uint64_t begin, end;
  std::string name;
  std::vector<std::int64_t> shape;
};

std::vector<std::uint64_t> sizes(const Json& entry, const char* field, const std::string& name,
                                 const std::string& subject) {
  const auto list = entry.find(field);
  const bool fits =
      list != entry.end() && list->is_array() &&
      std::all_of(list->begin(), list->end(), [](const Json& v) { return v.is_number_unsigned(); });
  if (!fits) throw broken(subject, "tensor \"" + name + "\" has no list of sizes \"" + field + "\"");
  return list->get<std::vector<std::uint64_t>>();
}

Place read_place(const std::string& name, const Json& entry, const std::string& subject) {
  if (!entry.is_object()) throw broken(subject, "tensor \"" + name + "\" is described by no object");
  const auto type = entry.find("dtype");
  if (type == entry.end() || !type->is_string())
    throw broken(subject, "tensor \"" + name + "\" has no dtype");
  if (*type != kType)
    throw Error(ErrorKind::not_supported, subject,
                "tensor \"" + name + "\" of type " + type->get<std::string>(), kType);

  const std::vector<std::uint64_t> shape = sizes(entry, "shape", name, subject);
  const std::vector<std::uint64_t> offsets = sizes(entry, "data_offsets", name, subject);
  const auto bytes = checked_product(shape, sizeof(float));
  if (offsets.size() != 2 || offsets[0] > offsets[1] || bytes != std::optional(offsets[1] - offsets[0]))
    throw broken(subject, "tensor \"" + name + "\" has offsets that do not fit its shape");
  const auto too_long = [](std::uint64_t size) { return !std::in_range<std::int64_t>(size); };
  if (std::any_of(shape.begin(), shape.end(), too_long))
    throw broken(subject, "tensor \"" + name + "\" has a size beyond 63 bits");
  return {offsets[0], offsets[1], name, {shape.begin(), shape.end()}};
}

/// Sorted by offset, without a gap, an overlap or a byte left over.
std::vector<Place> read_places(const Json& header, std::uint64_t buffer, const std::string& subject) {
  std::vector<Place> places;
  for (const auto& [name, entry] : header.items())
    if (name != kMetadata) places.push_back(read_place(name, entry, subject));
  std::stable_sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
  });
  std::uint64_t covered = 0;
  for (const Place& place : places) {
    if (place.begin != covered)
      throw broken(subject, "tensor \"" + place.name + "\" begins at byte " + std::to_string(place.begin),
                   "byte " + std::to_string(covered) + ": tensors without gap or overlap");
    covered = place.end;
  }
  if (covered == buffer) return places;
  throw Error(covered > buffer ? ErrorKind::file_truncated : ErrorKind::file_broken, subject,
              std::to_string(buffer) + " bytes of values", std::to_string(covered) + ", as its header says");
}

std::uint64_t read_header_length(std::span<const std::uint8_t> file, const std::string& subject) {
  if (file.size() < kLengthBytes)
    throw Error(ErrorKind::file_truncated, subject, std::to_string(file.size()) + " bytes",
                "the header's length, a header and values");
  std::uint64_t length = 0;
  std::memcpy(&length, file.data(), kLengthBytes);
  // Rather a file of another kind, whose first bytes make a number, than a header of that size.
  if (length > kMaxHeader)
    throw Error(ErrorKind::file_broken, subject, "a header of " + std::to_string(length) + " bytes",
                "at most " + std::to_string(kMaxHeader) + " bytes");
  if (length > file.size() - kLengthBytes)
    throw Error(ErrorKind::file_truncated, subject, std::to_string(file.size() - kLengthBytes) + " bytes",
                "a header of " + std::to_string(length) + " bytes and values");
  return length;
}

}  // namespace

void save_safetensors(const std::filesystem::path& path, const SafeTensors& content) {
  nlohmann::ordered_json header = nlohmann::ordered_json::object();
  if (!content.metadata.empty()) header[kMetadata] = content.metadata;
  std::uint64_t end = 0;
  for (const auto& [name, entry] : content.tensors) {
    if (name == kMetadata ||
        checked_product(entry.shape) != std::optional<std::uint64_t>(entry.values.size()))
      throw Error(ErrorKind::bad_value, path.string(), "tensor \"" + name + "\"",
                  "another name, and a shape that fits its values");
    const std::uint64_t begin = end;
    end += entry.values.size() * sizeof(float);
    header[name] = {{"dtype", kType}, {"shape", entry.shape}, {"data_offsets", {begin, end}}};
  }
  std::string text;
  try {
    text = header.dump();
  } catch (const Json::exception&) {
    throw Error(ErrorKind::bad_value, path.string(), "a name or metadata that is not UTF-8", "UTF-8");
  }
  text.append((kAlign - text.size() % kAlign) % kAlign, ' ');

  const std::uint64_t length = text.size();
  std::vector<std::uint8_t> bytes(kLengthBytes + text.size() + end);
  std::memcpy(bytes.data(), &length, kLengthBytes);
  std::uint8_t* out = std::copy(text.begin(), text.end(), bytes.data() + kLengthBytes);
  for (const auto& [name, entry] : content.tensors) {
    const std::size_t size = entry.values.size() * sizeof(float);
    if (size != 0) std::memcpy(out, entry.values.data(), size);
    out += size;
  }
  write_file(path, bytes);
}

SafeTensors load_safetensors(const std::filesystem::path& path) {
  const std::vector<std::uint8_t> file = read_file(path, kMaxFile);
  refuse_impostors(path, file);
  const std::string subject = path.string();
  const std::uint64_t length = read_header_length(file, subject);
  const std::string_view text(reinterpret_cast<const char*>(file.data()) + kLengthBytes, length);
  if (!text.starts_with('{')) throw broken(subject, "its header does not begin with '{'");
  const Json header = parse_header(text, subject);

  const std::uint8_t* buffer = file.data() + kLengthBytes + length;
  SafeTensors content{{}, read_metadata(header, subject)};
  for (Place& place : read_places(header, file.size() - kLengthBytes - length, subject)) {
    SafeTensors::Entry entry{std::move(place.shape),
                             std::vector<float>((place.end - place.begin) / sizeof(float))};
    if (!entry.values.empty())
      std::memcpy(entry.values.data(), buffer + place.begin, place.end - place.begin);
    content.tensors.emplace(std::move(place.name), std::move(entry));
  }
  return content;
}

}  // namespace convlens
