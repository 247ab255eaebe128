"""What the peers in Python share: the folder of the work, and answers to commands.

The other half of the protocol is described in the class Peer of org.lanewise.bench.peers.
"""

import os
import sys
import time

import numpy as np


class Work:
    """The work in a folder."""

    def __init__(self, folder):
        self.folder = folder
        with open(os.path.join(folder, "work.properties")) as lines:
            fields = dict(line.strip().split("=", 1) for line in lines if "=" in line)
        self.layers = [int(width) for width in fields["layers"].split(",")]
        self.batch = int(fields["batch"])
        self.loss = fields["loss"]
        self.optimizer = fields["optimizer"]
        self.rate = float(fields["rate"])
        self.rows = int(fields["rows"])
        self.depth = len(self.layers) - 1
        self.x = self.read("x").reshape(self.rows, self.layers[0])
        self.y = self.read("y").reshape(self.rows, -1)
        self.weights = [
            self.read(f"weight{i}").reshape(self.layers[i], self.layers[i + 1])
            for i in range(self.depth)
        ]
        self.biases = [self.read(f"bias{i}") for i in range(self.depth)]

    def read(self, name):
        return np.fromfile(os.path.join(self.folder, name + ".f32"), dtype="<f4")


def rank(sorted_nanos, part):
    return sorted_nanos[max(0, int(np.ceil(part * len(sorted_nanos))) - 1)]


def serve(work, version, epoch, predict):
    """Answers commands.

    epoch() trains on all rows once and returns the mean loss; predict(row) takes an array of the
    features of a row and returns an array of its outputs.
    """
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # what libraries print is no answer
    print("@ready", version, file=answers)
    for line in sys.stdin:
        words = line.split()
        if words[0] == "epoch":
            start = time.perf_counter()
            loss = epoch()
            print(f"@{time.perf_counter() - start} {loss}", file=answers)
        elif words[0] == "predict":
            nanos = []
            for i in range(int(words[1])):
                row = work.x[i % work.rows]
                start = time.perf_counter_ns()
                predict(row)
                nanos.append(time.perf_counter_ns() - start)
            nanos.sort()
            print("@%d %d %d" % tuple(rank(nanos, part) for part in (0.5, 0.99, 0.999)), file=answers)
        elif words[0] == "output":
            values = np.ravel(predict(work.x[0]))
            print("@" + " ".join(repr(float(value)) for value in values), file=answers)
        elif words[0] == "quit":
            return
