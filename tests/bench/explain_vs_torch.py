#!/usr/bin/env python3
"""What explanations cost in ConvLens and in PyTorch, in turn, so that whatever else the machine does meets both alike.

usage: explain_vs_torch.py CONVLENS [--rounds N] [--threads N]

CONVLENS is the program. Needs PyTorch and NumPy (Debian: python3-torch). PyTorch gets batches, and the best of its two
memory formats with one thread and with all; the same network with the same weights, and for the projections and the sweep it is
checked first that both make the same values. Medians of the rounds, and how many times as long PyTorch takes; beside
it the processor's time that PyTorch takes with one thread, which other programs on the machine hardly change (half of
it is the least that two threads could take). Probes and t-SNE stand without a counterpart: PyTorch has none."""
import argparse
import itertools
import json
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

IMAGES, BATCH, COUNT = 10_000, 250, 9
SIDE, PATCH, FILL = 28, 7, 0.5
ITERATIONS = 400
REPEATS = 5  # of what takes milliseconds; the best counts, as in `convlens bench`


def read_safetensors(path):
    data = Path(path).read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + length])
    meta = header.pop("__metadata__")
    tensors = {}
    for name, entry in header.items():
        first, last = (8 + length + offset for offset in entry["data_offsets"])
        tensors[name] = torch.from_numpy(np.frombuffer(data[first:last], "<f4").reshape(entry["shape"]).copy())
    return tensors, json.loads(meta["mean"])[0], json.loads(meta["std"])[0]


class Digits:
    """The preset `digits`."""

    def __init__(self, weights, memory_format):
        self.tensors, self.mean, self.std = read_safetensors(weights)
        self.format = memory_format
        for name, tensor in self.tensors.items():
            if tensor.dim() == 4:
                self.tensors[name] = tensor.contiguous(memory_format=memory_format)

    def conv(self, x, name):
        weight = self.tensors[name + ".weight"]
        return F.conv2d(x, weight, self.tensors[name + ".bias"], padding=weight.shape[-1] // 2)

    def dense(self, x, name):
        return F.linear(x, self.tensors[name + ".weight"], self.tensors[name + ".bias"])

    def run(self, x, last="softmax"):
        """All layers' values, up to `last`, and the pools' switches."""
        values, switches = {}, {}
        x = values["normalise"] = ((x - self.mean) / self.std).contiguous(memory_format=self.format)
        for i in (1, 2, 3):
            x = values[f"conv{i}"] = self.conv(x, f"conv{i}")
            x = values[f"relu{i}"] = F.relu(x)
            if f"relu{i}" == last:
                return values, switches
            if i < 3:
                x, switches[i] = F.max_pool2d(x, 2, return_indices=True)
                values[f"pool{i}"] = x
        x = values["flatten"] = x.flatten(1)
        x = values["dense1"] = self.dense(x, "dense1")
        x = values["relu4"] = F.relu(x)
        x = values["dense2"] = self.dense(x, "dense2")
        values["softmax"] = F.softmax(x, 1)
        return values, switches


def transposed(net, signal, i, flipped):
    """Down through a convolution: as such, or as the convolution with turned kernels that it is at stride 1."""
    weight = net.tensors[f"conv{i}.weight"]
    if not flipped:
        return F.conv_transpose2d(signal, weight, padding=weight.shape[-1] // 2)
    if f"turned{i}" not in net.tensors:
        net.tensors[f"turned{i}"] = weight.flip(2, 3).transpose(0, 1).contiguous(memory_format=net.format)
    return F.conv2d(signal, net.tensors[f"turned{i}"], padding=weight.shape[-1] // 2)


def project_all(net, values, switches, flipped=False):
    """Deconvnet of all maps of conv3, each from its strongest position, in one batch."""
    maps = values["conv3"][0]
    units = maps.shape[0]
    strongest = maps.flatten(1).max(1)
    seed = torch.zeros(units, units, maps[0].numel())
    each = torch.arange(units)
    seed[each, each, strongest.indices] = strongest.values
    signal = seed.view(units, *maps.shape).contiguous(memory_format=net.format)
    for i in (3, 2, 1):
        signal = transposed(net, signal, i, flipped)
        if i > 1:
            chosen = switches[i - 1].expand(units, -1, -1, -1)
            signal = F.relu(F.max_unpool2d(signal, chosen, 2))
    return signal / net.std


def covers():
    mask = torch.zeros(SIDE * SIDE, 1, SIDE, SIDE, dtype=torch.bool)
    for y in range(SIDE):
        for x in range(SIDE):
            top, left = y - PATCH // 2, x - PATCH // 2
            mask[y * SIDE + x, 0, max(top, 0):top + PATCH, max(left, 0):left + PATCH] = True
    return mask


def occlude(net, picture, mask, unit, label):
    values, _ = net.run(torch.where(mask, torch.tensor(FILL), picture))
    return values["relu3"][:, unit].sum((1, 2)), values["softmax"][:, label], values["softmax"].argmax(1)


def strongest(net, images):
    """The strongest images of every map of every layer; where in them is not even asked."""
    found = {}
    for first in range(0, len(images), BATCH):
        values, _ = net.run(images[first:first + BATCH])
        for name, value in values.items():
            found.setdefault(name, []).append(value.amax((2, 3)) if value.dim() == 4 else value)
    return {name: torch.cat(parts).topk(COUNT, 0) for name, parts in found.items()}


def invert(net, picture):
    """As core/explain/inversion.h: the same objective, steps and limit of the derivative, of relu3."""
    sigma = net.std * SIDE
    with torch.no_grad():
        target = net.run(picture, "relu3")[0]["relu3"]
    length = target.norm()
    x = torch.randn_like(picture)
    x /= x.norm()
    x.requires_grad_()
    velocity = torch.zeros_like(x)
    for i in range(ITERATIONS):
        now = net.run(net.mean + sigma * x, "relu3")[0]["relu3"]
        penalty = 1e-4 * (SIDE * x).abs().pow(6).mean()
        variation = (x[..., 1:] - x[..., :-1]).pow(2).sum() + (x[..., 1:, :] - x[..., :-1, :]).pow(2).sum()
        loss = ((now - target) / length).pow(2).sum() + penalty + 0.05 * variation
        (derivative,) = torch.autograd.grad(loss, x)
        with torch.no_grad():
            factor = 1.0 if i < ITERATIONS // 4 else 0.1 if i < ITERATIONS - ITERATIONS // 4 else 0.01
            if i in (ITERATIONS // 4, ITERATIONS - ITERATIONS // 4):
                velocity.zero_()
            rate = 0.3 * factor / max(float(derivative.norm()), 1.0)
            velocity.mul_(0.9).sub_(rate * derivative)
            x += velocity
    with torch.no_grad():
        now = net.run(net.mean + sigma * x, "relu3")[0]["relu3"]
        return float((now - target).norm() / length)


def best_of(repeats, work):
    """Seconds by the clock and of the processor."""
    times = []
    for _ in range(repeats):
        start, busy = time.perf_counter(), time.process_time()
        work()
        times.append((time.perf_counter() - start, time.process_time() - busy))
    return [min(column) for column in zip(*times)]


def torch_side(weights, threads):
    torch.manual_seed(1)
    picture, images = torch.rand(1, 1, SIDE, SIDE), torch.rand(IMAGES, 1, SIDE, SIDE)
    mask = covers()
    times = {}
    formats = (torch.contiguous_format, torch.channels_last)
    for memory_format, count in itertools.product(formats, sorted({1, threads})):
        net = Digits(weights, memory_format)
        torch.set_num_threads(count)

        def keep(name, factor, repeats, work):
            clock, busy = best_of(repeats, work)
            least = times.setdefault(name, [float("inf")] * 2)
            least[0] = min(least[0], factor * clock)
            if count == 1:
                least[1] = min(least[1], factor * busy)

        with torch.inference_mode():
            run = net.run(picture)
            for flipped in (False, True):
                keep("deconvnet, all maps of conv3, ms", 1e3, REPEATS, lambda: project_all(net, *run, flipped))
            keep("occlusion, 784 squares, ms", 1e3, 3, lambda: occlude(net, picture, mask, 0, 0))
            keep("top 9, all layers, 10,000 images, s", 1, 1, lambda: strongest(net, images))
        keep("inversion of relu3, 400 iterations, ms", 1e3, 1, lambda: invert(net, picture))
    return times


def our_side(program, threads):
    out = subprocess.run([program, "bench", "--preset", "digits", "--probes", "--json", "--threads", str(threads)],
                         check=True, capture_output=True, text=True).stdout
    all_of_it = json.loads(out)
    explain, study = all_of_it["explain_ms"]["digits"], all_of_it["study_seconds"]
    return {"deconvnet, all maps of conv3, ms": explain["deconvnet"],
            "occlusion, 784 squares, ms": all_of_it["occlusion_ms"]["digits"],
            "top 9, all layers, 10,000 images, s": study["top9_all_layers"],
            "inversion of relu3, 400 iterations, ms": explain["inversion"],
            "probes of all layers, 10,000 images, s": study["probes"],
            "t-SNE of 2,000 images, s": study["tsne"]}


def check_same(program, weights, folder):
    """Both sides compute the same thing."""
    torch.manual_seed(2)
    picture = torch.rand(1, 1, SIDE, SIDE)
    np.save(folder / "picture.npy", picture[0].numpy())
    command = [program, "deconv", "--model", "digits", "--image", str(folder / "picture.npy"), "--layer", "conv3",
               "--out", str(folder / "deconv")]
    subprocess.run(command, check=True, capture_output=True)
    subprocess.run([program, "occlude", "--model", "digits", "--image", str(folder / "picture.npy"), "--out",
                    str(folder / "occlude")], check=True, capture_output=True)
    told = json.loads((folder / "occlude" / "occlusion.json").read_text())
    for memory_format in (torch.contiguous_format, torch.channels_last):
        net = Digits(weights, memory_format)
        with torch.inference_mode():
            theirs, turned = (project_all(net, *net.run(picture), flipped).numpy() for flipped in (False, True))
            activation, probability, _ = occlude(net, picture, covers(), told["map"], told["label"])
        deconv = np.load(folder / "deconv" / "deconv.npy")
        for name, ours, other in (("deconvnet", deconv, theirs), ("deconvnet", deconv, turned),
                                  ("occlusion (b)", np.load(folder / "occlude" / "activation.npy"), activation.numpy()),
                                  ("occlusion (d)", np.load(folder / "occlude" / "probability.npy"), probability.numpy())):
            error = np.abs(ours.ravel() - other.ravel()).max() / np.abs(ours).max()
            if not error < 1e-4:
                sys.exit(f"explain_vs_torch: {name} differs by {error:.2g} of its largest value; the sides compute different things")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("convlens")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--torch-side", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.torch_side:
        print(json.dumps(torch_side(arguments.torch_side, arguments.threads)))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        weights = folder / "digits.safetensors"
        subprocess.run([arguments.convlens, "export", "digits", "--out", str(weights)], check=True, capture_output=True)
        check_same(arguments.convlens, weights, folder)
        rounds = {"ConvLens": [], "PyTorch": []}
        for _ in range(arguments.rounds):
            rounds["ConvLens"].append(our_side(arguments.convlens, arguments.threads))
            # A process of its own, so that neither side finds the other's memory or threads.
            out = subprocess.run([sys.executable, __file__, arguments.convlens, "--torch-side", str(weights), "--threads",
                                  str(arguments.threads)], check=True, capture_output=True, text=True).stdout
            rounds["PyTorch"].append(json.loads(out))
    print(f"{'':40} {'ConvLens':>10} {'PyTorch ' + torch.__version__:>16} {'ratio':>7} {'one thread, CPU':>16}")
    for what in rounds["ConvLens"][0]:
        ours = statistics.median(one[what] for one in rounds["ConvLens"])
        if what not in rounds["PyTorch"][0]:
            print(f"{what:40} {ours:10.2f} {'-':>16} {'-':>7}")
            continue
        theirs, busy = (statistics.median(one[what][i] for one in rounds["PyTorch"]) for i in (0, 1))
        ratio = statistics.median(b[what][0] / a[what] for a, b in zip(rounds["ConvLens"], rounds["PyTorch"]))
        print(f"{what:40} {ours:10.2f} {theirs:16.2f} {ratio:7.1f} {busy:16.2f}")


if __name__ == "__main__":
    main()
