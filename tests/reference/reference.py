"""An independent reading of a ConvLens ONNX file: every layer's values, the projections and the occlusion maps,
as REFERENCE.md and CLI.md define them. Used by check_cli.py only."""
import numpy as np
import onnx
from onnx import numpy_helper

import operators as ops

CHUNK = 32  # covered images computed together


class Node:
    def __init__(self, proto):
        self.op = proto.op_type
        self.name = proto.name
        self.inputs = list(proto.input)
        self.output = proto.output[0]
        self.attributes = {a.name: onnx.helper.get_attribute_value(a) for a in proto.attribute}


class Network:
    def __init__(self, path):
        model = onnx.load(path)
        self.constants = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer}
        for name, value in self.constants.items():
            if value.dtype == np.float32:
                self.constants[name] = value.astype(np.float64)
        self.nodes = [Node(n) for n in model.graph.node]
        (self.input,) = [i for i in model.graph.input if i.name not in self.constants]
        self.input_shape = [d.dim_value for d in self.input.type.tensor_type.shape.dim][1:]
        self.output = model.graph.output[0].name
        self.producer = {n.output: n for n in self.nodes}

    def consumers(self, node):
        return [n for n in self.nodes if node.output in n.inputs]

    def layers(self):
        """The nodes that are layers of their own: not the first half of a normalisation, not the helpers before a Gemm
        or behind a vector."""
        def is_helper(node):
            users = self.consumers(node)
            if len(users) != 1:
                return False
            names = {"Sub": "_subtract", "Flatten": "_flatten", "Reshape": "_reshape"}
            return node.op in names and node.name == users[0].name + names[node.op]
        return [n for n in self.nodes if not is_helper(n)]

    def layer(self, name):
        (found,) = [n for n in self.nodes if n.name == name]
        return found

    # --- forward -------------------------------------------------------------------------------------------------

    def run(self, image):
        """All tensors by name for a batch of images, and what pooling and LRN keep for the way down."""
        values, saved = {self.input.name: image.astype(np.float64)}, {}
        for node in self.nodes:
            arguments = [values[i] if i in values else self.constants[i] for i in node.inputs if i]
            values[node.output], saved[node.output] = self.compute(node, *arguments)
        return values, saved

    def compute(self, node, x, *more):
        if node.op == "Conv":
            return ops.conv(node, x, *more)
        if node.op == "MaxPool":
            return ops.max_pool(node, x)
        if node.op == "AveragePool":
            return ops.average_pool(node, x)
        if node.op == "LRN":
            return ops.lrn(node, x)
        return self.compute_simple(node, x, *more), None

    def compute_simple(self, node, x, *more):
        if node.op == "Sub":
            return x - more[0]
        if node.op == "Div":
            return x / more[0]
        if node.op == "Relu":
            return np.maximum(x, 0)
        if node.op == "LeakyRelu":
            return np.where(x > 0, x, node.attributes.get("alpha", 0.01) * x)
        if node.op == "GlobalAveragePool":
            return x.mean(axis=(2, 3), keepdims=True)
        if node.op == "BatchNormalization":
            scale, bias, mean, variance = more
            factor = ops.batch_norm_scale(node, scale, variance)
            return (x - ops.per_channel(mean, x)) * ops.per_channel(factor, x) + ops.per_channel(bias, x)
        if node.op == "Dropout":
            return x
        if node.op == "Flatten":
            return x.reshape(x.shape[0], -1)
        if node.op == "Reshape":
            return x.reshape([x.shape[0]] + [int(d) for d in more[0][1:]])
        if node.op == "Gemm":
            assert node.attributes.get("transB", 0) == 1
            return x @ more[0].T + (more[1] if len(more) > 1 else 0)
        if node.op == "Add":
            return x + more[0]
        if node.op == "Concat":
            return np.concatenate([x, *more], axis=1)
        if node.op == "Softmax":
            return ops.softmax(x)
        raise NotImplementedError(node.op)

    # --- the way down --------------------------------------------------------------------------------------------

    def walk_down(self, values, saved, start, seed, rule):
        """The signal at the pixels, in pixel units: the walk goes on through Sub and Div."""
        signals = {start.output: seed}
        for node in reversed(self.nodes):
            signal = signals.pop(node.output, None)
            if signal is None:
                continue
            inputs = [i for i in node.inputs if i in values]
            for name, below in zip(inputs, self.down(node, signal, values, saved, rule)):
                signals[name] = signals[name] + below if name in signals else below
        return signals.get(self.input.name, np.zeros_like(values[self.input.name]))

    def down(self, node, signal, values, saved, rule):
        x, y = values[node.inputs[0]], values[node.output]
        more = [self.constants.get(i) for i in node.inputs[1:]]
        if node.op == "Conv":
            return [ops.conv_down(node, signal, x, *more)]
        if node.op == "MaxPool":
            return [ops.max_pool_down(node, signal, saved[node.output], x)]
        if node.op == "AveragePool":
            return [ops.average_pool_down(node, signal, x)]
        if node.op == "GlobalAveragePool":
            return [np.broadcast_to(signal / (x.shape[2] * x.shape[3]), x.shape)]
        if node.op == "LRN":
            return [ops.lrn_gradient(node, signal, x) if rule == "gradient" else signal]
        if node.op == "Relu":
            passes = np.ones(signal.shape, bool)
            if rule in ("gradient", "guided"):
                passes &= y > 0
            if rule in ("deconvnet", "guided"):
                passes &= signal > 0
            return [np.where(passes, signal, 0.0)]
        if node.op == "LeakyRelu":
            return [np.where(x > 0, signal, node.attributes.get("alpha", 0.01) * signal)]
        if node.op == "BatchNormalization":
            return [signal * ops.per_channel(ops.batch_norm_scale(node, more[0], more[3]), signal)]
        if node.op == "Gemm":
            return [signal @ more[0]]
        if node.op == "Softmax":
            return [y * (signal - (signal * y).sum(axis=1, keepdims=True))]
        if node.op == "Div":
            return [signal / more[0]]
        if node.op in ("Sub", "Dropout"):
            return [signal]
        if node.op in ("Flatten", "Reshape"):
            return [signal.reshape(x.shape)]
        if node.op == "Add":
            return [signal, signal]
        if node.op == "Concat":
            sizes = [values[i].shape[1] for i in node.inputs]
            return np.split(signal, np.cumsum(sizes)[:-1], axis=1)
        raise NotImplementedError(node.op)

    def project(self, values, saved, layer, unit, position=None, rule="deconvnet", seed_value="activation"):
        """(c, h, w) in pixel units; without a position: the map's strongest, the first in row order."""
        activation = values[layer.output]
        seed = np.zeros_like(activation)
        if activation.ndim == 2:
            place = (0, unit)
        else:
            if position is None:
                position = np.unravel_index(np.argmax(activation[0, unit]), activation.shape[2:])
            place = (0, unit, *position)
        seed[place] = activation[place] if seed_value == "activation" else 1.0
        return self.walk_down(values, saved, layer, seed, rule)[0]

    # --- classification and occlusion ----------------------------------------------------------------------------

    def probabilities(self, values):
        output = values[self.output].reshape(values[self.output].shape[0], -1)
        return output if self.producer[self.output].op == "Softmax" else ops.softmax(output)

    def last_convolution_activation(self):
        node = [n for n in self.nodes if n.op == "Conv"][-1]
        best = node
        while True:
            users = self.consumers(node)
            if len(users) == 1 and users[0].op == "BatchNormalization":
                node = best = users[0]
            elif len(users) == 1 and users[0].op in ("Relu", "LeakyRelu"):
                return users[0]
            else:
                return best

    def mean(self):
        """The mean of the normalisation, a value a channel."""
        (first,) = [n for n in self.nodes if n.op == "Sub"]
        return self.constants[first.inputs[1]].reshape(-1)

    def occlude(self, image, patch=7, stride=1, grid="centred", fill=0.5, layer=None, label=None):
        """(activation, probability, most probable class, map, label, all probabilities): maps by position."""
        layer = layer or self.last_convolution_activation()
        values, _ = self.run(image[None])
        shown = values[layer.output][0]
        chosen = int(np.argmax(shown.reshape(shown.shape[0], -1).max(axis=1)))
        if label is None:
            label = int(np.argmax(self.probabilities(values)[0]))
        height, width = image.shape[1:]
        if grid == "centred":
            tops = [c - patch // 2 for c in range(0, height, stride)]
            lefts = [c - patch // 2 for c in range(0, width, stride)]
        else:
            tops = list(range(0, height - patch + 1, stride))
            lefts = list(range(0, width - patch + 1, stride))
        covered = []
        for top in tops:
            for left in lefts:
                copy = image.copy()
                for c in range(image.shape[0]):
                    value = np.broadcast_to(fill, image.shape[0])[c]
                    copy[c, max(top, 0):max(top + patch, 0), max(left, 0):max(left + patch, 0)] = value
                covered.append(copy)
        sums, everything = [], []
        for first in range(0, len(covered), CHUNK):
            values, _ = self.run(np.stack(covered[first:first + CHUNK]))
            sums.append(values[layer.output][:, chosen].reshape(len(values[layer.output]), -1).sum(axis=1))
            everything.append(self.probabilities(values))
        shape = (len(tops), len(lefts))
        everything = np.concatenate(everything)
        return {"activation": np.concatenate(sums).reshape(shape),
                "probability": everything[:, label].reshape(shape),
                "label_map": np.argmax(everything, axis=1).reshape(shape),
                "map": chosen, "label": label, "all": everything}
