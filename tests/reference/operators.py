"""The operators of ConvLens's networks in plain NumPy, forward and on the way down, in float64.

Written from ONNX's definitions and REFERENCE.md's rules alone; it shares nothing with the C++ code. Values are
(batch, channels, height, width) or (batch, features). Each forward returns (output, saved); each way down takes
the signal at the output and returns the signals at the node's inputs that depend on the picture.
"""
import numpy as np


class Window:
    """kernel_shape, strides, pads (top, left, bottom, right), dilations of one node."""

    def __init__(self, attributes, kernel=None):
        self.kernel = attributes.get("kernel_shape", kernel)
        self.strides = attributes.get("strides", [1, 1])
        self.pads = attributes.get("pads", [0, 0, 0, 0])
        self.dilations = attributes.get("dilations", [1, 1])
        self.ceil = attributes.get("ceil_mode", 0)

    def output_size(self, axis, size):
        reach = self.dilations[axis] * (self.kernel[axis] - 1) + 1
        room = size + self.pads[axis] + self.pads[axis + 2] - reach
        count = room // self.strides[axis] + 1
        # With ceil_mode one more window, unless it would begin in the padding behind the image.
        if self.ceil and room % self.strides[axis] and count * self.strides[axis] < size + self.pads[axis]:
            count += 1
        return count

    def pad(self, x, value):
        """x with its padding, and as much more as a last window of ceil_mode reaches over."""
        top, left, bottom, right = self.pads
        sizes = [self.output_size(0, x.shape[2]), self.output_size(1, x.shape[3])]
        extra = []
        for axis, padded in ((0, x.shape[2] + top + bottom), (1, x.shape[3] + left + right)):
            needed = (sizes[axis] - 1) * self.strides[axis] + self.dilations[axis] * (self.kernel[axis] - 1) + 1
            extra.append(max(0, needed - padded))
        widths = ((0, 0), (0, 0), (top, bottom + extra[0]), (left, right + extra[1]))
        return np.pad(x, widths, constant_values=value), sizes

    def crop(self, padded, like):
        top, left = self.pads[0], self.pads[1]
        return padded[:, :, top:top + like.shape[2], left:left + like.shape[3]]

    def offsets(self):
        """Places in the window in row order."""
        return [(y, x) for y in range(self.kernel[0]) for x in range(self.kernel[1])]

    def taken(self, offset, sizes):
        """The slice of the padded input that one place of the window sees, for all output positions."""
        y, x = offset[0] * self.dilations[0], offset[1] * self.dilations[1]
        sy, sx = self.strides
        return (slice(None), slice(None), slice(y, y + (sizes[0] - 1) * sy + 1, sy),
                slice(x, x + (sizes[1] - 1) * sx + 1, sx))


def conv(node, x, weight, bias=None):
    window, groups = Window(node.attributes, list(weight.shape[2:])), node.attributes.get("group", 1)
    padded, sizes = window.pad(x, 0.0)
    out = np.zeros((x.shape[0], weight.shape[0], *sizes))
    per_in, per_out = weight.shape[1], weight.shape[0] // groups
    # One image is summed value by value in one order everywhere, so that equal windows give equal results, bit for
    # bit, and equal switches; the many of an occlusion may be quicker.
    for g in range(groups):
        ins, outs = slice(g * per_in, (g + 1) * per_in), slice(g * per_out, (g + 1) * per_out)
        for offset in window.offsets():
            seen = padded[window.taken(offset, sizes)]
            if len(x) > 1:
                w = weight[outs, :, offset[0], offset[1]]
                out[:, outs] += np.einsum("oc,ncyx->noyx", w, seen[:, ins], optimize=True)
                continue
            for c in range(per_in):
                w = weight[outs, c, offset[0], offset[1]]
                out[:, outs] += w[None, :, None, None] * seen[:, g * per_in + c][:, None]
    if bias is not None:
        out += bias[None, :, None, None]
    return out, None


def conv_down(node, signal, x, weight, bias=None):
    window, groups = Window(node.attributes, list(weight.shape[2:])), node.attributes.get("group", 1)
    padded, sizes = window.pad(x, 0.0)
    below = np.zeros_like(padded)
    per_in, per_out = weight.shape[1], weight.shape[0] // groups
    for g in range(groups):
        ins, outs = slice(g * per_in, (g + 1) * per_in), slice(g * per_out, (g + 1) * per_out)
        for offset in window.offsets():
            w = weight[outs, :, offset[0], offset[1]]
            below[window.taken(offset, sizes)][:, ins] += np.einsum("oc,noyx->ncyx", w, signal[:, outs])
    return window.crop(below, x)


def max_pool(node, x):
    window = Window(node.attributes)
    padded, sizes = window.pad(x, -np.inf)
    best = np.full((*x.shape[:2], *sizes), -np.inf)
    switches = np.zeros(best.shape, int)
    for index, offset in enumerate(window.offsets()):
        seen = padded[window.taken(offset, sizes)]
        better = seen > best  # strictly: the first maximum in row order keeps its place
        best = np.where(better, seen, best)
        switches = np.where(better, index, switches)
    return best, switches


def max_pool_down(node, signal, switches, x):
    window = Window(node.attributes)
    padded, sizes = window.pad(x, 0.0)
    below = np.zeros_like(padded)
    for index, offset in enumerate(window.offsets()):
        below[window.taken(offset, sizes)] += np.where(switches == index, signal, 0.0)
    return window.crop(below, x)


def average_counts(node, window, x):
    """How many pixels each window divides by: those in the image, or with its padding (not ceil_mode's overhang)."""
    top, left, bottom, right = window.pads
    if node.attributes.get("count_include_pad", 0):
        ones = np.ones((1, 1, x.shape[2] + top + bottom, x.shape[3] + left + right))
        sizes = [window.output_size(0, x.shape[2]), window.output_size(1, x.shape[3])]
        padded = np.pad(ones, ((0, 0), (0, 0), (0, window.kernel[0]), (0, window.kernel[1])))
    else:
        padded, sizes = window.pad(np.ones((1, 1, *x.shape[2:])), 0.0)
    return sum(padded[window.taken(offset, sizes)] for offset in window.offsets())


def average_pool(node, x):
    window = Window(node.attributes)
    padded, sizes = window.pad(x, 0.0)
    total = sum(padded[window.taken(offset, sizes)] for offset in window.offsets())
    return total / average_counts(node, window, x), None


def average_pool_down(node, signal, x):
    window = Window(node.attributes)
    padded, sizes = window.pad(x, 0.0)
    below = np.zeros_like(padded)
    share = signal / average_counts(node, window, x)
    for offset in window.offsets():
        below[window.taken(offset, sizes)] += share
    return window.crop(below, x)


def lrn_terms(node, x):
    """s[c] = bias + alpha / size * the sum of squares over the neighbouring channels, and who sees whom."""
    size, channels = node.attributes["size"], x.shape[1]
    before, after = (size - 1) // 2, size // 2
    index = np.arange(channels)
    sees = (index[None, :] >= index[:, None] - before) & (index[None, :] <= index[:, None] + after)
    alpha, beta = node.attributes.get("alpha", 1e-4), node.attributes.get("beta", 0.75)
    scale = node.attributes.get("bias", 1.0) + alpha / size * np.einsum("cj,njyx->ncyx", sees.astype(float), x * x)
    return scale, sees.astype(float), alpha, beta, size


def lrn(node, x):
    scale, _, _, beta, _ = lrn_terms(node, x)
    return x / scale ** beta, None


def lrn_gradient(node, signal, x):
    scale, sees, alpha, beta, size = lrn_terms(node, x)
    through = np.einsum("ji,njyx->niyx", sees, signal * x * scale ** (-beta - 1))
    return signal * scale ** -beta - 2 * alpha * beta / size * x * through


def per_channel(values, like):
    return values.reshape([1, -1] + [1] * (like.ndim - 2))


def batch_norm_scale(node, scale, variance):
    return scale / np.sqrt(variance + node.attributes.get("epsilon", 1e-5))


def softmax(x):
    raised = np.exp(x - x.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)
