#!/usr/bin/env python3
"""Prints statements about the race beside what a baseline run gives, as a Markdown table.

    racesim run scenarios/baseline.yaml --record full -o baseline.h5
    python3 analysis/statements.py baseline.h5

The statements are in analysis/statements.csv; each names a function below, or says after '=' why there is no number.
A function gives (what, unit, values over runs). Needs python3-xarray and python3-h5netcdf.
"""
import argparse
import csv
import re
from pathlib import Path

import numpy as np
import xarray

from plausibility import Model

TABLE = Path(__file__).with_name("statements.csv")


class Baseline(Model):
    """A baseline run, its parameters and its releases."""

    def __init__(self, path):
        with xarray.open_dataset(path, engine="h5netcdf") as file:
            super().__init__(file.load())
        inputs = xarray.open_dataset(path, engine="h5netcdf", group="inputs")
        self.resolved = str(inputs.resolved_scenario.values[0])
        self.events = xarray.open_dataset(path, engine="h5netcdf", group="events").load()
        bloc_of = xarray.open_dataset(path, engine="h5netcdf", group="labs").bloc_of.load().values
        self.labs = {str(lab): str(bloc) for lab, bloc in zip(self.runs.lab.values, bloc_of)}

    def parameter(self, name):
        mechanism, leaf = name.split(".")
        parameters = self.resolved.split("\nparameters:\n")[1]
        return float(re.search(rf"^  {mechanism}:\n(?:    .*\n)*?    {leaf}: *(\S+)", parameters, re.MULTILINE)[1])

    def month_number(self, month):
        """Month of the run, from 0, as events have it."""
        return int(np.flatnonzero(self.runs.time.values == np.datetime64(f"{month}-01"))[0])

    def span(self, variable, first, last, **place):
        """Values (run, month) of a span of months, both ends included."""
        values = self.runs[variable].sel(time=slice(f"{first}-01", f"{last}-01"))
        return (values.sel(**place) if place else values).values

    def ratio(self, variable, month, above="US", below="China"):
        return self.at(variable, month, bloc=above) / self.at(variable, month, bloc=below)

    def grown(self, variable, month, earlier, **place):
        return self.growth(lambda m: self.at(variable, m, **place), month, earlier)


def lag_mean(m):
    lags = m.span("lag_months", "2023-01", "2025-12")
    yield "mean lag, 2023 to 2025", "months", np.nanmean(lags, axis=1)
    yield "shortest", "months", np.nanmin(lags, axis=1)
    yield "longest", "months", np.nanmax(lags, axis=1)


def lag_narrowed(m):
    yield "mean lag in 2023", "months", np.nanmean(m.span("lag_months", "2023-01", "2023-12"), axis=1)
    yield "mean lag, 2024-06 to 2025-12", "months", np.nanmean(m.span("lag_months", "2024-06", "2025-12"), axis=1)


def hosted(m):
    for bloc in ("US", "China"):
        yield f"{bloc} in the sample", "%", 100 * m.at("hosted_share", "2025-05", bloc=bloc)
        yield f"{bloc}, chips owned", "%", 100 * m.at("compute_share", "2025-05", bloc=bloc)


def growth(m):
    for year in (2024, 2025, 2026):
        yield f"US frontier, gain in {year}", "ECI", m.grown("eci_frontier", f"{year}-12", f"{year - 1}-12", bloc="US")


def openness(m):
    for bloc in ("US", "China"):
        opened = m.grown("open_releases", "2025-12", "2024-12", bloc=bloc)
        yield f"open share of releases in 2025, {bloc}", "%", 100 * opened / m.grown("releases", "2025-12", "2024-12",
                                                                                     bloc=bloc)
    yield "China's share in the use of open models, 2025-12", "%", 100 * m.at("open_use", "2025-12", bloc="China")


def mmlu(m):
    for month in ("2023-12", "2024-12"):
        yield month, "points", m.at("gap_mmlu", month)


def arena(m):
    for month in ("2024-02", "2025-02"):
        yield month, "Elo points", m.parameter("measurement.elo_per_eci") * m.at("eci_gap", month)


def lag_2025(m):
    yield "lag at 2025-03", "months", m.at("lag_months", "2025-03")


def stock_ratio(m):
    for month in ("2024-12", "2025-12"):
        yield f"US over China, chips owned, {month}", "", m.ratio("compute_owned", month)


def costs(m):
    yield "largest run to 2025-01, US over China in cost", "", m.ratio("run_cost_usd", "2025-01")
    yield from price(m)


def performance(m):
    yield "Elo of China's best over the US's, 2025-01", "", 1 / (1 + m.at("arena_gap_percent", "2025-01") / 100)
    yield from price(m)


def price(m):
    yield "price of GPT-4's quality, China over US, 2025-01", "", 1 / m.at("price_ratio", "2025-01")


def catalyst(m):
    yield "scarcity in China, 2025-12", "ln", m.at("scarcity", "2025-12", bloc="China")
    labs = [lab for lab, bloc in m.labs.items() if bloc == "China"]
    gains = m.runs.lab_gain.sel(lab=labs, time=slice("2022-01-01", "2025-12-01")).sum("time").mean("lab")
    for cause in ("own", "induced"):
        yield f"gain of ln A to 2025-12, {cause}, mean of China's labs", "ln", gains.sel(cause=cause).values


def long_night(m):
    for bloc in ("China", "US"):
        gain = m.grown("eci_frontier", "2025-12", "2022-12", bloc=bloc)
        yield f"frontier of {bloc}, gain 2022-12 to 2025-12", "ECI", gain


def adoption(m):
    yield "firms in China that use AI, 2027-12", "%", 100 * m.at("adoption", "2027-12", bloc="China")
    yield "runs that reach the target in time", "%", 100 * m.runs.adoption_target_met.mean(keepdims=True).values


def open_supply(m):
    total = lambda name, month: m.runs[name].sel(time=f"{month}-01").sum("bloc").values
    since = lambda name: total(name, "2025-12") - total(name, "2024-12")
    yield "open share of releases in 2025, world", "%", 100 * since("open_releases") / since("releases")
    spent = m.grown("capex_usd", "2025-12", "2024-12", bloc="US")
    yield "US share of spending on chips and buildings in 2025", "%", 100 * spent / since("capex_usd")
    raised = {bloc: m.span("raised", "2025-01", "2025-12", bloc=bloc).sum(axis=1) for bloc in ("US", "China", "other")}
    yield "US share of what labs raise in 2025", "%", 100 * raised["US"] / sum(raised.values())


def deepseek_releases(m):
    lab = list(m.labs).index("DeepSeek")
    first, last = m.month_number("2024-10"), m.month_number("2025-03")
    events = m.events
    chosen = ((events.lab == lab) & (events.month >= first) & (events.month <= last)).values
    for what, kept in (("releases", chosen), ("of them open", chosen & (events.open.values == 1))):
        yield what, "", np.array([np.sum(kept & (events.run.values == run)) for run in m.runs.run.values], float)


def deepseek_compute(m):
    yield "compute of DeepSeek over OpenAI's, 2025-03", "%", 100 * (m.at("lab_compute", "2025-03", lab="DeepSeek") /
                                                                    m.at("lab_compute", "2025-03", lab="OpenAI"))


def chip_index(m):
    index = m.span("chip_maker_index", "2024-01", "2025-12")
    yield "largest fall in a month, 2024-02 to 2025-12", "%", 100 * np.min(index[:, 1:] / index[:, :-1] - 1, axis=1)
    yield "such events to 2025-12", "", m.at("market_events", "2025-12")


def spending(m):
    for bloc in ("US", "China"):
        yield f"{bloc}, 2025 to 2029", "bn USD", m.grown("capex_usd", "2029-12", "2024-12", bloc=bloc) / 1e9


def power_us(m):
    for month in ("2023-12", "2030-12"):
        yield f"AI chips, US, {month}", "GW", m.at("power_mw", month, bloc="US") / 1e3


def power_china(m):
    yield "AI chips, China, 2030-12 over 2025-12", "", m.at("power_mw", "2030-12", bloc="China") / m.at(
        "power_mw", "2025-12", bloc="China")


def nvidia_share(m):
    sold = lambda **place: m.grown("compute_sold", "2023-12", "2022-12", bloc="China", **place)
    yield "Nvidia's share of China's imports in 2023", "%", 100 * sold(vendor="Nvidia") / sold().sum(axis=1)


def run_cost(m):
    yield "largest run of China to 2024-12", "M USD", m.at("run_cost_usd", "2024-12", bloc="China") / 1e6
    yield "its FLOP", "FLOP", m.at("training_flop_max", "2024-12", bloc="China")


def draw(m):
    yield "gap at 2025-01", "ECI", m.at("eci_gap", "2025-01")


def shown(value):
    if abs(value) >= 1e6:
        return f"{value:.1e}"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 2 else f"{value:.2f}"


def cell(what, unit, values):
    if not np.any(np.isfinite(values)):
        return f"{what}: none"
    low, middle, high = (shown(x) for x in np.nanquantile(values, (0.05, 0.5, 0.95)))
    band = "" if low == high else f" ({low} to {high})"
    return f"{what}: {middle}{' ' + unit if unit else ''}{band}"


def answer(row, model):
    """What the run gives for a statement; a measure may find that its observable is not in the file."""
    if row["measure"].startswith("="):
        return row["measure"][1:].strip()
    return "<br>".join(cell(*entry) for entry in globals()[row["measure"]](model)) or "not in this result"


def page(model):
    lines = ["| statement | value | when | kind | remark | mechanism: observable | `baseline`, median (5 to 95 %) |",
             "|---|---|---|---|---|---|---|"]
    with open(TABLE, newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            assert None not in row and None not in row.values(), f"{TABLE.name}: columns of '{row['statement']}'"
            told = (row[key] or "-" for key in ("statement", "value", "date", "kind", "remark", "mechanism"))
            lines.append(f"| {' | '.join(told)} | {answer(row, model)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("result", help="result of `racesim run scenarios/baseline.yaml --record full`")
    baseline = Baseline(parser.parse_args().result)
    print(page(baseline))
