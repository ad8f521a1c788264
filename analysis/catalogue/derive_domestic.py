"""Writes domestic_supply.csv: the inputs of China's chip line from what left it.

    dies = output / (h100e of the class made * yield * equipment factor)

so that dies * equipment factor * yield * h100e gives the output back, and a scenario without the equipment bans gives
more. `--check` compares with the committed table instead."""
import sys

from market import domestic_chip
from tables import FIRST, LAST, path_at, points_of, read, rounded, step_at, table, text_of, write_or_check

COMMENTS = [
    "Inputs of China's own chip line: output = min(dies * yield, HBM stacks / 8) * h100e of the class made, before the",
    "  software factor.",
    "dies_per_year: sets of dies for one chip of the class made in that month (Ascend 910C: two dies a set), started per",
    "  year, as if no equipment ban were in force; with the capacity factors of history_policies.yaml the output is",
    "  12, 43 and 163 thousand H100e in 2022, 2023 and 2024.",
    "yield: good sets per set. hbm_stacks_per_year: memory stacks that become available per year, without the run on the",
    "  market of 2024-12: 13M stacks were in China at its end, 7M of them bought in that month (SemiAnalysis and press, E);",
    "  the hbm_ban of history_policies.yaml carries them as its stockpile.",
    "Derived by analysis/catalogue/derive_domestic.py from history/domestic_anchors.csv, chips.csv and chip_prices.csv.",
]


def dies(anchors, t):
    """Die sets per year in month t."""
    output = path_at(points_of(anchors, item="output_h100e"), t)
    made = float(domestic_chip(t)["h100e"]) * path_at(points_of(anchors, item="yield"), t)
    return output / (made * step_at(points_of(anchors, item="equipment_factor"), t))


def build():
    anchors = read("history/domestic_anchors.csv")
    rows = [["China", text_of(t), "dies_per_year", rounded(dies(anchors, t)), "D",
             "derived from the output in history/domestic_anchors.csv"] for t in range(FIRST, LAST + 1)]
    for item in ("yield", "hbm_stacks_per_year"):
        rows += [["China", r["month"], item, r["value"], r["confidence"], r["source"]]
                 for r in anchors if r["item"] == item]
    return table(COMMENTS, ["bloc", "month", "item", "value", "confidence", "source"], rows)


if __name__ == "__main__":
    sys.exit(write_or_check("domestic_supply.csv", build()))
