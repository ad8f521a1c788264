#!/usr/bin/env python3
"""Prints the paired difference of two scenarios of one result file as a Markdown table, the second minus the first, and
draws the frontiers of leader and follower, the lag and the difference when asked.

    racesim run scenarios/no_controls.yaml scenarios/export_ban.yaml -o paired.h5
    python3 analysis/plot_results.py paired.h5 -o docs/img/export_ban.png

Lines are medians, bands hold 5 to 95 % of the runs. Runs with the same replicate number use common random numbers, and
the difference is taken run by run. Needs python3-xarray, python3-h5netcdf and, for the picture, python3-matplotlib.
"""
import argparse
import sys

import numpy as np

from paired import BANDS, Pair, band

BLOC_COLOURS = ("#1f5fa8", "#c0392b")  # leader, follower
LINES = ("-", "--")  # first scenario, second


def rows(pair):
    """The differences at the ends of the years."""
    differences = pair.differences()
    yield "| end of | " + " | ".join(differences) + " |"
    yield "|---|" + "---|" * len(differences)
    for place, month in enumerate(np.datetime_as_string(pair.time, unit="M")):
        if month.endswith("-12"):
            cells = [band(values[:, place], form) for values, form in differences.values()]
            yield f"| {month[:4]} | {' | '.join(cells)} |"


def draw(axes, time, values, **style):
    """Median and band over runs; `values` is runs x months."""
    low, middle, high = np.nanquantile(values, BANDS, axis=0)
    axes.fill_between(time, low, high, color=style["color"], alpha=0.10, linewidth=0)
    axes.plot(time, middle, linewidth=1.6, **style)


def plot(pair, path):
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.dates as dates
    import matplotlib.pyplot as plt
    figure, (frontier, lag, difference) = plt.subplots(1, 3, figsize=(13, 4.2), constrained_layout=True)
    blocs = (pair.leader, pair.follower)

    for bloc, colour in zip(blocs, BLOC_COLOURS):
        for runs, name, line in zip((pair.first, pair.second), pair.names, LINES):
            values = runs.eci_frontier.sel(bloc=bloc).values
            draw(frontier, pair.time, values, color=colour, linestyle=line, label=f"{bloc}, {name}")
    frontier.set(title="Best model released so far", ylabel="ECI")

    for runs, name, line, colour in zip((pair.first, pair.second), pair.names, LINES, ("#444444", "#2a8a5a")):
        draw(lag, pair.time, runs.lag_months.values, color=colour, linestyle=line, label=name)
    lag.set(title=f"Lag of {pair.follower} behind {pair.leader}", ylabel="months")

    differences = pair.differences()
    for bloc, colour in zip(blocs, BLOC_COLOURS):
        draw(difference, pair.time, differences[f"ECI, {bloc}"][0], color=colour, linestyle="-", label=bloc)
    difference.axhline(0, color="black", linewidth=0.6)
    difference.set(title=f"{pair.names[1]} minus {pair.names[0]}, paired", ylabel="ECI")

    for axes in (frontier, lag, difference):
        axes.grid(alpha=0.25)
        axes.xaxis.set_major_locator(dates.YearLocator(2))
        axes.xaxis.set_major_formatter(dates.DateFormatter("%Y"))
        axes.legend(fontsize=8, loc="best", frameon=False)
    figure.savefig(path, dpi=110)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("result", help="result file with two scenarios, the reference first")
    parser.add_argument("-o", "--output", help="picture to write (PNG, SVG or PDF)")
    parser.add_argument("--leader", default="US")
    parser.add_argument("--follower", default="China")
    options = parser.parse_args()
    pair = Pair(options.result, options.leader, options.follower)
    if pair.unpaired:
        print(f"note: {pair.unpaired} runs have no partner", file=sys.stderr)
    print("\n".join(rows(pair)))
    if options.output:
        plot(pair, options.output)
