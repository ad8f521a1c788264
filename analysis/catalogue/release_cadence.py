"""How often a lab releases a model that is its best so far, and how far the reference model lies above the regression.

Figures behind the parameters training.run_pause and training.reference_residual, from history/eci_scores.csv. Needs
python3-numpy."""
import collections
import datetime

import numpy as np

from tables import read

SMALLEST = 1e23  # FLOP, of the models in the regression
DAYS_PER_MONTH = 365.25 / 12
NOISE = 3.0  # ECI, parameter training.release_noise

rows = read("history/eci_scores.csv")
for row in rows:
    row["month"] = datetime.date.fromisoformat(row["date"]).toordinal() / DAYS_PER_MONTH
    row["eci"] = float(row["eci"])

by_lab = collections.defaultdict(list)
for row in sorted(rows, key=lambda r: r["month"]):
    by_lab[row["organisation"]].append(row)
waits, gains = [], []
for models in by_lab.values():
    releases = []  # models of a lab within a month are one release, of its best
    for row in models:
        if releases and row["month"] - releases[-1]["month"] < 1:
            releases[-1] = dict(releases[-1], eci=max(releases[-1]["eci"], row["eci"]))
        else:
            releases.append(row)
    if len(models) < 3:
        continue
    records = [r for k, r in enumerate(releases) if all(r["eci"] > e["eci"] for e in releases[:k])]
    for before, after in zip(records, records[1:]):
        waits.append(after["month"] - before["month"])
        gains.append(after["eci"] - before["eci"])
low, middle, high = np.quantile(waits, (0.1, 0.5, 0.9))
print(f"months between records of a lab: mean {np.mean(waits):.1f}, median {middle:.1f}, "
      f"10 to 90 % {low:.1f} to {high:.1f} ({len(waits)} waits); "
      f"correlation with the gain at their end {np.corrcoef(waits, gains)[0, 1]:.2f}")

trained = [r for r in rows if r["training_flop"] and float(r["training_flop"]) >= SMALLEST]
month = np.array([r["month"] for r in trained])
eci = np.array([r["eci"] for r in trained])
size = [np.log10(float(r["training_flop"])) for r in trained]
inputs = np.column_stack([np.ones(len(trained)), size, month - month.mean()])
residual = eci - inputs @ np.linalg.lstsq(inputs, eci, rcond=None)[0]
reference = residual[[r["model"] == "GPT-4 (Mar 2023)" for r in trained]][0]
noise = reference * NOISE ** 2 / (residual ** 2).mean()
print(f"GPT-4 lies {reference:.1f} ECI above the regression ({len(trained)} models); noise of {NOISE:g} ECI among "
      f"residuals of {(residual ** 2).mean() ** 0.5:.1f} ECI accounts for {noise:.1f} of it: "
      f"{noise / NOISE:.1f} standard deviations")
