"""Opens a result file with every reader users have and checks that all of them see the same.

open_everywhere.py FILE [expected.json]   exit status 77: a reader is not installed, nothing was tested
"""
import json
import shutil
import subprocess
import sys
import warnings

try:
    import h5py
    import netCDF4
    import numpy as np
    import xarray
    import h5netcdf  # noqa: F401  used by xarray
except ImportError as missing:
    print(f"skipped: {missing}; apt-get install python3-h5py python3-netcdf4 python3-xarray python3-h5netcdf")
    sys.exit(77)
TOOLS = ("ncdump", "h5dump")
if not all(map(shutil.which, TOOLS)):
    print("skipped: ncdump or h5dump is missing; apt-get install netcdf-bin hdf5-tools")
    sys.exit(77)

SCALE_ATTRIBUTES = {"CLASS", "NAME", "DIMENSION_LIST", "REFERENCE_LIST", "_NCProperties", "_Netcdf4Dimid"}
DURATIONS = {"days", "hours", "minutes", "seconds", "milliseconds", "microseconds", "nanoseconds"}
BARE_DIMENSION = b"This is a netCDF dimension but not a netCDF variable."
TRACKED = h5py.h5p.CRT_ORDER_TRACKED

faults = []


def expect(truth, message):
    if not truth:
        faults.append(message)


def is_scale(item):
    return h5py.h5ds.is_scale(item.id)


def plain(value):
    """An attribute as a list of Python values, whichever reader it comes from."""
    return [v.decode() if isinstance(v, bytes) else v for v in np.atleast_1d(np.asarray(value, dtype=object)).tolist()]


def same(a, b):
    """Equal values; not-a-numbers in the same places."""
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        return False
    if a.dtype.kind == "f" and b.dtype.kind == "f":
        return np.array_equal(a, b, equal_nan=True)
    return np.array_equal(a, b)


def with_h5py(path):
    """{variable: (dimensions, raw values, attributes)} straight from HDF5, and the checks of the format itself."""
    found = {}

    def visit(name, item):
        order = item.id.get_create_plist().get_attr_creation_order()
        expect(order & TRACKED, f"{name}: order of attributes is not tracked")
        if isinstance(item, h5py.Group):
            expect(item.id.get_create_plist().get_link_creation_order() & TRACKED, f"{name}: order is not tracked")
            return
        if is_scale(item) and item.attrs["NAME"].startswith(BARE_DIMENSION):
            return
        check_dataset(name, item)
        leaf = [name.rsplit("/", 1)[-1]]
        dimensions = leaf if is_scale(item) else [axis[0].name.rsplit("/", 1)[-1] for axis in item.dims if len(axis)]
        values = item.asstr()[()] if h5py.check_string_dtype(item.dtype) else item[()]
        found[name] = (dimensions, values, {k: plain(v) for k, v in item.attrs.items() if k not in SCALE_ATTRIBUTES})

    with h5py.File(path) as file:
        visit("/", file["/"])
        expect(file.attrs.get("complete") == 1, "the file is not complete")
        file.visititems(visit)
    return found


def check_dataset(name, item):
    text = h5py.check_string_dtype(item.dtype)
    expect(text is None or (text.length is None and text.encoding == "utf-8"), f"{name}: not variable-length UTF-8")
    expect(text or (item.dtype.kind in "if" and not h5py.check_enum_dtype(item.dtype)), f"{name}: type {item.dtype}")
    expect(is_scale(item) or all(len(axis) == 1 for axis in item.dims), f"{name}: a dimension has no scale")
    expect(plain(item.attrs.get("units", ""))[0] not in DURATIONS, f"{name}: becomes a duration in xarray")
    if item.shape and not text:
        filters = (item.compression, item.shuffle, item.fletcher32)
        expect(filters == ("gzip", True, True), f"{name}: filters are {filters}")
        size = np.prod(item.chunks) * item.dtype.itemsize
        expect(size <= 2**20, f"{name}: chunks of {size} bytes")
    if item.dtype.kind == "f" and not is_scale(item):
        fill = item.attrs.get("_FillValue")
        expect(fill is not None and fill.dtype == item.dtype and fill.shape == (1,) and np.isnan(fill[0]),
               f"{name}: _FillValue is {fill!r}")
        expect(np.isnan(item.fillvalue), f"{name}: unwritten values are {item.fillvalue}")
    if "flag_values" in item.attrs:
        expect(item.attrs["flag_values"].dtype == item.dtype, f"{name}: flags of another type")
        words = item.attrs["flag_meanings"].split()
        expect(len(words) == len(item.attrs["flag_values"]), f"{name}: {words} for {item.attrs['flag_values']}")


def with_netcdf4(path):
    def walk(group, prefix):
        for name, variable in group.variables.items():
            variable.set_auto_maskandscale(False)
            attributes = {key: plain(variable.getncattr(key)) for key in variable.ncattrs()}
            yield prefix + name, (list(variable.dimensions), variable[...], attributes)
        for name, inner in group.groups.items():
            yield from walk(inner, f"{prefix}{name}/")

    with netCDF4.Dataset(path) as file:
        return dict(walk(file, ""))


def with_xarray(path, engine, groups):
    """As users see it: times decoded, fill values masked."""
    found = {}
    for group in groups:
        with xarray.open_dataset(path, engine=engine, group=group or None) as data:
            for name, variable in data.variables.items():
                attributes = {key: plain(value) for key, value in (variable.encoding | variable.attrs).items()
                              if key in {"units", "calendar", "_FillValue"} or key in variable.attrs}
                found[f"{group}/{name}".strip("/")] = (list(variable.dims), variable.values, attributes)
    return found


def check_time(name, raw, decoded):
    """A time is decoded to the day that the raw number of days after 1970-01-01 means."""
    expect(decoded.dtype.kind == "M", f"{name}: not decoded as a time but as {decoded.dtype}")
    days = (decoded - np.datetime64("1970-01-01")) / np.timedelta64(1, "D")
    expect(same(days, raw.astype(float)), f"{name}: decoded as {decoded}")


def compare(reader, reference, seen):
    expect(set(seen) == set(reference), f"{reader}: variables differ: {sorted(set(seen) ^ set(reference))}")
    for name in set(seen) & set(reference):
        dimensions, values, attributes = reference[name]
        its_dimensions, its_values, its_attributes = seen[name]
        expect(its_dimensions == dimensions, f"{reader}: {name} has dimensions {its_dimensions}, not {dimensions}")
        if "xarray" in reader and " since " in str(attributes.get("units")):
            check_time(f"{reader}: {name}", values, its_values)
        else:
            expect(same(its_values, values), f"{reader}: {name} is {its_values}, not {values}")
        expect(repr(sorted(its_attributes.items())) == repr(sorted(attributes.items())),
               f"{reader}: {name} has attributes {its_attributes}, not {attributes}")


def with_tools(path, names):
    for command in ([TOOLS[0], "-h", path], [TOOLS[1], "-H", path]):
        run = subprocess.run(command, capture_output=True, text=True)
        expect(run.returncode == 0 and not run.stderr, f"{command[0]}: {run.returncode} {run.stderr}")
        for name in names:
            expect(name.rsplit("/", 1)[-1] in run.stdout, f"{command[0]} does not show {name}")


def check_expected(path, expected, seen):
    with netCDF4.Dataset(path) as file:
        dimensions = {name: [len(d), d.isunlimited()] for name, d in file.dimensions.items()}
    expect(dimensions == expected["dimensions"], f"dimensions are {dimensions}")
    expect(set(seen) == set(expected["variables"]), f"variables are {sorted(seen)}")
    for name, variable in expected["variables"].items():
        if name not in seen or "values" not in variable:
            continue
        values = np.asarray(seen[name][1])
        text = [str(v) for v in values.ravel()]
        expect(text == variable["values"], f"{name} is {text}, not {variable['values']}")
        for key, value in variable.get("attributes", {}).items():
            expect(seen[name][2].get(key) == [value], f"{name}:{key} is {seen[name][2].get(key)}, not {value}")


def main(path, expected=None):
    warnings.simplefilter("error")  # a reader that warns does not take the file as it is
    warnings.filterwarnings("ignore", module="importlib|distutils|numpy")
    reference = with_h5py(path)
    groups = sorted({name.rpartition("/")[0] for name in reference})
    readers = {"netCDF4": with_netcdf4(path)}
    for engine in ("h5netcdf", "netcdf4"):
        readers[f"xarray with {engine}"] = with_xarray(path, engine, groups)
    for reader, seen in readers.items():
        compare(reader, reference, seen)
    with_tools(path, reference)
    if expected:
        with open(expected, encoding="utf-8") as file:
            check_expected(path, json.load(file), readers["xarray with netcdf4"])
    print(f"{len(reference)} variables, read by h5py, {', '.join(readers)}")
    sys.exit("\n".join(faults) or 0)


main(*sys.argv[1:])
