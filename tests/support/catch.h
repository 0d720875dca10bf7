#pragma once
// Debian 12 has Catch2 2, Ubuntu 24.04 has Catch2 3: the one place that knows.
#if __has_include(<catch2/catch.hpp>)
#include <catch2/catch.hpp>
#else
#include <catch2/catch_all.hpp>
using Catch::Approx;
#endif
