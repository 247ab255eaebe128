"""PyTorch: torch_peer.py FOLDER THREADS"""

import sys

import torch
from torch import nn

from peer import Work, serve

torch.set_num_threads(int(sys.argv[2]))
work = Work(sys.argv[1])

layers = []
for i in range(work.depth):
    linear = nn.Linear(work.layers[i], work.layers[i + 1])
    with torch.no_grad():
        linear.weight.copy_(torch.from_numpy(work.weights[i].T.copy()))
        linear.bias.copy_(torch.from_numpy(work.biases[i]))
    layers.append(linear)
    if i + 1 < work.depth:
        layers.append(nn.ReLU())
model = nn.Sequential(*layers)

x = torch.from_numpy(work.x)
y = torch.from_numpy(work.y)
if work.loss == "cross-entropy":
    y = y[:, 0].long()
    criterion = nn.CrossEntropyLoss()
else:
    criterion = nn.MSELoss() if work.loss == "mse" else nn.BCEWithLogitsLoss()
# All parameters in one call each is the faster of its ways for small networks.
optimizer = (
    torch.optim.SGD(model.parameters(), lr=work.rate, foreach=True)
    if work.optimizer == "sgd"
    else torch.optim.Adam(model.parameters(), lr=work.rate, foreach=True)
)


def epoch():
    total = 0.0
    for xs, ys in zip(x.split(work.batch), y.split(work.batch)):
        optimizer.zero_grad(set_to_none=True)
        loss = criterion(model(xs), ys)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(xs)
    return total / work.rows


frozen = None


def predict(row):
    global frozen
    if frozen is None:  # a frozen trace is its fastest way to predict
        example = torch.zeros(1, work.layers[0])
        frozen = torch.jit.freeze(torch.jit.trace(model.eval(), example))
    with torch.inference_mode():
        return frozen(torch.from_numpy(row).unsqueeze(0)).numpy()


serve(work, torch.__version__, epoch, predict)
