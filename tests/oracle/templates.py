"""Class scores of every template for CIFAR, computed by PyTorch.

    pip install torch numpy
    python tests/oracle/templates.py           # writes tests/fixtures/oracle/templates.json
    python tests/oracle/templates.py --check   # computes them again and compares

The documents are those of tests/fixtures/networks, read by this folder's own reader. Weights and
pictures follow from a formula that the test in crates/engine/tests/templates.rs has too, so that
only the scores need storing. PyTorch computes in double precision.
"""

import argparse
import json
import math
import pathlib

import numpy as np
import torch

from network import Network

FIXTURES = pathlib.Path(__file__).resolve().parent.parent / "fixtures"
SCORES = FIXTURES / "oracle" / "templates.json"
COUNT = 2
TOLERANCE = 1e-9


def fnv1a(text):
    """Fowler, Noll and Vo's hash of 64 bits."""
    state = 0xCBF29CE484222325
    for byte in text.encode():
        state = (state ^ byte) * 0x100000001B3 % 2**64
    return state


def units(key, count):
    """Numbers from 0 to 1 for a name: 24 bits each of a SplitMix64 (Steele, Lea and Flood, 2014)
    that starts at the name's hash."""
    with np.errstate(over="ignore"):
        at = np.arange(1, count + 1, dtype=np.uint64)
        state = np.uint64(fnv1a(key)) + at * np.uint64(0x9E3779B97F4A7C15)
        state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        state = state ^ (state >> np.uint64(31))
    return (state >> np.uint64(40)).astype(np.float64) / 2**24


def values(template, name, shape):
    """A tensor in single precision: scales and variances around 1, weights as wide as keeps the
    size of what passes a ReLU (He et al., 2015), everything else around 0."""
    unit = units(f"{template}/{name}", math.prod(shape))
    role = name.rsplit(".", 1)[-1]
    if role == "running_var" or (role == "weight" and len(shape) == 1):
        drawn = 0.5 + unit
    elif role == "weight":
        drawn = (2.0 * unit - 1.0) * math.sqrt(6.0 / math.prod(shape[1:]))
    else:
        drawn = unit - 0.5
    return torch.from_numpy(drawn.astype(np.float32).reshape(shape))


def scores(template, document):
    network = Network(document).double().eval()
    with torch.no_grad():
        for name, tensor in network.tensors().items():
            tensor.copy_(values(template, name, tuple(tensor.shape)))
        images = values(template, "images", (COUNT, *document["input"]))
        return network(images.double())[0].tolist()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    found = {
        path.stem: scores(path.stem, json.loads(path.read_text()))
        for path in sorted((FIXTURES / "networks").glob("*.json"))
    }
    if args.check:
        stored = json.loads(SCORES.read_text())["scores"]
        assert stored.keys() == found.keys(), stored.keys() ^ found.keys()
        for name, rows in found.items():
            off = np.abs(np.array(rows) - np.array(stored[name])).max()
            assert off < TOLERANCE, f"{name}: off by {off}"
        print(f"{len(found)} templates: the same")
        return
    rows = (f"    {json.dumps(name)}: {json.dumps(rows)}" for name, rows in found.items())
    text = f'{{\n  "made_with": "PyTorch {torch.__version__}",\n  "scores": {{\n' + ",\n".join(rows) + "\n  }\n}\n"
    SCORES.write_text(text)
    print(f"{SCORES}: {len(found)} templates")


if __name__ == "__main__":
    main()
