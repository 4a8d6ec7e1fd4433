"""Makes the golden files that prove the engine right against PyTorch.

    pip install torch numpy safetensors
    python tests/oracle/make_golden.py           # writes tests/fixtures/oracle/*.safetensors
    python tests/oracle/make_golden.py --check   # computes them again and compares

Each file holds one network: its document, weights, a batch, every node's output in prediction,
and for training the loss, all gradients, and weights and running statistics after three steps of
each optimiser. PyTorch computes in double precision from single-precision weights and inputs, so
that differences are the engine's own. The version of PyTorch stands in the files' metadata.
"""

import argparse
import json
import pathlib
import sys

import torch
import torch.nn.functional as F
from safetensors import safe_open
from safetensors.torch import save_file

from cases import cases
from network import Network

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "oracle"
COUNT = 4
STEPS = 3
OPTIMIZERS = {
    "sgd": (0.1, lambda params, rate: torch.optim.SGD(params, rate)),
    "momentum": (0.05, lambda params, rate: torch.optim.SGD(params, rate, momentum=0.9)),
    "adam": (0.01, lambda params, rate: torch.optim.Adam(params, rate)),
}


def initial(network, generator):
    """Weights of a trained network's size, single precision."""
    for name, tensor in network.tensors().items():
        role = name.rsplit(".", 1)[1]
        draw = torch.rand(tensor.shape, generator=generator)
        with torch.no_grad():
            # Weights of norms have one axis, or a sample's three.
            if role == "running_var" or (role == "weight" and tensor.dim() in (1, 3)):
                tensor.copy_(0.5 + draw)
            elif role == "weight":
                bound = (3.0 / tensor[0].numel()) ** 0.5
                tensor.copy_((2.0 * draw - 1.0) * bound)
            else:
                tensor.copy_(draw - 0.5)


def golden(document, seed):
    generator = torch.Generator().manual_seed(seed)
    torch.set_default_dtype(torch.float32)
    network = Network(document)
    initial(network, generator)
    network.double()
    start = {name: tensor.detach().clone() for name, tensor in network.tensors().items()}
    images = torch.randn(COUNT, *document["input"], generator=generator).double()
    classes = network.lane.shape[0]
    labels = torch.randint(classes, (COUNT,), generator=generator)

    found = {"images": images, "labels": labels.to(torch.int32)}
    found |= {f"start/{name}": tensor for name, tensor in start.items()}

    network.eval()
    with torch.no_grad():
        scores, seen = network(images)
    found |= {f"output/{number}": output for number, output in seen.items()}
    found["probabilities"] = torch.softmax(scores, 1)

    network.train()
    loss = F.cross_entropy(network(images)[0], labels)
    loss.backward()
    found["loss"] = loss.detach().reshape(1)
    found |= {
        f"gradient/{name}": tensor.grad.clone() for name, tensor in network.tensors().items() if tensor.requires_grad
    }

    for optimizer, (rate, make) in OPTIMIZERS.items():
        with torch.no_grad():
            for name, tensor in network.tensors().items():
                tensor.copy_(start[name])
        run = make([tensor for tensor in network.tensors().values() if tensor.requires_grad], rate)
        for _ in range(STEPS):
            run.zero_grad()
            F.cross_entropy(network(images)[0], labels).backward()
            run.step()
        found |= {f"{optimizer}/{name}": tensor.detach().clone() for name, tensor in network.tensors().items()}

    single = lambda tensor: tensor if tensor.dtype == torch.int32 else tensor.float()
    return {name: single(tensor).contiguous().clone() for name, tensor in found.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    check = parser.parse_args().check
    FOLDER.mkdir(parents=True, exist_ok=True)
    made, wrong = set(), []
    for seed, document in enumerate(cases()):
        name = f"{document['name']}.safetensors"
        made.add(name)
        tensors = golden(document, seed)
        if check:
            wrong += compare(FOLDER / name, document, tensors)
            continue
        metadata = {
            "network": json.dumps(document),
            "torch": torch.__version__,
            "steps": str(STEPS),
            "rates": json.dumps({optimizer: rate for optimizer, (rate, _) in OPTIMIZERS.items()}),
        }
        save_file(tensors, FOLDER / name, metadata)
    stray = sorted(path.name for path in FOLDER.glob("*.safetensors") if path.name not in made)
    wrong += [f"{name}: no case makes it" for name in stray]
    print("\n".join(wrong) if wrong else f"{len(made)} cases {'agree' if check else 'written'}")
    return 1 if wrong else 0


def compare(path, document, tensors):
    if not path.exists():
        return [f"{path.name}: missing"]
    with safe_open(path, "pt") as file:
        if json.loads(file.metadata()["network"]) != document:
            return [f"{path.name}: another network"]
        if set(file.keys()) != set(tensors):
            return [f"{path.name}: other tensors"]
        close = lambda key: torch.allclose(file.get_tensor(key), tensors[key], rtol=1e-5, atol=1e-6)
        return [f"{path.name}: {key} differs" for key in sorted(tensors) if not close(key)]


if __name__ == "__main__":
    sys.exit(main())
