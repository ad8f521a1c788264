#!/usr/bin/env python3
"""Sobol indices of a merged sweep with Saltelli blocks, by racesim and by OpenTURNS: each lies in the other's interval.

usage: compare.py RACESIM FILE [--outcome NAME] [--scenario A] [--minus B]

OpenTURNS wants all rows A, then all rows B, then all rows with factor 1 exchanged, and so on; a merged file has them
block by block. Of its estimators those are taken that are of the same kind: others converge to the same indices, but
at a few hundred blocks they scatter more. Ends with 77 where OpenTURNS or h5py is not installed.
"""
import argparse
import json
import subprocess
import sys

try:
    import h5py
    import numpy as np
    import openturns as ot
except ImportError as missing:
    print(f"skipped: {missing}; apt-get install python3-openturns python3-h5py")
    sys.exit(77)

SLACK = 0.005  # of an index: what two estimators may differ by beyond their intervals


def values(file, options):
    """One number per design point: the mean over replicates, NaN where a run is not sound; of A or of A - B."""
    names = [str(name) for name in file["scenario_name"].asstr()[:]]
    replicates = int(file.attrs["study_replicates"])
    outcome = np.where(file["status"][:] == 1, file[options.outcome][:], np.nan)
    by_point = outcome.reshape(-1, len(names), replicates)
    of = by_point[:, names.index(options.scenario) if options.scenario else 0]
    return (of - by_point[:, names.index(options.minus)] if options.minus else of).mean(axis=1)


def in_their_order(blocks):
    """Rows of one kind together; `blocks` is blocks x rows x columns."""
    return np.concatenate([blocks[:, row] for row in range(blocks.shape[1])])


def by_openturns(file, options):
    block, factors = int(file.attrs["study_block"]), file["study/u"].shape[1]
    x = file["study/u"][:].reshape(-1, block, factors)
    y = values(file, options).reshape(-1, block, 1)
    whole = np.isfinite(y).all(axis=(1, 2))
    second = block == 2 * factors + 2 and factors > 2  # for two factors it keeps no rows for the second order
    rows = block if second else factors + 2
    inputs, outputs = ot.Sample(in_their_order(x[whole, :rows])), ot.Sample(in_their_order(y[whole, :rows]))
    ot.RandomGenerator.SetSeed(1)
    result = {}
    for index, algorithm, what in (("S1", ot.MauntzKucherenkoSensitivityAlgorithm, "FirstOrder"),
                                   ("ST", ot.JansenSensitivityAlgorithm, "TotalOrder")):
        indices = algorithm(inputs, outputs, int(whole.sum()))
        indices.setUseAsymptoticDistribution(False)
        indices.setBootstrapSize(500)
        indices.setConfidenceLevel(options.level / 100)
        interval = getattr(indices, f"get{what}IndicesInterval")()
        result[index] = (list(getattr(indices, f"get{what}Indices")()), list(interval.getLowerBound()),
                         list(interval.getUpperBound()))
    if second:
        matrix = ot.SaltelliSensitivityAlgorithm(inputs, outputs, int(whole.sum())).getSecondOrderIndices()
        result["S2"] = [matrix[i, j] for i in range(factors) for j in range(i + 1, factors)]
    return result, int(whole.sum())


def by_racesim(options):
    command = [options.racesim, "sensitivity", options.file, "--method", "sobol", "--json",
               "--outcome", options.outcome, "--level", str(options.level)]
    for name in ("scenario", "minus"):
        if getattr(options, name):
            command += [f"--{name}", getattr(options, name)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)["outcomes"][0]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("racesim")
    parser.add_argument("file")
    parser.add_argument("--outcome", default="final_lag_months")
    parser.add_argument("--scenario")
    parser.add_argument("--minus")
    parser.add_argument("--level", type=int, default=99)
    options = parser.parse_args()
    ours = by_racesim(options)["methods"]
    with h5py.File(options.file) as file:
        names = [str(name) for name in file["study/factor"].asstr()[:]]
        theirs, blocks = by_openturns(file, options)
    faults = [] if ours[0]["used"] == blocks else [f"{ours[0]['used']} blocks used, not {blocks}"]

    def judge(what, own, low, high, other, other_low, other_high):
        inside = low - SLACK <= other <= high + SLACK and other_low - SLACK <= own <= other_high + SLACK
        print(f"{what:40} racesim {own:7.4f} ({low:.4f} to {high:.4f})",
              f"OpenTURNS {other:7.4f} ({other_low:.4f} to {other_high:.4f})", "" if inside else "  <-- apart")
        if not inside:
            faults.append(what)

    for row in ours[0]["indices"]:
        k = names.index(row["factor"])
        for index in ("S1", "ST"):
            own = row[index]
            judge(f"{index} {names[k]}", own["value"], own["low"], own["high"], *(part[k] for part in theirs[index]))
    if "S2" in theirs:
        pairs = [f"{a} x {b}" for i, a in enumerate(names) for b in names[i + 1:]]
        for row in ours[1]["indices"]:
            own, other = row["S2"], theirs["S2"][pairs.index(row["pair"])]
            judge(f"S2 {row['pair']}", own["value"], own["low"], own["high"], other, own["low"], own["high"])
    print(f"{blocks} blocks, intervals of {options.level} %")
    if faults:
        sys.exit("not the same: " + "; ".join(faults))


main()
