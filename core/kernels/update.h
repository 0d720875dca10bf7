#pragma once
#include <cstddef>
#include <span>

namespace convlens::kernels {

/// out = sum of the chunks' gradients, in the order given; out may be the first of them.
void sum_in_order(std::size_t n, std::span<const float* const> chunks, float* out);

/// PyTorch's SGD: g += decay w; m = momentum m + g; w -= rate m.
void sgd_update(std::size_t n, float rate, float momentum, float decay, const float* gradient, float* moment,
                float* weights);

/// Adam (Kingma & Ba 2015) with L2 decay added to the gradient. correction1 = 1 - beta1^t, correction2 = 1 -
/// beta2^t.
void adam_update(std::size_t n, float rate, float beta1, float beta2, float epsilon, float decay,
                 float correction1, float correction2, const float* gradient, float* moment1, float* moment2,
                 float* weights);

/// values += part (target - values): exactly unchanged where they are equal.
void move_towards(std::size_t n, float part, const float* target, float* values);

}  // namespace convlens::kernels
