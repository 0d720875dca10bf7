#include "app/cli/pytorch_script.h"

#include <cctype>
#include <nlohmann/json.hpp>
#include <set>

#include "app/cli/pytorch_layer.h"

namespace convlens::app {
namespace {

constexpr const char* kImports = R"(import argparse
import gzip
import json
import lzma
import os
import pathlib

import numpy as np
import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch import nn


)";

constexpr const char* kTraining = R"(

def unpacked(path):
    """A file's bytes, plain, .gz or .xz; None where there is none of them."""
    for suffix, unpack in (("", bytes), (".gz", gzip.decompress), (".xz", lzma.decompress)):
        file = path.with_name(path.name + suffix)
        if file.exists():
            return unpack(file.read_bytes())
    return None


def needed(path):
    data = unpacked(path)
    if data is None:
        raise SystemExit(f"{path}: there is no such file, plain, .gz or .xz")
    return data


def read_idx(folder, stem):
    """An IDX file."""
    data = needed(folder / stem)
    dims = np.frombuffer(data, ">i4", data[3], 4)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * data[3]).reshape(dims)


def read_cifar(folder, names):
    """CIFAR-10's binary batches: a label and 3x32x32 bytes a picture."""
    data = np.frombuffer(b"".join(needed(folder / name) for name in names), np.uint8).reshape(-1, 3073)
    return data[:, 1:].reshape(-1, 3, 32, 32), data[:, 0]


def read_pictures(folder, split):
    """One subfolder of pictures a class, inside the folders train and test where there are both: the middle of each
    picture, of the network's proportions, resized to its input."""
    from PIL import Image
    channels, height, width = INPUT_SHAPE
    both = (folder / "train").is_dir() and (folder / "test").is_dir()
    root = folder / split if both else folder
    names = sorted(path.name for path in root.iterdir() if path.is_dir())
    known = [name for name in names if name in CLASS_NAMES]
    if not known and len(names) > len(CLASS_NAMES):
        raise SystemExit(f"{root}: {len(names)} class folders for {len(CLASS_NAMES)} classes")
    images, labels = [], []
    for order, name in enumerate(known or names):
        for path in sorted(path for path in (root / name).rglob("*") if path.is_file()):
            try:
                picture = Image.open(path).convert("RGB" if channels == 3 else "L")
            except OSError as error:
                print(f"{path}: skipped: {error}")
                continue
            part = min(picture.width / width, picture.height / height)
            left, top = (picture.width - part * width) / 2, (picture.height - part * height) / 2
            picture = picture.resize((width, height), Image.BOX,
                                     (left, top, left + part * width, top + part * height))
            images.append(np.asarray(picture).reshape(height, width, channels).transpose(2, 0, 1))
            labels.append(CLASS_NAMES.index(name) if known else order)
    if not images:
        raise SystemExit(f"{root}: no picture in its class folders")
    return np.stack(images), np.array(labels)


def load(place, split):
    """Images (n, c, h, w) as uint8, and labels: from MNIST's four files, from CIFAR-10's batches (without a whole
    test batch the fifth is the test split), from folders of pictures, or from an .npz with train_images,
    train_labels and so on."""
    folder = pathlib.Path(place)
    if not folder.is_dir():
        file = np.load(place)
        images, labels = file[split + "_images"], file[split + "_labels"]
    elif unpacked(folder / "data_batch_1.bin") is not None:
        whole = unpacked(folder / "test_batch.bin") is not None
        batches = ["data_batch_%d.bin" % number for number in range(1, 6)]
        train, test = (batches, ["test_batch.bin"]) if whole else (batches[:4], batches[4:])
        images, labels = read_cifar(folder, train if split == "train" else test)
    elif unpacked(folder / "train-images-idx3-ubyte") is None and any(path.is_dir() for path in folder.iterdir()):
        images, labels = read_pictures(folder, split)
    else:
        stem = "train" if split == "train" else "t10k"
        images = read_idx(folder, stem + "-images-idx3-ubyte")[:, None]
        labels = read_idx(folder, stem + "-labels-idx1-ubyte")
    return torch.from_numpy(images.copy()), torch.from_numpy(labels.astype(np.int64))


def augmented(images, flip, crop):
    """Half of them mirrored, each moved by up to +- crop pixels."""
    if flip:
        mirrored = torch.rand(len(images)) < 0.5
        images = torch.where(mirrored[:, None, None, None], images.flip(3), images)
    if crop == 0:
        return images
    height, width = images.shape[2:]
    wide = F.pad(images, (crop, crop, crop, crop))
    places = torch.randint(0, 2 * crop + 1, (len(images), 2)).tolist()
    return torch.stack([wide[i, :, y:y + height, x:x + width] for i, (y, x) in enumerate(places)])


@torch.no_grad()
def accuracy(net, images, labels, device, batch=500):
    net.eval()
    right = 0
    for first in range(0, len(images), batch):
        logits = net(images[first:first + batch].to(device).float() / 255)
        right += (logits.argmax(dim=1).cpu() == labels[first:first + batch]).sum().item()
    return right / len(images)


def export_onnx(net, shape, path):
    """Pixels 0-1 in, probabilities out: ConvLens opens it."""
    net = nn.Sequential(net.cpu().eval(), nn.Softmax(dim=1))
    torch.onnx.export(net, torch.zeros(1, *shape), path, opset_version=13, input_names=["image"],
                      output_names=["probabilities"],
                      dynamic_axes={"image": {0: "N"}, "probabilities": {0: "N"}})
    try:
        import onnx
    except ImportError:
        return  # the classes then have numbers
    model = onnx.load(path)
    entry = model.metadata_props.add()
    entry.key, entry.value = "class_names", json.dumps(CLASS_NAMES)
    onnx.save(model, path)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True,
                        help="folder of MNIST's four IDX files, of CIFAR-10's batches, or with a subfolder of "
                             "pictures for each class; or an .npz")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--batch", type=int, default=64, help="pictures a step, all processes together")
    parser.add_argument("--lr", type=float, default=0.05)
    parser.add_argument("--momentum", type=float, default=0.9)
    parser.add_argument("--weight-decay", type=float, default=0.0)
    parser.add_argument("--flip", action="store_true", help="mirror half of the pictures")
    parser.add_argument("--crop", type=int, default=0, help="move pictures by up to so many pixels")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", default="network.onnx")
    options = parser.parse_args()

    # Started by torchrun, on one machine or many: each process takes its share of every batch.
    together = "RANK" in os.environ
    rank, world = 0, 1
    device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0))) if torch.cuda.is_available() else "cpu"
    if together:
        dist.init_process_group("nccl" if torch.cuda.is_available() else "gloo")
        rank, world = dist.get_rank(), dist.get_world_size()

    torch.manual_seed(options.seed)
    net = Network().to(device)
    model = nn.parallel.DistributedDataParallel(net) if together else net
    images, labels = load(options.data, "train")
    test_images, test_labels = load(options.data, "test")
    optimizer = torch.optim.SGD(model.parameters(), lr=options.lr, momentum=options.momentum,
                                weight_decay=options.weight_decay)
    steps = options.epochs * (len(images) // options.batch)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    for epoch in range(options.epochs):
        model.train()
        total, seen = 0.0, 0
        for chosen in torch.randperm(len(images)).split(options.batch):
            if len(chosen) < options.batch:
                break  # shares would be uneven
            share = chosen[rank::world]
            batch = augmented(images[share].to(device).float() / 255, options.flip, options.crop)
            loss = F.cross_entropy(model(batch), labels[share].to(device))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total, seen = total + loss.item() * len(share), seen + len(share)
        if rank == 0:
            print(f"epoch {epoch + 1}: loss {total / seen:.5f}, "
                  f"test {100 * accuracy(net, test_images, test_labels, device):.2f} %", flush=True)
    if rank == 0:
        export_onnx(net, images.shape[1:], options.out)
        print("saved", options.out)
    if together:
        dist.destroy_process_group()


if __name__ == "__main__":
    main()
)";

/// Layer names as Python names. A word without a number at its end gets an underscore, so that it never meets
/// a keyword or something that nn.Module already has.
class PythonNames {
 public:
  std::string take(const std::string& layer) {
    std::string name;
    for (const char c : layer) name += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
    if (name.empty() || std::isdigit(static_cast<unsigned char>(name.front()))) name = "layer_" + name;
    if (!std::isdigit(static_cast<unsigned char>(name.back())) || name == "bfloat16") name += '_';
    while (!taken_.insert(name).second) name += '_';
    return name;
  }

 private:
  std::set<std::string> taken_;
};

std::string printable(const std::string& text) {
  std::string result;
  for (const char c : text)
    result += std::isprint(static_cast<unsigned char>(c)) && c != '"' && c != '\\' ? c : '?';
  return result;
}

/// JSON's lists of texts are Python's.
std::string class_names(const Model& model) {
  nlohmann::json names = nlohmann::json::array();
  const int classes = static_cast<int>(model.graph->shape_of(model.graph->output()).size());
  for (int i = 0; i < classes; ++i) names.push_back(class_name(model, i));
  return names.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

}  // namespace

std::string pytorch_script(const Model& model, const std::string& model_word) {
  const Graph& graph = *model.graph;
  PythonNames names;
  std::vector<std::string> variables;
  std::string modules, steps;
  const int logits = graph.logits();  // PyTorch's loss takes the softmax itself
  for (int i = 0; i <= logits; ++i) {
    const Node& node = graph.node(i);
    variables.push_back(names.take(node.name));
    std::vector<std::string> inputs;
    for (const int input : node.inputs)
      inputs.push_back(input == kGraphInput ? "image" : variables[static_cast<std::size_t>(input)]);
    const std::string& name = variables.back();
    const PytorchLayer layer = pytorch_layer(node, inputs, "self." + name);
    if (!layer.module.empty()) modules += "        self." + name + " = " + layer.module + "\n";
    steps += "        " + name + " = " + layer.expression + "\n";
  }
  const Shape& shape = graph.input_shape();
  const std::string sizes = std::to_string(shape.channels) + ", " + std::to_string(shape.height) + ", " + std::to_string(shape.width);
  const std::string result = logits == kGraphInput ? "image" : variables[static_cast<std::size_t>(logits)];
  return "#!/usr/bin/env python3\n\"\"\"The network " + printable(model_word) +
         " in PyTorch, written by ConvLens: builds it, trains it from random weights and saves it as ONNX.\n\n"
         "One process: python3 train.py --data FOLDER. On all processors of a machine, or of many:\n"
         "torchrun --nproc_per_node 2 train.py --data FOLDER. (Where an older PyTorch's torchrun fails on Python 3.11 with\n"
         "'NoneType' object has no attribute 'get', as Debian 12's does, give it -r 1 -t 1 as well.)\"\"\"\n" + kImports +
         "CLASS_NAMES = " + class_names(model) + "\nINPUT_SHAPE = (" + sizes + ")\n\n\nclass Network(nn.Module):\n    \"\"\"Pixels 0-1 of " + to_string(shape) +
         " in, logits out.\"\"\"\n\n    def __init__(self):\n        super().__init__()\n" + modules +
         "\n    def forward(self, image):\n" + steps + "        return " + result + "\n" + kTraining;
}

}  // namespace convlens::app
