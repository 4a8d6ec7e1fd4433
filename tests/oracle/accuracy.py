"""Compares what `filtro train` reaches with what PyTorch reached after the same epochs.

    cargo build -p filtro-cli
    python tests/oracle/accuracy.py REFERENCE.json FOLDER [--network NAME …] [--seed N …]

REFERENCE.json has, for each network, `parameters` and `test_accuracy`, one value an epoch, of a
training on all 50,000 pictures in batches of 64 (the last, short one dropped) with Adam at 1e-3.
FOLDER holds CIFAR-10's .bin files (see cifar_bin.py). The last epoch must land within two points
of the reference: the mean over all seeds, since a single run of either side scatters by about one.
"""

import argparse
import json
import pathlib
import statistics
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
TEMPLATES = {"lenet5": "lenet-5-cifar", "cnn3": "cnn3-cifar"}
POINTS = 2.0


def lines(tool, *arguments):
    """What the tool prints, as it prints it."""
    with subprocess.Popen([tool, *arguments, "--json"], stdout=subprocess.PIPE, text=True) as run:
        yield from map(json.loads, run.stdout)
    if run.returncode != 0:
        raise SystemExit(f"filtro ended with {run.returncode}")


def train(tool, template, folder, epochs, seed):
    """Test accuracies, one an epoch, in per cent."""
    arguments = ["--template", template, "--data", folder, "--epochs", str(epochs)]
    arguments += ["--seed", str(seed), "--no-validation", "--batch-size", "64"]
    arguments += ["--optimizer", "adam", "--lr", "0.001"]
    found = lines(tool, "train", *arguments)
    return [line["test_accuracy"] * 100 for line in found if line["event"] == "epoch"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reference", type=pathlib.Path)
    parser.add_argument("folder")
    parser.add_argument("--network", nargs="+", choices=TEMPLATES, default=list(TEMPLATES))
    parser.add_argument("--seed", nargs="+", type=int, default=[0])
    parser.add_argument("--filtro", default=str(ROOT / "target" / "debug" / "filtro"))
    args = parser.parse_args()

    reference = json.loads(args.reference.read_text())
    failed = False
    for name in args.network:
        template, expected = TEMPLATES[name], reference[name]
        (summary,) = lines(args.filtro, "summary", "--template", template)
        parameters = summary["totals"]["parameters"]
        if parameters != expected["parameters"]:
            raise SystemExit(f"{name}: expected {expected['parameters']} parameters, found {parameters}")
        torch = [accuracy * 100 for accuracy in expected["test_accuracy"]]
        runs = []
        for seed in args.seed:
            runs.append(train(args.filtro, template, args.folder, len(torch), seed))
            pairs = zip(runs[-1], torch)
            text = ", ".join(f"{own:.2f} ({own - other:+.2f})" for own, other in pairs)
            print(f"{name} seed {seed}: {text}", flush=True)
        own = statistics.mean(run[-1] for run in runs)
        close = abs(own - torch[-1]) <= POINTS
        failed |= not close
        verdict = "within" if close else "NOT within"
        print(f"{name}: {own:.2f} % against {torch[-1]:.2f} %, {verdict} {POINTS} points")
    raise SystemExit(int(failed))


if __name__ == "__main__":
    main()
