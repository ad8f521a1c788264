"""How long the noise of a lab's releases stays correlated: residuals of two of its models by the time between them.

Residuals are those of ECI on log10 FLOP and date, runs of 1e23 FLOP and more (history/eci_scores.csv). Gives the
figures behind the parameter training.release_noise_window. Needs python3-numpy."""
import datetime
import itertools

import numpy as np

from tables import read

SMALLEST = 1e23  # FLOP
WINDOWS = [(0, 3), (3, 6), (6, 12)]  # months between two models
DAYS_PER_MONTH = 365.25 / 12

rows = [r for r in read("history/eci_scores.csv") if r["training_flop"] and float(r["training_flop"]) >= SMALLEST]
month = np.array([datetime.date.fromisoformat(r["date"]).toordinal() / DAYS_PER_MONTH for r in rows])
eci = np.array([float(r["eci"]) for r in rows])
size = [np.log10(float(r["training_flop"])) for r in rows]
inputs = np.column_stack([np.ones(len(rows)), size, month - month.mean()])
residual = eci - inputs @ np.linalg.lstsq(inputs, eci, rcond=None)[0]
variance = (residual ** 2).mean()

print(f"{len(rows)} models, standard deviation of residuals {variance ** 0.5:.1f} ECI")
for low, high in WINDOWS:
    products = [residual[i] * residual[j] for i, j in itertools.combinations(range(len(rows)), 2)
                if rows[i]["organisation"] == rows[j]["organisation"] and low <= abs(month[i] - month[j]) < high]
    print(f"{low} to {high} months apart: {np.mean(products) / variance:.2f} ({len(products)} pairs)")
