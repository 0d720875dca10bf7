#include "core/base/digest.h"

#include "tests/support/catch.h"

using namespace convlens;

TEST_CASE("digests are those of RFC 1321 and FIPS 180, however the bytes come in") {
  Digest md5(Digest::Kind::md5);
  md5.add("message ");
  md5.add("digest");
  CHECK(md5.text() == "f96b697d7cb7938d525a2f31aaf161d0");
  Digest sha256(Digest::Kind::sha256);
  sha256.add("a");
  sha256.add("bc");
  CHECK(sha256.text() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
