#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace convlens {

/// float32 tensors by name, and string metadata (https://huggingface.co/docs/safetensors).
struct SafeTensors {
  struct Entry {
    std::vector<std::int64_t> shape;
    std::vector<float> values;
  };
  std::map<std::string, Entry> tensors;
  std::map<std::string, std::string> metadata;
};

void save_safetensors(const std::filesystem::path& path, const SafeTensors& content);
/// Header <= 100,000,000 bytes, no duplicate keys, offsets must cover the buffer exactly, at most 100,000 tensors.
SafeTensors load_safetensors(const std::filesystem::path& path);

}  // namespace convlens
