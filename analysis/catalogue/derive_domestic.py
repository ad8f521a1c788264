"""Writes domestic_supply.csv: the inputs of China's chip line from what left it.

    dies = output * dies per H100e / (yield * equipment factor)

so that dies * equipment factor * yield gives the output back, and a scenario without the equipment bans gives more.
`--check` compares with the committed table instead."""
import sys

from tables import FIRST, LAST, path_at, points_of, read, rounded, step_at, table, text_of, write_or_check

DIES_PER_H100E = 2 / 0.808  # of an Ascend 910C, the model's unit of the line; an Ascend 910B2 is one die of 0.38

COMMENTS = [
    "Inputs of China's own chip line: output = min(dies * yield / dies per H100e, HBM stacks / stacks per H100e), in",
    "  nominal H100e before the software factor, with the 2 dies and 8 stacks of the Ascend 910C for 0.808 H100e.",
    "dies_per_year: dies started per year as if no equipment ban were in force; with the capacity factors of",
    "  history_policies.yaml the output is 12, 41 and 164 thousand H100e in 2022, 2023 and 2024.",
    "yield: good dies per die. hbm_imports_per_year, hbm_made_per_year: memory stacks bought and made at home a year,",
    "  without the run on the market of 2024-12: 13M stacks had been bought by its end, 7M of them in that month",
    "  (SemiAnalysis and press, E); the hbm_ban of history_policies.yaml carries those as its stockpile.",
    "Derived by analysis/catalogue/derive_domestic.py from history/domestic_anchors.csv.",
]


def dies(anchors, t):
    """Dies per year in month t."""
    output = path_at(points_of(anchors, item="output_h100e"), t)
    kept = path_at(points_of(anchors, item="yield"), t) * step_at(points_of(anchors, item="equipment_factor"), t)
    return output * DIES_PER_H100E / kept


def build():
    anchors = read("history/domestic_anchors.csv")
    rows = [["China", text_of(t), "dies_per_year", rounded(dies(anchors, t)), "D",
             "derived from the output in history/domestic_anchors.csv"] for t in range(FIRST, LAST + 1)]
    for item in ("yield", "hbm_imports_per_year", "hbm_made_per_year"):
        rows += [["China", r["month"], item, r["value"], r["confidence"], r["source"]]
                 for r in anchors if r["item"] == item]
    return table(COMMENTS, ["bloc", "month", "item", "value", "confidence", "source"], rows)


if __name__ == "__main__":
    sys.exit(write_or_check("domestic_supply.csv", build()))
