#pragma once
#include <cstdint>
#include <vector>

namespace convlens {

/// Samples to learn from and samples to answer, by all their inner products about the mean of those to learn from: that
/// is all that distances and a linear machine with a bias need, however many features there are.
struct InnerProducts {
  int training = 0, test = 0;
  /// (training + test) x training, row order: of each sample with each training sample.
  std::vector<float> products;
  std::vector<float> lengths;  ///< of the test samples with themselves
  std::vector<std::int32_t> training_labels, test_labels;

  float of(int sample, int with) const {
    return products[static_cast<std::size_t>(sample) * static_cast<std::size_t>(training) + static_cast<std::size_t>(with)];
  }
};

/// features: (training + test) rows. Labels are the caller's to fill in.
InnerProducts inner_products(std::vector<float> features, int training, int test);

/// Part of the test samples whose k nearest training samples (Euclidean) vote for their class; of classes with as many
/// votes the one whose sample is nearest wins.
double nearest_neighbours_accuracy(const InnerProducts& samples, int k);

/// The same of a linear support vector machine (OpenCV ml, one against one, C = 1 with features brought to a mean
/// squared length of 100: a choice of ours).
double support_vector_accuracy(const InnerProducts& samples);

}  // namespace convlens
