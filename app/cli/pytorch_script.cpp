#include "app/cli/pytorch_script.h"

#include <cctype>
#include <set>

#include "app/cli/pytorch_layer.h"

namespace convlens::app {
namespace {

constexpr const char* kImports = R"(import argparse
import gzip
import pathlib

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


)";

constexpr const char* kTraining = R"(

def read_idx(folder, stem):
    """An IDX file, plain or .gz."""
    path = pathlib.Path(folder) / stem
    data = path.read_bytes() if path.exists() else gzip.decompress(path.with_name(stem + ".gz").read_bytes())
    dims = np.frombuffer(data, ">i4", data[3], 4)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * data[3]).reshape(dims)


def load(place, split):
    """Images (n, c, h, w) as uint8, and labels: from MNIST's four files, or from an .npz with train_images,
    train_labels, test_images and test_labels."""
    if pathlib.Path(place).is_dir():
        stem = "train" if split == "train" else "t10k"
        images = read_idx(place, stem + "-images-idx3-ubyte")[:, None]
        labels = read_idx(place, stem + "-labels-idx1-ubyte")
    else:
        file = np.load(place)
        images, labels = file[split + "_images"], file[split + "_labels"]
    return torch.from_numpy(images.copy()), torch.from_numpy(labels.astype(np.int64))


@torch.no_grad()
def accuracy(net, images, labels, batch=500):
    net.eval()
    right = 0
    for first in range(0, len(images), batch):
        logits = net(images[first:first + batch].float() / 255)
        right += (logits.argmax(dim=1) == labels[first:first + batch]).sum().item()
    return right / len(images)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder of MNIST's four IDX files, or an .npz")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--lr", type=float, default=0.05)
    parser.add_argument("--momentum", type=float, default=0.9)
    parser.add_argument("--weight-decay", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", default="network.pt")
    options = parser.parse_args()

    torch.manual_seed(options.seed)
    net = Network()
    images, labels = load(options.data, "train")
    test_images, test_labels = load(options.data, "test")
    optimizer = torch.optim.SGD(net.parameters(), lr=options.lr, momentum=options.momentum,
                                weight_decay=options.weight_decay)
    steps = options.epochs * -(-len(images) // options.batch)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    for epoch in range(options.epochs):
        net.train()
        total = 0.0
        for chosen in torch.randperm(len(images)).split(options.batch):
            loss = F.cross_entropy(net(images[chosen].float() / 255), labels[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(chosen)
        print(f"epoch {epoch + 1}: loss {total / len(images):.5f}, "
              f"test {100 * accuracy(net, test_images, test_labels):.2f} %", flush=True)
    torch.save(net.state_dict(), options.out)


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
  const std::string result = logits == kGraphInput ? "image" : variables[static_cast<std::size_t>(logits)];
  return "#!/usr/bin/env python3\n\"\"\"The network " + printable(model_word) +
         " in PyTorch, written by ConvLens: builds it and trains it from random weights.\"\"\"\n" + kImports +
         "class Network(nn.Module):\n    \"\"\"Pixels 0-1 of " + to_string(graph.input_shape()) +
         " in, logits out.\"\"\"\n\n    def __init__(self):\n        super().__init__()\n" + modules +
         "\n    def forward(self, image):\n" + steps + "        return " + result + "\n" + kTraining;
}

}  // namespace convlens::app
