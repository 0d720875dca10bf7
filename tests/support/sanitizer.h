#pragma once

namespace convlens::test {

/// Whether this build runs under ThreadSanitizer: about ten times slower, and only our own code is built for it.
#ifdef __SANITIZE_THREAD__
inline constexpr bool kThreadSanitizer = true;
#else
inline constexpr bool kThreadSanitizer = false;
#endif

}  // namespace convlens::test
