"""A result that went through another tool is compared and analysed as the original, or refused with the reason.

usage: copied_results.py RACESIM SCENARIOS"""
import json
import shutil
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

warnings.simplefilter("ignore")
try:
    import h5netcdf  # noqa: F401
    import netCDF4  # noqa: F401
    import numpy as np
    import xarray
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

program, scenarios = sys.argv[1:]
TOOLS = {"nccopy": ["nccopy", "IN", "OUT"], "nccopy -k": ["nccopy", "-k", "nc4", "IN", "OUT"],
         "nccopy -c": ["nccopy", "-c", "run/2,time/10", "IN", "OUT"], "nccopy -u": ["nccopy", "-u", "IN", "OUT"],
         "ncks": ["ncks", "-O", "IN", "OUT"], "ncks --mk_rec_dmn": ["ncks", "-O", "--mk_rec_dmn", "run", "IN", "OUT"],
         "ncks -L": ["ncks", "-O", "-4", "-L", "1", "IN", "OUT"]}


def tell(*words):
    return subprocess.run([program, *map(str, words)], capture_output=True, text=True)


def of(file, command):
    words = {"compare": ["compare", file, "--observable", "final_lag_months", "--observable", "eci_gap"],
             "sensitivity": ["sensitivity", file, "--outcome", "final_lag_months", "--method", "rank"]}[command]
    return tell(*words, "--json", *(["-q"] if command == "compare" else []))


def numbers(text):
    """Everything but the name of the file, with floating numbers as 12 digits: sums go by the order of runs."""
    found = json.loads(text, parse_float=lambda x: f"{float(x):.12g}")
    found.pop("file", None)
    for side in found.get("scenarios", []):
        side.pop("file")
    return found


def check(name, original, copy, commands, refused=None):
    for command in commands:
        wanted, seen = of(original, command), of(copy, command)
        assert wanted.returncode == 0, wanted.stderr
        if refused:
            assert seen.returncode == 2 and refused in seen.stderr, (name, command, seen.returncode, seen.stderr)
        else:
            assert seen.returncode == 0, (name, command, seen.stderr)
            assert numbers(seen.stdout) == numbers(wanted.stdout), (name, command)


with tempfile.TemporaryDirectory() as directory:
    here = Path(directory)
    original = here / "original.h5"
    subprocess.run([program, "run", f"{scenarios}/no_controls.yaml", f"{scenarios}/export_ban.yaml", "-R", "12",
                    "--sample", "--set", "clock.end=2023-12", "--set", "paradigms=[]", "-q", "-o", original],
                   check=True, stdout=subprocess.DEVNULL)
    both = ("compare", "sensitivity")
    tried = []
    for name, words in TOOLS.items():
        if not shutil.which(words[0]):
            continue
        copy = here / "copy.nc"
        subprocess.run([{"IN": str(original), "OUT": str(copy)}.get(word, word) for word in words], check=True)
        check(name, original, copy, both)
        tried.append(name)
    for reads in ("h5netcdf", "netcdf4"):
        with xarray.open_dataset(original, engine=reads) as opened:
            data = opened.load()
        for writes in ("h5netcdf", "netcdf4"):
            name = f"xarray {reads} {writes}"
            made = {"same": data, "turned": data.isel(run=np.r_[20:24, 0:20]), "twice": xarray.concat(
                [data, data.isel(run=[3])], dim="run", data_vars="minimal", coords="minimal", compat="override"),
                    "across": data.transpose(), "gap": data.isel(time=[0, 2, 3])}
            for kind, changed in made.items():
                changed.to_netcdf(here / f"{kind}.nc", engine=writes)
            check(name, original, here / "same.nc", both)
            check(f"{name}, runs in another order", original, here / "turned.nc", ("compare",))
            check(f"{name}, a run twice", original, here / "twice.nc", both, "a run is in it twice")
            check(f"{name}, axes turned", original, here / "across.nc", ("compare",), "stand in the order")
            check(f"{name}, months missing", original, here / "gap.nc", ("compare",), "do not follow each other")
            tried.append(name)
    with_fill = {name: {"_FillValue": -9999.0} for name in ("final_lag_months", "eci_gap")}
    data.to_netcdf(here / "fill.nc", engine="netcdf4", unlimited_dims=["run"],
                   encoding=with_fill | {name: {"dtype": "f8"} for name in ("seed", "replicate", "design_point")})
    check("another fill value, whole numbers as doubles, run unlimited", original, here / "fill.nc", both)
    print("read the same or refused:", ", ".join(tried))
