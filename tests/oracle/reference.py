"""Trains the two networks of the accuracy comparison with PyTorch, for several seeds.

    pip install torch numpy
    python tests/oracle/reference.py FOLDER [--network NAME …] [--seed N …] [--epochs N]

FOLDER holds CIFAR-10's .bin files (see cifar_bin.py). Prints the test accuracies after each epoch
in per cent: a single run scatters, and this says by how much. Settings as in accuracy.py.
"""

import argparse
import pathlib

import numpy
import torch
from torch import nn

BATCH = 64
MEAN = torch.tensor([0.4914, 0.4822, 0.4465]).view(3, 1, 1)
DEVIATION = torch.tensor([0.2470, 0.2430, 0.2616]).view(3, 1, 1)


def lenet5():
    return nn.Sequential(
        *(nn.Conv2d(3, 6, 5), nn.ReLU(), nn.MaxPool2d(2)),
        *(nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2)),
        *(nn.Flatten(), nn.Linear(400, 120), nn.ReLU()),
        *(nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)),
    )


def cnn3():
    layers, channels = [], 3
    for filters in (32, 32, 64):
        convolution = nn.Conv2d(channels, filters, 3, padding=1)
        layers += [convolution, nn.ReLU(), nn.MaxPool2d(2)]
        channels = filters
    head = [nn.Flatten(), nn.Linear(1024, 128), nn.ReLU(), nn.Linear(128, 10)]
    return nn.Sequential(*layers, *head)


NETWORKS = {"lenet5": lenet5, "cnn3": cnn3}


def read(folder, names):
    """Normalised pictures and their classes."""
    files = [numpy.fromfile(folder / name, dtype=numpy.uint8) for name in names]
    records = torch.from_numpy(numpy.concatenate(files).reshape(-1, 3073))
    pictures = records[:, 1:].reshape(-1, 3, 32, 32).float() / 255
    return (pictures - MEAN) / DEVIATION, records[:, 0].long()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--network", nargs="+", choices=NETWORKS, default=list(NETWORKS))
    parser.add_argument("--seed", nargs="+", type=int, default=[0, 1, 2])
    parser.add_argument("--epochs", type=int, default=3)
    args = parser.parse_args()

    pictures, classes = read(args.folder, [f"data_batch_{n}.bin" for n in range(1, 6)])
    test_pictures, test_classes = read(args.folder, ["test_batch.bin"])
    for name in args.network:
        for seed in args.seed:
            torch.manual_seed(seed)
            network = NETWORKS[name]()
            optimizer = torch.optim.Adam(network.parameters(), 1e-3)
            found = []
            for _ in range(args.epochs):
                order = torch.randperm(len(classes))
                for indices in order[: len(order) // BATCH * BATCH].split(BATCH):
                    optimizer.zero_grad()
                    scores = network(pictures[indices])
                    nn.functional.cross_entropy(scores, classes[indices]).backward()
                    optimizer.step()
                with torch.no_grad():
                    scores = torch.cat([network(part) for part in test_pictures.split(500)])
                found.append((scores.argmax(1) == test_classes).float().mean().item() * 100)
            print(f"{name} seed {seed}: " + ", ".join(f"{one:.2f}" for one in found), flush=True)


if __name__ == "__main__":
    main()
