#pragma once
#include <span>
#include <string>
#include <vector>

#include "core/model/model.h"

namespace convlens {

/// A filter out of the textbooks of image processing, in row order; applied as networks apply theirs (correlation).
struct ClassicalKernel {
  std::string name;  ///< "sobel-x", "gaussian", "gabor-45", ...
  int height = 0, width = 0;
  std::vector<float> values;
};

/// Sobel, Prewitt and Scharr in both directions, Laplacian, Gaussian, box, sharpen, emboss, low pass, high pass, and
/// Gabor filters in four directions, all height x width: those that are defined as 3 x 3 with zeros around. What the
/// literature leaves open is ours: Gaussian of sigma = size / 5, low pass the binomial, high pass the identity less the
/// low pass, Gabor of wavelength 4 pixels without its mean. None for windows smaller than 3 x 3.
std::vector<ClassicalKernel> classical_kernels(int height, int width);

/// The picture (c, h, w: each channel by itself) under the filter, of the same size; 0 beyond the border.
std::vector<float> filtered(std::span<const float> chw, const Shape& shape, const ClassicalKernel& kernel);

/// a . b / (|a| |b|); 0 where one of them is 0.
double cosine_similarity(std::span<const float> a, std::span<const float> b);

/// Which filters pass: slow changes, edges of a few pixels, or only the finest detail.
enum class PassBand { low, band, high };
std::string pass_band_name(PassBand band);

/// |Fourier transform| of a kernel at kResponseSide x kResponseSide frequencies from -1/2 to 1/2 cycles a pixel (rows,
/// columns), frequency 0 in the middle (kResponseSide / 2).
inline constexpr int kResponseSide = 32;
std::vector<float> frequency_response(std::span<const float> kernel, int height, int width);
/// Where the response is largest on average: below 1/8, from 1/8 to 1/4, or above 1/4 cycles a pixel (limits of ours).
PassBand pass_band(std::span<const float> response);

/// What a learned kernel is most like.
struct KernelLikeness {
  int kernel = 0;     ///< of classical_kernels(); the first of equal ones
  double cosine = 0;  ///< of the largest magnitude; below 0: the filter with its sign turned
};
KernelLikeness most_like(std::span<const float> kernel, std::span<const ClassicalKernel> classical);

/// A copy of the model whose convolution `node` has this kernel in place of the filter `filter`, the same part of it on
/// every input channel; its bias becomes 0. Throws Error(bad_value) for another kind of node, a filter that it does not
/// have, or a kernel of another size.
Model with_kernel(const Model& model, int node, int filter, const ClassicalKernel& kernel);

}  // namespace convlens
