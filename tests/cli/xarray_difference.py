"""B - A of two datasets of xarray is a difference of numbers: no text stands among the variables of the root.

usage: xarray_difference.py RACESIM SCENARIOS"""
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import h5netcdf  # noqa: F401
    import numpy as np
    import xarray
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

program, scenarios = sys.argv[1:]
with tempfile.TemporaryDirectory() as directory:
    output = Path(directory) / "paired.h5"
    subprocess.run([program, "run", f"{scenarios}/no_controls.yaml", f"{scenarios}/export_ban.yaml", "-R", "2", "--set",
                    "clock.end=2023-12", "--set", "paradigms=[]", "-q", "-o", output],
                   check=True, stdout=subprocess.DEVNULL)
    with xarray.open_dataset(output, engine="h5netcdf") as result:
        free, ban = (result.isel(run=(result.scenario == k).values).drop_vars("run") for k in (0, 1))
        difference = ban - free
        assert set(difference.data_vars) == set(result.data_vars), set(result.data_vars) ^ set(difference.data_vars)
        own = ban.eci_frontier.values - free.eci_frontier.values
        assert np.array_equal(difference.eci_frontier.values, own, equal_nan=True) and np.isfinite(own).any()
        assert (difference.replicate == 0).all()
