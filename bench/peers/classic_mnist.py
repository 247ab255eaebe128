"""The preset classic-mnist in PyTorch: classic_mnist.py DIR [--epochs N] [--seed N] [--threads N]

784-1000-500-100-10 with ReLU, squared error to one-hot targets, gradient descent at the rate 1 in batches of
1000, an order of its own for each epoch, PyTorch's own initial weights.
"""

import argparse
import gzip
import os
import time

import numpy as np
import torch
from torch import nn


def read(folder, name):
    """Reads an IDX file of bytes, gzipped or not."""
    path = os.path.join(folder, name)
    opener = gzip.open if not os.path.exists(path) else open
    with opener(path if opener is open else path + ".gz", "rb") as file:
        content = file.read()
    if content[:3] != b"\0\0\x08":
        raise SystemExit(f"{path} is no IDX file of bytes")
    shape = np.frombuffer(content, ">i4", count=content[3], offset=4)
    return np.frombuffer(content, np.uint8, offset=4 + 4 * content[3]).reshape(shape)


def images(folder, part):
    pixels = read(folder, part + "-images-idx3-ubyte")
    return torch.from_numpy(pixels.reshape(len(pixels), -1).astype(np.float32) / 255)


def labels(folder, part):
    return torch.from_numpy(read(folder, part + "-labels-idx1-ubyte").astype(np.int64))


parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
parser.add_argument("folder")
parser.add_argument("--epochs", type=int, default=100)
parser.add_argument("--seed", type=int, default=42)
parser.add_argument("--threads", type=int, default=os.cpu_count())
options = parser.parse_args()

torch.manual_seed(options.seed)
torch.set_num_threads(options.threads)
x, y = images(options.folder, "train"), labels(options.folder, "train")
targets = nn.functional.one_hot(y, 10).float()
model = nn.Sequential(
    nn.Linear(784, 1000),
    nn.ReLU(),
    nn.Linear(1000, 500),
    nn.ReLU(),
    nn.Linear(500, 100),
    nn.ReLU(),
    nn.Linear(100, 10),
)
criterion = nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
start = time.perf_counter()
for epoch in range(options.epochs):
    for rows in torch.randperm(len(x)).split(1000):
        optimizer.zero_grad()
        criterion(model(x[rows]), targets[rows]).backward()
        optimizer.step()
seconds = time.perf_counter() - start
with torch.no_grad():
    right = model(images(options.folder, "t10k")).argmax(1) == labels(options.folder, "t10k")
print(
    f"seed {options.seed}: test accuracy {right.float().mean().item():.4f}"
    f" after {options.epochs} epochs in {seconds:.1f} s"
)
