#!/usr/bin/env python3
"""Compares the command line's figures with an independent NumPy computation from the same ONNX file.

usage: check_cli.py CONVLENS [MODEL ...]

CONVLENS is the program; each MODEL an .onnx file or a preset's name (written with `export` first). Two networks with
random weights are always checked. Values must agree to 1e-4 (of the largest, where that is above 1),
probabilities to 1e-5. Exits with 1 when anything differs.
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import numpy as np

sys.dont_write_bytecode = True  # the source tree stays clean
import networks  # noqa: E402
from reference import Network  # noqa: E402

TOLERANCE = 1e-4
PROBABILITY_TOLERANCE = 1e-5


class Check:
    def __init__(self, program, model, folder):
        self.program, self.model, self.folder = program, str(model), folder
        self.network = Network(self.model)
        self.failures, self.comparisons, self.runs = [], 0, 0

    def command(self, *arguments):
        words = [self.program, *map(str, arguments)]
        done = subprocess.run(words, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"{' '.join(words)}: exit {done.returncode}\n{done.stderr}")
        return done.stdout

    def folder_of(self, command, image, *arguments):
        self.runs += 1
        out = self.folder / f"{command}{self.runs}"
        self.command(command, "--model", self.model, "--image", image, "--raw", "--out", out, *arguments)
        return out

    def expect(self, condition, what):
        self.comparisons += 1
        if not condition:
            self.failures.append(what)
            print(f"  DIFFERS: {what}")

    def compare(self, path, expected, what, tolerance=TOLERANCE, relative=True):
        if not path.exists():
            return self.expect(False, f"{what}: no {path.name}")
        found = np.load(path)
        if found.shape != expected.shape:
            return self.expect(False, f"{what}: shape {found.shape}, expected {expected.shape}")
        if relative:
            tolerance *= max(1.0, float(np.abs(expected).max()))
        worst = float(np.abs(found - expected).max())
        self.expect(found.dtype == np.float32 and worst <= tolerance, f"{what}: off by {worst:g} (of {tolerance:g})")

    # --- the commands --------------------------------------------------------------------------------------------

    def classify(self, file, image):
        answer = json.loads(self.command("classify", "--model", self.model, "--raw", "--json", file))
        values, _ = self.network.run(image[None])
        expected = self.network.probabilities(values)[0]
        worst = np.abs(np.array(answer["probabilities"]) - expected).max()
        self.expect(worst <= PROBABILITY_TOLERANCE, f"classify: probabilities off by {worst:g}")
        output = values[self.network.output].reshape(-1)
        worst = np.abs(np.array(answer["output"]) - output).max() / max(1.0, np.abs(output).max())
        self.expect(worst <= TOLERANCE, f"classify: output off by {worst:g}")
        self.expect(expected[answer["label"]] >= expected.max() - PROBABILITY_TOLERANCE, "classify: label")

    def maps(self, file, image):
        out = self.folder_of("maps", file)
        values, _ = self.network.run(image[None])
        self.compare(out / "input.npy", image, "maps: input")
        layers = self.network.layers()
        for node in layers:
            expected = values[node.output][0]
            if expected.ndim == 1:
                expected = expected.reshape(-1, 1, 1)
            self.compare(out / (node.name.replace("/", "_") + ".npy"), expected, f"maps: {node.name}")
        count = len(list(out.glob("*.npy"))) - 1
        self.expect(count == len(layers), f"maps: {count} layers, expected {len(layers)}")

    def deconv(self, file, image):
        values, saved = self.network.run(image[None])
        for node in self.network.layers():
            units = values[node.output].shape[1]
            if units > 128:  # a flattened picture: too many to project each
                continue
            for rule in ("deconvnet", "guided", "gradient"):
                out = self.folder_of("deconv", file, "--layer", node.name, "--rule", rule)
                expected = np.stack([self.network.project(values, saved, node, unit, rule=rule)
                                     for unit in range(units)])
                self.compare(out / "deconv.npy", expected, f"deconv: {node.name}, {rule}")
        node = self.network.last_convolution_activation()
        shape = values[node.output].shape
        unit, place = shape[1] - 1, (shape[2] // 2, shape[3] - 1)
        out = self.folder_of("deconv", file, "--layer", node.name, "--unit", unit, "--position",
                             f"{place[0]},{place[1]}", "--seed-value", "one")
        expected = self.network.project(values, saved, node, unit, place, seed_value="one")
        self.compare(out / "deconv.npy", expected, f"deconv: {node.name}, unit {unit} at {place}, seed 1")

    def occlude_once(self, file, image, words, **options):
        out = self.folder_of("occlude", file, *words)
        expected = self.network.occlude(image, **options)
        what = "occlude " + " ".join(map(str, words))
        said = json.loads((out / "occlusion.json").read_text())
        for key in ("map", "label"):
            self.expect(said[key] == expected[key], f"{what}: {key} {said[key]}, expected {expected[key]}")
        self.compare(out / "activation.npy", expected["activation"], f"{what}: (b)")
        self.compare(out / "probability.npy", expected["probability"], f"{what}: (d)", PROBABILITY_TOLERANCE,
                     relative=False)
        labels = np.load(out / "label.npy")
        if labels.shape != expected["label_map"].shape:
            return self.expect(False, f"{what}: (e) has shape {labels.shape}")
        chosen = expected["all"][np.arange(labels.size), labels.reshape(-1)]
        certain = chosen >= expected["all"].max(axis=1) - PROBABILITY_TOLERANCE  # two equally probable classes
        self.expect(labels.dtype == np.int32 and certain.all(), f"{what}: (e)")

    def occlude(self, file, image, every_pixel):
        first = [n for n in self.network.nodes if n.op == "Relu"][0]
        if every_pixel:
            self.occlude_once(file, image, [])
        self.occlude_once(file, image, ["--patch", 4, "--stride", 3, "--fill", "zero", "--label", 1], patch=4, stride=3,
                          fill=0.0, label=1)
        self.occlude_once(file, image, ["--patch", 6, "--stride", 2, "--grid", "inside", "--fill", 0.25, "--layer",
                                        first.name], patch=6, stride=2, grid="inside", fill=0.25, layer=first)
        self.occlude_once(file, image, ["--patch", 5, "--stride", 4, "--fill", "mean"], patch=5, stride=4,
                          fill=self.network.mean())

    def everything(self):
        for index, image in enumerate(pictures(self.network.input_shape)):
            file = self.folder / f"picture{index}.npy"
            np.save(file, image)
            for step in (self.classify, self.maps, self.deconv):
                step(file, image)
            self.occlude(file, image, every_pixel=index == 0)
        return not self.failures


def pictures(shape):
    """One like a drawing (strokes on an empty ground, where many windows are equal), one of noise."""
    channels, height, width = shape
    y, x = np.mgrid[0:height, 0:width]
    drawing = np.zeros(shape, np.float32)
    for c in range(channels):
        ring = np.abs(np.hypot(y - height * 0.4, x - width * (0.45 + 0.03 * c)) - height * 0.2)
        tail = np.abs(x - width * 0.65) + 10 * (y < height * 0.4)
        ink = np.clip(1.8 - np.minimum(ring, tail), 0, 1) * (y > 2) * (y < height - 3)
        drawing[c] = np.round(ink * 255) / 255
    noise = np.random.default_rng(3).random(shape).astype(np.float32)
    return [drawing, noise]


def main():
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    program, good = sys.argv[1], True
    with tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(place)
        networks.digits(place / "digits-random.onnx")
        networks.varied(place / "varied-random.onnx")
        models = [place / "digits-random.onnx", place / "varied-random.onnx"]
        for word in sys.argv[2:]:
            if not pathlib.Path(word).exists():
                file = place / f"{word}-exported.onnx"
                subprocess.run([program, "export", word, "--out", file], check=True, stdout=subprocess.DEVNULL)
            else:  # a copy: both sides must see the same file, even when it is trained anew meanwhile
                file = place / f"{len(models)}-{pathlib.Path(word).name}"
                shutil.copy(word, file)
            models.append(file)
        for number, model in enumerate(models):
            folder = place / str(number)
            folder.mkdir()
            check = Check(program, model, folder)
            good &= check.everything()
            print(f"{model.name}: {check.comparisons} comparisons, {len(check.failures)} differ")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
