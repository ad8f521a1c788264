#!/usr/bin/env python3
"""Draws two scenarios of one result file: the frontiers of leader and follower, the lag, and the paired difference,
which it also prints as a Markdown table.

    racesim run scenarios/export_ban.yaml scenarios/no_controls.yaml -o twins.h5
    python3 analysis/plot_results.py twins.h5 -o docs/img/export_ban.png

Lines are medians, bands hold 5 to 95 % of the runs. The difference is taken run by run: runs of the two scenarios with
the same replicate number share all their luck. Needs python3-xarray, python3-h5netcdf and python3-matplotlib.
"""
import argparse
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.dates as dates
import matplotlib.pyplot as plt
import numpy as np
import xarray

BANDS = (0.05, 0.5, 0.95)
BLOC_COLOURS = ("#1f5fa8", "#c0392b")  # leader, follower
LINES = ("-", "--")  # first scenario, second


def scenario_runs(result, number):
    """Sound runs of a scenario in the order of their replicates."""
    runs = result.isel(run=((result.scenario == number) & (result.status == 1)).values)
    return runs.sortby("replicate")


def paired(first, second):
    """The runs of both scenarios that have their replicate number in common."""
    common = np.intersect1d(first.replicate, second.replicate)
    twins = [runs.isel(run=np.isin(runs.replicate, common)) for runs in (first, second)]
    return [runs.assign_coords(run=runs.replicate.values) for runs in twins]  # differences align by replicate


def draw(axes, time, values, **style):
    """Median and band over runs; `values` is runs x months."""
    low, middle, high = np.nanquantile(values, BANDS, axis=0)
    axes.fill_between(time, low, high, color=style["color"], alpha=0.10, linewidth=0)
    axes.plot(time, middle, linewidth=1.6, **style)


def print_differences(twins, leader, follower):
    """Paired differences at the ends of years, first scenario minus second: median and band."""
    first, second = paired(*twins)
    frontier = first.eci_frontier - second.eci_frontier
    columns = [(f"ECI, {bloc}", frontier.sel(bloc=bloc)) for bloc in (leader, follower)]
    columns.append(("lag, months", first.lag_months - second.lag_months))
    efficiency = (first.log_efficiency - second.log_efficiency).sel(bloc=follower)
    columns.append((f"efficiency, {follower}, ln", efficiency))
    print("| end of | " + " | ".join(name for name, _ in columns) + " |")
    print("|---|" + "---|" * len(columns))
    for month in (t for t in result_months(first) if t.endswith("-12")):
        cells = []
        for _, values in columns:
            low, middle, high = np.nanquantile(values.sel(time=f"{month}-01").values, BANDS)
            cells.append(f"{middle:+.1f} ({low:+.1f} to {high:+.1f})")
        print(f"| {month[:4]} | " + " | ".join(cells) + " |")


def result_months(result):
    return np.datetime_as_string(result.time.values, unit="M")


def plot(twins, names, leader, follower, path):
    time = twins[0].time.values
    figure, (frontier, lag, difference) = plt.subplots(1, 3, figsize=(13, 4.2), constrained_layout=True)

    for bloc, colour in zip((leader, follower), BLOC_COLOURS):
        for runs, name, line in zip(twins, names, LINES):
            values = runs.eci_frontier.sel(bloc=bloc).values
            draw(frontier, time, values, color=colour, linestyle=line, label=f"{bloc}, {name}")
    frontier.set(title="Best model released so far", ylabel="ECI")

    for runs, name, line, colour in zip(twins, names, LINES, ("#444444", "#2a8a5a")):
        draw(lag, time, runs.lag_months.values, color=colour, linestyle=line, label=name)
    lag.set(title=f"Lag: time since {leader} first had what {follower} has", ylabel="months")

    first, second = paired(*twins)
    for bloc, colour in zip((leader, follower), BLOC_COLOURS):
        change = first.eci_frontier.sel(bloc=bloc).values - second.eci_frontier.sel(bloc=bloc).values
        draw(difference, time, change, color=colour, linestyle="-", label=bloc)
    difference.axhline(0, color="black", linewidth=0.6)
    difference.set(title=f"{names[0]} minus {names[1]}, same luck", ylabel="ECI")

    for axes in (frontier, lag, difference):
        axes.grid(alpha=0.25)
        axes.xaxis.set_major_locator(dates.YearLocator(2))
        axes.xaxis.set_major_formatter(dates.DateFormatter("%Y"))
        axes.legend(fontsize=8, loc="best", frameon=False)
    figure.savefig(path, dpi=110)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("result", help="result file with two scenarios")
    parser.add_argument("-o", "--output", required=True, help="picture to write (PNG, SVG or PDF)")
    parser.add_argument("--leader", default="US")
    parser.add_argument("--follower", default="China")
    options = parser.parse_args()
    with xarray.open_dataset(options.result, engine="h5netcdf") as dataset:
        if dataset.sizes["scenario_name"] != 2:
            parser.error("the file must hold two scenarios")
        result = dataset.load()
    pair = [scenario_runs(result, number) for number in (0, 1)]
    for runs, replicates in zip(paired(*pair), (pair[0].replicate, pair[1].replicate)):
        if runs.sizes["run"] < replicates.size:
            print(f"note: {replicates.size - runs.sizes['run']} runs have no twin", file=sys.stderr)
    print_differences(pair, options.leader, options.follower)
    plot(pair, [str(name) for name in result.scenario_name.values], options.leader, options.follower, options.output)
