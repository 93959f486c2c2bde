"""Fits with scikit-learn what `mscon benchmark-probe --export DIR` fitted, and compares.

    pip install -r docs/examples/requirements.txt
    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python docs/examples/compare_probe.py DIR [PENALTY]

PENALTY is that of benchmark-probe (1e-4). Prints seconds (by the clock and of the processor),
iterations, the loss that both minimise, and the largest difference of a probability; ends with
status 1 if that is above 1e-3.
"""

import sys
import time
from pathlib import Path

import numpy as np
import pyarrow.dataset as ds
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

LARGEST_DIFFERENCE = 1e-3


def read(folder, column):
    """Rows in order of id: the other columns, and an array of numbers."""
    table = ds.dataset(folder, format="parquet").to_table().sort_by("id").combine_chunks()
    rows = table[column].combine_chunks()
    return table, rows.flatten().to_numpy().reshape(len(rows), -1)


def timed(work):
    wall, processor = time.perf_counter(), time.process_time()
    result = work()
    return result, time.perf_counter() - wall, time.process_time() - processor


def main(folder, penalty):
    samples, features = read(folder / "samples", "features")
    labels = samples["label"].to_numpy()
    _, found = read(folder / "probabilities", "probabilities")

    scaled, wall, processor = timed(lambda: StandardScaler().fit_transform(features.astype("f8")))
    print(f"standardise: {wall:.2f} s, processor {processor:.2f} s")

    # C weighs the sum of the cross-entropies, the penalty their mean.
    model = LogisticRegression(C=1 / (penalty * len(labels)), tol=1e-6, max_iter=5000)
    _, wall, processor = timed(lambda: model.fit(scaled, labels))
    print(f"fit: {wall:.2f} s, processor {processor:.2f} s, {model.n_iter_[0]} iterations")

    expected = model.predict_proba(scaled)
    own = np.take_along_axis(expected, labels[:, None], axis=1)
    loss = -np.log(own).mean() + penalty / 2 * (model.coef_**2).sum()
    difference = np.abs(expected - found).max()
    print(f"loss: {loss:.8f}")
    print(f"largest difference of a probability: {difference:.1e}")
    return 0 if difference < LARGEST_DIFFERENCE else 1


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit("Usage: compare_probe.py DIR [PENALTY]")
    sys.exit(main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) == 3 else 1e-4))
