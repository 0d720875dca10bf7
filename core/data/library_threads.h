#pragma once

namespace convlens {

/// From now on OpenCV works on the thread that calls it. Its own pool would take cores that were not asked for
/// (--threads), and from a training that is under way; whoever asks has a thread or a pool of the house. Once, when the
/// program starts.
void keep_libraries_single_threaded();

}  // namespace convlens
