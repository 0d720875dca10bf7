#pragma once
#include <cstdint>
#include <stop_token>
#include <string>

#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/model/run.h"

namespace convlens {

/// Every explanation of one picture on one page (HtmlPage): the same figures, to the last bit, that the commands and the
/// window make with their default settings. Empty when stopped. The same bytes with any number of threads. progress
/// counts hundredths of chapters, from 0 on.
struct ReportOptions {
  std::string title;         ///< names the picture and the model
  std::uint64_t seed = 1;
  int iterations = -1;       ///< of inversion and maximisation; -1: each its own default
};
std::string report_title(const std::string& picture, const std::string& network);
std::string report(const Model& model, const Activations& activations, const ReportOptions& options, ThreadPool& pool,
                   std::stop_token stop = {}, const ProgressCallback& progress = {});

}  // namespace convlens
