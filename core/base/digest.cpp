#include "core/base/digest.h"

#include <openssl/evp.h>

#include <array>

#include "core/base/error.h"

namespace convlens {

Digest::Digest(Kind kind) : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
  const EVP_MD* algorithm = kind == Kind::md5 ? EVP_md5() : EVP_sha256();
  if (!context_ || EVP_DigestInit_ex(context_.get(), algorithm, nullptr) != 1)
    throw Error(ErrorKind::not_supported, kind == Kind::md5 ? "MD5" : "SHA-256",
                "it is not to be had from this system's OpenSSL");
}

void Digest::add(const void* bytes, std::size_t size) { EVP_DigestUpdate(context_.get(), bytes, size); }

std::string Digest::text() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> sum{};
  unsigned size = 0;
  EVP_DigestFinal_ex(context_.get(), sum.data(), &size);
  constexpr const char* kDigits = "0123456789abcdef";
  std::string hexadecimal;
  for (unsigned i = 0; i < size; ++i) hexadecimal.append({kDigits[sum[i] >> 4], kDigits[sum[i] & 0xF]});
  return hexadecimal;
}

}  // namespace convlens
