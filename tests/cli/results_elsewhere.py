"""What users do with a result in other programs: differences and means in xarray, listings, dates, copies.

usage: results_elsewhere.py RACESIM SCENARIOS"""
import math
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import h5netcdf  # noqa: F401
    import h5py
    import numpy as np
    import xarray
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

LONGEST_LISTING = 700  # lines: up to four for each variable, and no text of a scenario
RUNS = 1000


def output_of(*command):
    return subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True).stdout


def check_difference(result):
    """B - A is a difference of numbers: no text stands among the variables of the root."""
    free, ban = (result.isel(run=(result.scenario == k).values).drop_vars("run") for k in (0, 1))
    difference = ban - free
    assert set(difference.data_vars) == set(result.data_vars), set(result.data_vars) ^ set(difference.data_vars)
    own = ban.eci_frontier.values - free.eci_frontier.values
    assert np.array_equal(difference.eci_frontier.values, own, equal_nan=True) and np.isfinite(own).any()
    assert (difference.replicate == 0).all()
    result.quantile(0.5, "run")


def check_means(result):
    """NumPy adds runs up one after the other, in the type of the file: it must be wide enough for millions."""
    for name, variable in result.data_vars.items():
        if "time" not in variable.dims:
            continue
        assert variable.dtype == np.float64, f"{name}: {variable.dtype}"
        last = variable.isel(time=-1).values.reshape(variable.sizes["run"], -1)
        mean = variable.mean("run").isel(time=-1).values.reshape(-1)
        for k in range(last.shape[1]):
            known = last[np.isfinite(last[:, k]), k]
            if len(known):
                exact = math.fsum(known) / len(known)
                assert math.isclose(mean[k], exact, rel_tol=1e-9, abs_tol=1e-12), f"{name}: {mean[k]}, not {exact}"


def check_listing(path):
    listing = output_of("ncdump", "-h", path)
    assert listing.count("\n") < LONGEST_LISTING, f"ncdump -h prints {listing.count(chr(10))} lines"
    assert "string " not in listing.split("// global attributes")[1].split("group:")[0], "attributes of type string"
    assert '"2022-01-01"' in output_of("ncdump", "-t", "-v", "time", path).replace(" 00", ""), "no dates with -t"


def check_copies(path):
    """HDF5's own tools and h5py make copies that hold the same."""
    before = output_of("ncdump", path)
    repacked, copied, by_h5py = (path.with_name(f"copy{k}") / path.name for k in range(3))
    for copy in (repacked, copied, by_h5py):
        copy.parent.mkdir()
    output_of("h5repack", path, repacked)
    with h5py.File(path) as file, h5py.File(copied, "w") as target, h5py.File(by_h5py, "w") as other:
        for name in file:
            file.copy(name, other)
        names = list(file)
    for name in names:
        output_of("h5copy", "-i", path, "-o", copied, "-s", name, "-d", name)
    assert output_of("ncdump", repacked) == before, "h5repack changes what ncdump prints"
    for copy in (copied, by_h5py):
        with h5py.File(path) as file, h5py.File(copy) as other:
            assert "policies" in other["inputs/resolved_scenario"].asstr()[0], copy
            assert np.array_equal(file["final_lag_months"], other["final_lag_months"], equal_nan=True), copy


program, scenarios = sys.argv[1:]
with tempfile.TemporaryDirectory() as directory:
    output = Path(directory) / "paired.h5"
    subprocess.run([program, "run", f"{scenarios}/no_controls.yaml", f"{scenarios}/export_ban.yaml", "-R", str(RUNS),
                    "--set", "clock.end=2023-12", "--set", "paradigms=[]", "-q", "-o", output],
                   check=True, stdout=subprocess.DEVNULL)
    with xarray.open_dataset(output, engine="h5netcdf") as result:
        check_difference(result)
        check_means(result)
    check_listing(output)
    check_copies(output)
