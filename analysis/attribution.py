#!/usr/bin/env python3
"""Attributes the ECI of each bloc's best model to its causes, mean over runs, as a Markdown table.

    racesim run scenarios/no_controls.yaml scenarios/export_ban.yaml --record full -o full.h5
    python3 analysis/attribution.py full.h5

Parts are in ECI relative to the reference model of 126 ECI and add up to the model's ECI. Needs python3-xarray and
python3-h5netcdf.
"""
import argparse

import numpy as np
import xarray


def best_releases(run, eci, chosen):
    """Places of the release with the highest ECI of each run, among the chosen ones."""
    places = np.flatnonzero(chosen)
    order = places[np.lexsort((eci[places], run[places]))]  # by run, then by ECI
    last_of_run = np.append(run[order][1:] != run[order][:-1], True)
    return order[last_of_run]


def rows(result, events, bloc_of):
    parts = [str(part) for part in result.part.values]
    yield "| scenario | bloc | ECI | " + " | ".join(part.replace("_", " ") for part in parts) + " |"
    yield "|---|---|---|" + "---|" * len(parts)
    run, eci = events.run.values, events.eci.values
    scenario, bloc = result.scenario.values[run], bloc_of[events.lab.values]
    for number, name in enumerate(result.scenario_name.values):
        for place in result.bloc.values:
            best = best_releases(run, eci, (scenario == number) & (bloc == place))
            if best.size == 0:
                continue
            means = events.eci_part.values[best].mean(axis=0)
            cells = [str(name), str(place), f"{eci[best].mean():.1f}", *(f"{x:+.1f}" for x in means)]
            yield "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("result", help="result of a run with --record full")
    options = parser.parse_args()
    with xarray.open_dataset(options.result, engine="h5netcdf") as dataset:
        if str(dataset.attrs["record"]) != "full":
            parser.error("the file lacks the releases: run with --record full")
        root = dataset[["scenario", "scenario_name", "part", "bloc"]].load()
    events = xarray.open_dataset(options.result, engine="h5netcdf", group="events").load()
    labs = xarray.open_dataset(options.result, engine="h5netcdf", group="labs").load()
    print("\n".join(rows(root, events, labs.bloc_of.values)))
