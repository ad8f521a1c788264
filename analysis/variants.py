#!/usr/bin/env python3
"""Runs two scenarios under one changed assumption after another and prints, as a Markdown table, the paired difference
at the end of the run: the second scenario minus the first, run by run.

    python3 analysis/variants.py build/release/racesim scenarios/no_controls.yaml scenarios/export_ban.yaml

Needs python3-xarray and python3-h5netcdf.
"""
import argparse
import subprocess
import tempfile
from pathlib import Path

from paired import Pair, band

LEARNING = ("diffusion.publication_rate diffusion.open_weights_rate diffusion.talent_rate diffusion.espionage_rate "
            "training.distillation_share training.open_base_share").split()
# (what it is, how the table says it, changed parameters)
VARIANTS = [
    ("central", "", {}),
    ("no catalyst", None, {"research.induced_innovation_elasticity": 0, "research.quality_discount": 1}),
    ("catalyst at the 90 % point of its prior", None, {"research.induced_innovation_elasticity": 0.8}),
    ("catalyst beyond break-even", None, {"research.induced_innovation_elasticity": 1.2}),
    ("no building on open models", None, {"training.open_base_share": 0}),
    ("no learning from others", "all diffusion rates, `training.distillation_share`, `training.open_base_share` = 0",
     dict.fromkeys(LEARNING, 0)),
]


def row(options, name, told, extra):
    """A line of the table and its columns' names."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "variant.h5"
        command = [options.racesim, "run", *options.scenarios, *extra, "-q", "-o", path]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        found = Pair(path, options.leader, options.follower).differences()
    cells = [name, told, *(band(values[:, -1], form) for values, form in found.values())]
    return f"| {' | '.join(cells)} |", list(found)


def table(options):
    cases = [(name, told if told is not None else ", ".join(f"`{k}={v}`" for k, v in changed.items()),
              [word for k, v in changed.items() for word in ("--set", f"parameters.{k}={v}")])
             for name, told, changed in VARIANTS]
    sampled = f"--sample -R {options.samples}"
    cases.append(("all parameters sampled", f"`{sampled}`", sampled.split()))
    for number, case in enumerate(cases):
        line, columns = row(options, *case)
        if number == 0:
            yield "| assumption | set | " + " | ".join(columns) + " |"
            yield "|---|---|" + "---|" * len(columns)
        yield line


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("racesim", help="the program")
    parser.add_argument("scenarios", nargs=2, help="the reference, and the scenario with the policy")
    parser.add_argument("--leader", default="US")
    parser.add_argument("--follower", default="China")
    parser.add_argument("--samples", type=int, default=1000, help="runs with sampled parameters (default 1000)")
    for line in table(parser.parse_args()):
        print(line, flush=True)
