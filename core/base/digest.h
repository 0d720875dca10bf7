#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;  // OpenSSL's

namespace convlens {

/// The hash of whatever it is fed, piece by piece. Throws Error(not_supported) where the system's OpenSSL lacks it.
class Digest {
 public:
  enum class Kind { md5, sha256 };
  explicit Digest(Kind kind);

  void add(const void* bytes, std::size_t size);
  void add(std::string_view text) { add(text.data(), text.size()); }
  /// In lower-case hexadecimal; once, at the end.
  std::string text();

 private:
  std::unique_ptr<evp_md_ctx_st, void (*)(evp_md_ctx_st*)> context_;
};

}  // namespace convlens
