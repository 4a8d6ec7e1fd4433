"""Makes CIFAR-10's official binary files from an archive with one picture file an image.

    pip install pillow
    python tests/oracle/cifar_bin.py ARCHIVE FOLDER [--train N] [--test N]

ARCHIVE is any tar file with `train/CLASS/NAME.jpg` and `test/CLASS/NAME.jpg` (or .png). FOLDER then
holds data_batch_1.bin … data_batch_5.bin, test_batch.bin and batches.meta.txt, as
`filtro train --data FOLDER` reads them: 3,073 bytes a picture, its class and three planes of
32×32. The order is random but always the same. With --train and --test only the first so many of
that order are written.
"""

import argparse
import io
import pathlib
import random
import tarfile

from PIL import Image

CLASSES = "airplane automobile bird cat deer dog frog horse ship truck".split()
SIZE = (32, 32)


def read(path):
    """Records of the two parts, in the archive's order."""
    parts = {"train": [], "test": []}
    with tarfile.open(path) as archive:
        for member in archive:
            folders = pathlib.PurePosixPath(member.name).parts
            if not member.isfile() or len(folders) < 3 or folders[-3] not in parts:
                continue
            part, name = folders[-3:-1]
            parts[part].append(record(CLASSES.index(name), archive.extractfile(member).read()))
    return parts


def record(label, encoded):
    picture = Image.open(io.BytesIO(encoded)).convert("RGB")
    if picture.size != SIZE:
        raise SystemExit(f"expected pictures of {SIZE}, found {picture.size}")
    return bytes([label]) + b"".join(plane.tobytes() for plane in picture.split())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--train", type=int)
    parser.add_argument("--test", type=int)
    args = parser.parse_args()

    parts = read(args.archive)
    order = random.Random(10)
    for records in parts.values():
        order.shuffle(records)
    train, test = parts["train"][: args.train], parts["test"][: args.test]
    if not train or not test:
        raise SystemExit(f"expected train/CLASS/… and test/CLASS/… in {args.archive}, found neither or one")

    args.folder.mkdir(parents=True, exist_ok=True)
    share = -(-len(train) // 5)
    for batch in range(5):
        records = train[batch * share : (batch + 1) * share]
        (args.folder / f"data_batch_{batch + 1}.bin").write_bytes(b"".join(records))
    (args.folder / "test_batch.bin").write_bytes(b"".join(test))
    (args.folder / "batches.meta.txt").write_text("\n".join(CLASSES) + "\n")
    print(f"{args.folder}: {len(train)} training and {len(test)} test pictures")


if __name__ == "__main__":
    main()
