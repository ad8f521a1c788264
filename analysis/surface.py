#!/usr/bin/env python3
"""Prints an outcome over two factors of a full factorial sweep as a Markdown table, and draws it when asked. The last
column is the level of the first factor at which the mean changes sign, interpolated between neighbouring levels.

    python3 analysis/surface.py FILE.h5 OUTCOME [--scenario A] [--minus B] [-o surface.png]

FILE is a merged sweep over two factors. Each cell is the mean over replicates with its standard error; with --minus, of
the paired difference A - B: same point, same replicate, common random numbers. The picture marks where the
sign changes.
"""
import argparse
import json
import math
from pathlib import Path

import numpy as np
import xarray


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("outcome", help="an outcome, one number per run")
    parser.add_argument("--scenario", help="name; the first without it")
    parser.add_argument("--minus", help="name of the reference scenario, subtracted run by run")
    parser.add_argument("-o", "--output", type=Path, help="picture")
    return parser.parse_args()


def by_point(file, name, outcome):
    """Values of a scenario, points x replicates."""
    names = [str(n) for n in file.scenario_name.values]
    if name not in names:
        raise SystemExit(f"no scenario {name!r} in the file; there are {', '.join(names)}")
    runs = file.isel(run=(file.scenario == names.index(name)).values)
    return runs[outcome].values.reshape(-1, file.attrs["study_replicates"])


def levels_of(study, k):
    """Values of factor k at every point, and their labels in order."""
    labels = str(study.levels.values[k])
    value = study.value.values[:, k]
    numeric = np.unique(value)
    named = json.loads(labels) if labels else []
    is_number_of_level = named and set(numeric) <= set(range(len(named))) and float(len(named) - 1) == numeric[-1]
    texts = [named[int(v)] for v in numeric] if is_number_of_level else [f"{v:g}" for v in numeric]
    return np.searchsorted(numeric, value), texts


def change_of_sign(labels, means):
    """Where the means cross 0, on the scale of numeric labels; empty where they do not."""
    try:
        levels = [float(label) for label in labels]
    except ValueError:
        return ""
    for k in range(len(means) - 1):
        if means[k] * means[k + 1] < 0:
            return f"{levels[k] + (levels[k + 1] - levels[k]) * means[k] / (means[k] - means[k + 1]):.2f}"
    return ""


def draw(path, mean, places, rows, columns, row_name, column_name, title):
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    size = 1.6 + 0.75 * len(columns), 1.6 + 0.45 * len(rows)
    figure, axes = plt.subplots(figsize=size, constrained_layout=True)
    reach = np.nanmax(np.abs(mean)) or 1
    image = axes.imshow(mean, cmap="RdBu_r", vmin=-reach, vmax=reach, aspect="auto", origin="lower")
    for i, j in np.ndindex(mean.shape):
        ink = "white" if abs(mean[i, j]) > 0.6 * reach else "black"
        axes.text(j, i, f"{mean[i, j]:+.{places}f}", ha="center", va="center", size=8, color=ink)
    if np.nanmin(mean) < 0 < np.nanmax(mean) and min(mean.shape) > 1:
        axes.contour(mean, levels=[0], colors="black", linewidths=1.5)
    axes.set_xticks(range(len(columns)), columns, rotation=45 if max(map(len, columns)) > 5 else 0)
    axes.set_yticks(range(len(rows)), rows)
    axes.set_xlabel(column_name)
    axes.set_ylabel(row_name)
    axes.set_title(title, size=10)
    figure.colorbar(image)
    figure.savefig(path, dpi=110)


def main():
    options = arguments()
    file = xarray.open_dataset(options.file, engine="h5netcdf")
    study = xarray.open_dataset(options.file, engine="h5netcdf", group="study")
    if study.sizes["factor"] != 2:
        raise SystemExit(f"{options.file} varies {study.sizes['factor']} factors; this needs two")
    scenario = options.scenario or str(file.scenario_name.values[0])
    values = by_point(file, scenario, options.outcome)
    if options.minus:
        values = values - by_point(file, options.minus, options.outcome)
    (row, rows), (column, columns) = levels_of(study, 1), levels_of(study, 0)
    mean, error = np.full((2, len(rows), len(columns)), np.nan)
    for point, own in enumerate(values):
        own = own[np.isfinite(own)]
        if len(own) > 1:
            mean[row[point], column[point]] = own.mean()
            error[row[point], column[point]] = own.std(ddof=1) / len(own) ** 0.5
    column_name, row_name = (str(n) for n in study.factor.values)
    unit = file[options.outcome].attrs.get("units", "1")
    title = f"{options.outcome} [{unit}], {scenario}" + (f" - {options.minus}" if options.minus else "")
    places = max(0, 2 - math.floor(math.log10(np.nanmax(np.abs(mean)) or 1)))
    print(f"{title}; mean ± standard error over {values.shape[1]} replicates\n")
    print(f"| {row_name} \\ {column_name} | " + " | ".join(columns) + f" | {options.outcome} = 0 at |")
    print("|---" * (len(columns) + 2) + "|")
    for i, name in enumerate(rows):
        cells = [f"{m:+.{places}f} ± {e:.{places}f}" for m, e in zip(mean[i], error[i])]
        print(f"| {name} | " + " | ".join(cells) + f" | {change_of_sign(columns, mean[i])} |")
    if options.output:
        draw(options.output, mean, places, rows, columns, row_name, column_name, title)


if __name__ == "__main__":
    main()
