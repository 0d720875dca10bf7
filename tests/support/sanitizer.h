#pragma once

namespace convlens::test {

/// Whether this build runs under ThreadSanitizer: about ten times slower, and only our own code is built for it.
#ifdef __SANITIZE_THREAD__
inline constexpr bool kThreadSanitizer = true;
#else
inline constexpr bool kThreadSanitizer = false;
#endif

/// Whether this build runs under any sanitizer: about twenty times slower in the kernels.
#ifdef __SANITIZE_ADDRESS__
inline constexpr bool kSanitizer = true;
#else
inline constexpr bool kSanitizer = kThreadSanitizer;
#endif

}  // namespace convlens::test
