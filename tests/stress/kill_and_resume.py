#!/usr/bin/python3
"""kill_and_resume.py PROGRAM [KILLS] [SEED]: kills a training run with SIGKILL again and again, every other time in
the middle of a save, resumes it each time, and demands the file that an undisturbed run writes, byte for byte.

A run that comes to its end between kills is checked and begun anew. Exit code 0: all were equal.
"""
import os
import random
import struct
import subprocess
import sys
import tempfile
import time

IMAGES, SIDE = 640, 28
LONGEST_LIFE = 0.4  # seconds until a kill that does not wait for a save
PATIENCE = 60.0     # seconds for a save to begin


def write_digits(folder, chance):
    """The training files of MNIST's format: noise, which is all that this needs."""
    os.makedirs(folder)
    pixels = bytes(chance.randrange(256) if chance.random() < 0.2 else 0 for _ in range(IMAGES * SIDE * SIDE))
    with open(os.path.join(folder, "train-images-idx3-ubyte"), "wb") as file:
        file.write(struct.pack(">IIII", 2051, IMAGES, SIDE, SIDE) + pixels)
    with open(os.path.join(folder, "train-labels-idx1-ubyte"), "wb") as file:
        file.write(struct.pack(">II", 2049, IMAGES) + bytes(chance.randrange(10) for _ in range(IMAGES)))


class Run:
    def __init__(self, program, folder, data, name):
        self.program, self.folder = program, folder
        self.out = os.path.join(folder, name + ".onnx")
        self.checkpoint = os.path.join(folder, name + ".checkpoint.safetensors")
        self.first = ["--data", "mnist:" + data, "--model", "lenet5", "--epochs", "4", "--batch", "8", "--seed", "3",
                      "--augment", "affine", "--ema", "0.95"]

    def start(self, threads):
        how = ["--resume", self.checkpoint] if os.path.exists(self.checkpoint) else self.first
        return subprocess.Popen([self.program, "train", *how, "--out", self.out, "--threads", str(threads),
                                 "--evaluate-every", "0", "--checkpoint-every", "0"],
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def saving(self):
        return any(name.endswith(".tmp") for name in os.listdir(self.folder))

    def remove_leftovers(self):
        for name in os.listdir(self.folder):
            if name.endswith(".tmp"):
                os.remove(os.path.join(self.folder, name))


def contents(path):
    with open(path, "rb") as file:
        return file.read()


def kill_when_due(run, process, in_save, chance):
    """True: killed. False: it came to its end first."""
    end = time.monotonic() + (PATIENCE if in_save else chance.uniform(0, LONGEST_LIFE))
    skip = chance.randrange(20)  # so that it is not always the first save after the start
    was_saving = False
    while time.monotonic() < end and process.poll() is None:
        saving = in_save and run.saving()
        if saving and not was_saving:
            if skip == 0:
                break
            skip -= 1
        was_saving = saving
    process.kill()
    errors = process.communicate()[1].decode()
    if process.returncode not in (0, -9):
        sys.exit(f"kill_and_resume: the program failed: {errors}")
    return process.returncode == -9


def main():
    program = os.path.abspath(sys.argv[1])
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "data")
        write_digits(data, chance)
        whole = Run(program, folder, data, "whole")
        process = whole.start(2)
        errors = process.communicate()[1].decode()
        if process.returncode != 0:
            sys.exit(f"kill_and_resume: the program failed: {errors}")
        expected = contents(whole.out)
        done = in_saves = finished = 0
        run = Run(program, folder, data, "killed")
        while done < kills:
            in_save = done % 2 == 0
            process = run.start(chance.choice((1, 2)))
            if kill_when_due(run, process, in_save, chance):
                done += 1
                in_saves += run.saving()
                run.remove_leftovers()
                continue
            finished += 1
            if contents(run.out) != expected:
                sys.exit(f"kill_and_resume: after {done} kills (seed {seed}) the weights differ")
        process = run.start(2)
        process.communicate()
        if process.returncode != 0 or contents(run.out) != expected:
            sys.exit(f"kill_and_resume: after {done} kills (seed {seed}) the weights differ")
        print(f"{done} kills, {in_saves} of them inside a save; {finished + 1} runs came to the same {len(expected)} bytes")


if __name__ == "__main__":
    main()
