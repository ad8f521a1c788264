#!/usr/bin/env python3
"""Compares a baseline run with measured history and prints Markdown tables. Nothing is fitted here.

    racesim run scenarios/baseline.yaml --record full -o baseline.h5
    python3 analysis/plausibility.py baseline.h5             # all tables
    python3 analysis/plausibility.py baseline.h5 capability  # one of them

Measured values come from scenarios/catalogue/history/*.csv and, where no table holds them, from the row's note.
Model values are the median and the 5 to 95 % band over runs. Needs python3-xarray and python3-h5netcdf.
"""
import argparse
import csv
from pathlib import Path

import numpy as np
import xarray

DAYS_PER_MONTH = 365.25 / 12
HISTORY = Path(__file__).resolve().parents[1] / "scenarios" / "catalogue" / "history"


def table(name, key):
    """Rows of a history table by the text in column `key`; '#' lines are comments."""
    with open(HISTORY / name, newline="") as file:
        return {row[key]: row for row in csv.DictReader(line for line in file if not line.startswith("#"))}


def measured(row, column):
    return float(row[column]) if row.get(column) else float("nan")


def records(bloc):
    """Months since 2000 and indices of the models that moved a bloc's measured frontier."""
    with open(HISTORY / "eci_frontier.csv", newline="") as file:
        rows = [r for r in csv.DictReader(line for line in file if not line.startswith("#")) if r["bloc"] == bloc]
    days = (np.array([r["date"] for r in rows], "datetime64[D]") - np.datetime64("2000-01-01")).astype(float)
    return days / DAYS_PER_MONTH, np.array([float(r["eci"]) for r in rows])


def measured_lag(month):
    """`lag_months` at the end of a month: since the US frontier, interpolated between records, reached China's."""
    end = (np.datetime64(month) + 1).astype("datetime64[D]") - np.datetime64("2000-01-01")
    now = end.astype(float) / DAYS_PER_MONTH
    (leader, index), (follower, best) = records("US"), records("China")
    return now - np.interp(best[follower < now][-1], index[leader < now], leader[leader < now])


class Model:
    """Quantiles over the sound runs of the first scenario of a result file."""

    def __init__(self, result):
        self.runs = result.isel(run=((result.scenario == 0) & (result.status == 1)).values)

    def at(self, variable, month, **place):
        """Values of all runs at the end of a month."""
        values = self.runs[variable].sel(time=f"{month}-01")
        return values.sel(**place).values if place else values.values

    def nvidia(self, month, blocs):
        return self.at("compute_sold", month, vendor="Nvidia", bloc=blocs).sum(axis=1)

    def growth(self, quantity, month, earlier):
        return quantity(month) - (quantity(earlier) if earlier else 0)


def shown(value):
    """A number as the page shows it."""
    if not np.isfinite(value):
        return "-"
    if abs(value) >= 1e6:
        return f"{value:.2e}"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 1 else f"{value:.3f}"


def compared(what, unit, month, value, runs, difference=False):
    """One line of the table; the last column is the difference, or the ratio model / measured."""
    low, middle, high = np.nanquantile(runs, (0.05, 0.5, 0.95))
    off = middle - value if difference else middle / value
    last = "-" if not np.isfinite(off) else f"{off:+.1f}" if difference else f"x {off:.2f}"
    band = "" if shown(low) == shown(high) else f" ({shown(low)} to {shown(high)})"
    return f"| {what} | {month} | {unit} | {shown(value)} | {shown(middle)}{band} | {last} |"


def chips(model):
    stock = table("compute_stock_quarterly.csv", "quarter_end")
    everywhere = list(model.runs.bloc.values)
    for month in ("2022-12", "2023-12", "2024-12"):
        yield compared("Nvidia sold to China since 2022-01", "H100e", month, measured(stock[month], "china_nvidia"),
                       model.nvidia(month, ["China"]))
    for month in ("2022-12", "2023-12", "2024-12"):
        yield compared("Nvidia sold, world", "H100e", month, measured(stock[month], "nvidia"),
                       model.nvidia(month, everywhere))
    for name, row, before in (("Google", "tpu", "2022-12"), ("Amazon", "trainium", None), ("AMD", "amd", None)):
        world = lambda month: model.at("compute_sold", month, vendor=name, bloc=everywhere).sum(axis=1)
        yield compared(f"{name} accelerators, world, since the series begins", "H100e", "2024-12",
                       measured(stock["2024-12"], row), model.growth(world, "2024-12", before))


def flows(model):
    quarters = table("china_flow_share.csv", "quarter")
    earlier = None
    everywhere = list(model.runs.bloc.values)
    for quarter, row in quarters.items():
        month = row["quarter_end"]
        china = model.growth(lambda m: model.nvidia(m, ["China"]), month, earlier)
        world = model.growth(lambda m: model.nvidia(m, everywhere), month, earlier)
        yield compared("China's share of Nvidia's sales of the quarter", "1", quarter, measured(row, "china_share"),
                       china / world)
        earlier = month


def capability(model):
    gaps = table("eci_gap_monthly.csv", "month")
    for bloc, column in (("US", "eci_us"), ("China", "eci_china")):
        for month in ("2023-06", "2023-12", "2024-06", "2024-12"):
            if bloc == "China" and month == "2023-06":
                continue  # one small model, not a frontier
            yield compared(f"ECI frontier, {bloc}", "ECI", month, measured(gaps[month], column),
                           model.at("eci_frontier", month, bloc=bloc), difference=True)
    for month in ("2023-12", "2024-06", "2024-12"):
        yield compared("ECI gap", "ECI", month, measured(gaps[month], "gap_eci"), model.at("eci_gap", month),
                       difference=True)
    for month in ("2023-12", "2024-06", "2024-12"):
        yield compared("lag", "month", month, measured_lag(month), model.at("lag_months", month),
                       difference=True)
    arena = table("arena.csv", "month")
    for month in ("2024-01", "2024-06", "2024-12"):
        yield compared("Arena gap", "percent", month, measured(arena[month], "gap_percent"),
                       model.at("arena_gap_percent", month), difference=True)


def runs_of(model):
    training = table("training_compute.csv", "quarter_end")
    for bloc, column in (("US", "us"), ("China", "china")):
        for month in ("2022-12", "2023-12", "2024-12"):
            yield compared(f"largest run, {bloc}", "FLOP", month, measured(training[month], f"{column}_max"),
                           model.at("training_flop_max", month, bloc=bloc))
        yield compared(f"mean of the five largest runs, {bloc}", "FLOP", "2024-12",
                       measured(training["2024-12"], f"{column}_top5_gm"),
                       model.at("training_flop_top5", "2024-12", bloc=bloc))


def labs(model):
    with open(HISTORY / "lab_compute_year_end.csv", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            yield compared(f"compute used, {row['lab']}", "H100e", row["date"], measured(row, "h100e_median"),
                           model.at("lab_compute", row["date"], lab=row["lab"]))


def other_sources(model):
    # CNAS, Countering AI Chip Smuggling, 2025-06 (press): see scenarios/catalogue/bloc_paths.csv
    smuggled = lambda month: model.at("smuggled_chips", month, bloc="China")
    for year, chips_reported in ((2023, 12500), (2024, 140000)):
        yield compared("chips smuggled into China in the year (CNAS)", "chip", str(year), chips_reported,
                       model.growth(smuggled, f"{year}-12", f"{year - 1}-12"))
    clusters = table("gpu_clusters.csv", "month_end")
    for month in ("2022-12", "2023-12", "2024-12"):
        for bloc, column in (("US", "us_share"), ("China", "china_share")):
            yield compared(f"share of hosted clusters, {bloc}", "1", month, measured(clusters[month], column),
                           model.at("hosted_share", month, bloc=bloc))


SECTIONS = {"chips": chips, "flows": flows, "capability": capability, "training": runs_of, "labs": labs,
            "other": other_sources}
HEADER = ["| what | when | unit | measured | model, median (5 to 95 %) | model against measured |",
          "|---|---|---|---|---|---|"]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("result", help="result of `racesim run scenarios/baseline.yaml --record full`")
    parser.add_argument("table", nargs="?", choices=SECTIONS, help="one table; all without it")
    options = parser.parse_args()
    with xarray.open_dataset(options.result, engine="h5netcdf") as dataset:
        if "lab_compute" not in dataset:
            parser.error("the file lacks the labs: run with --record full")
        model = Model(dataset)
        for name in [options.table] if options.table else SECTIONS:
            print("\n".join([*HEADER, *SECTIONS[name](model)]))
