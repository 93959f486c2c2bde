"""Reads a dataset that `mscon prepare` made, with pyarrow (and Pillow for a picture).

    pip install -r docs/examples/requirements.txt
    python docs/examples/read_dataset.py data/demo

Prints columns, pictures per split, the most frequent values of each label and one picture's size.
Ends with status 1 if the counts are not those of dataset.json.
"""

import io
import json
import sys
from collections import Counter
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.dataset as ds
from PIL import Image

SHOWN = 3


def values_per_split(splits, column, kind):
    """Counts (split, value); a picture with several values counts for each of them."""
    if kind == "MULTI_VALUED":
        splits = pc.take(splits, pc.list_parent_indices(column))
        column = pc.list_flatten(column)
    pairs = zip(splits.to_pylist(), column.to_pylist())
    return Counter((split, value) for split, value in pairs if value is not None)


def print_numbers(name, column):
    bounds = pc.min_max(column).as_py()
    print(f"{name}: {bounds['min']} to {bounds['max']}, missing {column.null_count}")


def print_values(name, counts, missing):
    totals = Counter()
    for (_, value), count in counts.items():
        totals[value] += count
    frequent = ", ".join(f"{value} {count}" for value, count in totals.most_common(SHOWN))
    print(f"{name}: {frequent}, missing {missing}")


def told(manifest, label):
    """The counts per (split, value) of dataset.json."""
    return Counter(
        {
            (split, value): count
            for split, summary in manifest["splits"].items()
            for value, count in summary["counts"][label["name"]].items()
        }
    )


def main(folder):
    manifest = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
    samples = ds.dataset(folder / "samples", format="parquet")
    for field in samples.schema:
        print(f"column {field.name}: {field.type}")

    # Only what is asked for is read from the files: no pictures here.
    names = [label["name"] for label in manifest["labels"]]
    table = samples.to_table(columns=["split", *names]).combine_chunks()
    splits = table["split"].combine_chunks()
    agrees = True
    for split, summary in manifest["splits"].items():
        pictures = pc.sum(pc.equal(splits, split)).as_py() or 0
        print(f"{split}: {pictures} pictures")
        agrees &= pictures == summary["pictures"]
    for label in manifest["labels"]:
        column = table[label["name"]].combine_chunks()
        if label["kind"] == "CONTINUOUS":
            print_numbers(label["name"], column)
        else:
            counts = values_per_split(splits, column, label["kind"])
            print_values(label["name"], counts, column.null_count)
            agrees &= counts == told(manifest, label)

    # A filter is pushed down to the files.
    train = samples.scanner(columns=["id", "image"], filter=ds.field("split") == "train").head(1)
    for row in train.to_pylist():
        picture = Image.open(io.BytesIO(row["image"])).convert("RGB")
        print(f"{row['id']}: {picture.width} x {picture.height} pixels")

    print("The counts are those of dataset.json" if agrees else "The counts differ from dataset.json")
    return 0 if agrees else 1


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: read_dataset.py DATASET")
    sys.exit(main(Path(sys.argv[1])))
