"""Networks with random weights for check_cli.py, written with ONNX's own helper: the `digits` architecture, and one
in which every other operator occurs."""
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


class Builder:
    def __init__(self, shape, seed):
        self.random = np.random.default_rng(seed)
        self.shape, self.nodes, self.constants = shape, [], []

    def constant(self, name, values):
        self.constants.append(numpy_helper.from_array(np.asarray(values, np.float32), name))
        return name

    def node(self, op, name, inputs, **attributes):
        self.nodes.append(helper.make_node(op, inputs, [name], name=name, **attributes))
        return name

    def normalise(self, x, mean, deviation):
        dims = (1, len(mean), 1, 1)
        self.node("Sub", "normalise_subtract", [x, self.constant("normalise_mean", np.reshape(mean, dims))])
        return self.node("Div", "normalise", ["normalise_subtract",
                                              self.constant("normalise_std", np.reshape(deviation, dims))])

    def weights(self, name, dims):
        bound = 1.7 / np.sqrt(np.prod(dims[1:]))
        return [self.constant(name + "_weight", self.random.uniform(-bound, bound, dims)),
                self.constant(name + "_bias", self.random.uniform(-0.1, 0.1, dims[0]))]

    def conv(self, name, x, dims, bias=True, **attributes):
        weights = self.weights(name, dims)[:2 if bias else 1]
        if not bias:
            self.constants.pop()
        return self.node("Conv", name, [x, *weights], kernel_shape=dims[2:], **attributes)

    def dense(self, name, x, out, size):
        return self.node("Gemm", name, [x, *self.weights(name, (out, size))], transB=1)

    def save(self, path, output, classes):
        def value(name, dims):
            return helper.make_tensor_value_info(name, TensorProto.FLOAT, ["N", *dims])
        graph = helper.make_graph(self.nodes, "check", [value("image", self.shape)], [value(output, [classes])],
                                  self.constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=7)
        onnx.checker.check_model(model)
        onnx.save(model, path)


def digits(path):
    b = Builder((1, 28, 28), 1)
    x = b.normalise("image", [0.1307], [0.3081])
    x = b.conv("conv1", x, (16, 1, 5, 5), pads=[2, 2, 2, 2])
    x = b.node("MaxPool", "pool1", [b.node("Relu", "relu1", [x])], kernel_shape=[2, 2], strides=[2, 2])
    x = b.conv("conv2", x, (32, 16, 5, 5), pads=[2, 2, 2, 2])
    x = b.node("MaxPool", "pool2", [b.node("Relu", "relu2", [x])], kernel_shape=[2, 2], strides=[2, 2])
    x = b.node("Relu", "relu3", [b.conv("conv3", x, (64, 32, 3, 3), pads=[1, 1, 1, 1])])
    x = b.dense("dense1", b.node("Flatten", "flatten", [x], axis=1), 128, 64 * 7 * 7)
    x = b.dense("dense2", b.node("Relu", "relu4", [x]), 10, 128)
    b.save(path, b.node("Softmax", "softmax", [x], axis=1), 10)


def varied(path):
    """Colour, odd sizes and strides, groups, dilation, uneven padding, branches; scores without a softmax."""
    b = Builder((3, 21, 19), 2)
    x = b.normalise("image", [0.5, 0.4, 0.3], [0.2, 0.25, 0.3])
    x = b.node("Relu", "relu1", [b.conv("conv1", x, (8, 3, 3, 4), strides=[1, 2], pads=[1, 0, 0, 2])])
    x = b.node("LRN", "lrn", [x], size=4, alpha=0.3, beta=0.75, bias=1.5)
    x = b.node("MaxPool", "pool1", [x], kernel_shape=[3, 2], strides=[2, 1], pads=[1, 0, 1, 1], ceil_mode=1)
    left = b.conv("left", x, (6, 4, 3, 3), group=2, dilations=[2, 1], pads=[2, 1, 2, 1], bias=False)
    statistics = [b.constant("norm_" + n, b.random.uniform(0.5, 1.5, 6)) for n in ("scale", "bias", "mean", "var")]
    left = b.node("BatchNormalization", "norm", [left, *statistics], epsilon=1e-3)
    left = b.node("LeakyRelu", "leaky", [left], alpha=0.2)
    right = b.conv("right", x, (6, 8, 1, 1))
    added = b.node("Relu", "relu2", [b.node("Add", "add", [left, right])])
    x = b.node("Concat", "concat", [added, x, right], axis=1)
    x = b.node("AveragePool", "average", [x], kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 0, 1],
               count_include_pad=1)
    x = b.node("Dropout", "dropout", [x, b.constant("ratio", 0.4)])
    x = b.node("Relu", "relu3", [b.conv("last", x, (7, 20, 3, 3), pads=[1, 1, 1, 1])])
    x = b.node("Flatten", "flatten", [b.node("GlobalAveragePool", "global", [x])], axis=1)
    b.save(path, b.dense("scores", x, 5, 7), 5)
