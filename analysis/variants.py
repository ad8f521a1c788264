#!/usr/bin/env python3
"""Runs two scenarios under one changed assumption after another and prints, as a Markdown table, the paired difference
at the end of the run: the first scenario minus the second, run by run with the same luck.

    python3 analysis/variants.py build/release/racesim scenarios/export_ban.yaml scenarios/no_controls.yaml

Needs python3-xarray and python3-h5netcdf.
"""
import argparse
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import xarray

LEARNING = "publication_rate open_weights_rate talent_rate espionage_rate distillation_share open_base_share".split()
# (what it is, how the page says it, options of `racesim run`)
VARIANTS = [
    ("default", "", {}),
    ("no catalyst", None, {"induced_innovation_elasticity": 0, "quality_discount": 1}),
    ("catalyst at the 90 % point of its prior", None, {"induced_innovation_elasticity": 0.8}),
    ("catalyst beyond break-even", None, {"induced_innovation_elasticity": 1.2}),
    ("no building on open models", None, {"open_base_share": 0}),
    ("no learning from others", "all rates of diffusion, `distillation_share`, `open_base_share` = 0",
     dict.fromkeys(LEARNING, 0)),
]


def differences(path, leader, follower):
    """(name, values over runs) of the paired differences after the last month."""
    with xarray.open_dataset(path, engine="h5netcdf") as file:
        result = file.load()
    last = result.isel(time=-1)
    sound = (last.status == 1).values
    first, second = (last.isel(run=sound & (last.scenario == k).values).sortby("replicate") for k in (0, 1))
    common = np.intersect1d(first.replicate, second.replicate)
    first, second = (runs.isel(run=np.isin(runs.replicate, common)) for runs in (first, second))
    change = lambda name, bloc: first[name].sel(bloc=bloc).values - second[name].sel(bloc=bloc).values
    yield f"ECI, {leader}", change("eci_frontier", leader)
    yield f"ECI, {follower}", change("eci_frontier", follower)
    yield "lag, months", first.lag_months.values - second.lag_months.values
    yield f"efficiency, {follower}, ln", change("log_efficiency", follower)


def shown(values):
    low, middle, high = np.nanquantile(values, (0.05, 0.5, 0.95))
    return f"{middle:+.1f} ({low:+.1f} to {high:+.1f})"


def row(options, name, told, extra):
    """A line of the table and its columns' names."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "variant.h5"
        command = [options.racesim, "run", *options.scenarios, *extra, "-q", "-o", path]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        found = list(differences(path, options.leader, options.follower))
    cells = [name, told, *(shown(values) for _, values in found)]
    return f"| {' | '.join(cells)} |", [column for column, _ in found]


def table(options):
    cases = [(name, told if told is not None else ", ".join(f"`{k}={v}`" for k, v in changed.items()),
              [word for k, v in changed.items() for word in ("--set", f"parameters.{k}={v}")])
             for name, told, changed in VARIANTS]
    cases.append(("everything uncertain", f"`--sample -R {options.samples}`", ["--sample", "-R", str(options.samples)]))
    for number, case in enumerate(cases):
        line, columns = row(options, *case)
        if number == 0:
            yield "| variant | set | " + " | ".join(columns) + " |"
            yield "|---|---|" + "---|" * len(columns)
        yield line


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("racesim", help="the program")
    parser.add_argument("scenarios", nargs=2, help="two scenarios: with the policy, and without")
    parser.add_argument("--leader", default="US")
    parser.add_argument("--follower", default="China")
    parser.add_argument("--samples", type=int, default=1000, help="runs with parameters drawn anew (default 1000)")
    for line in table(parser.parse_args()):
        print(line, flush=True)
