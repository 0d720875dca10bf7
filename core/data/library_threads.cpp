#include "core/data/library_threads.h"

#include <opencv2/core/utility.hpp>

namespace convlens {

void keep_libraries_single_threaded() { cv::setNumThreads(1); }

}  // namespace convlens
