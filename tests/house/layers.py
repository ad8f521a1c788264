"""Each layer includes only the layers it may know, and libraries stay in the layers that own them."""
import re

from repository import ROOT, files, finish

MAY_INCLUDE = {
    "core": {"core"},
    "statistics": {"core", "statistics"},  # designs and what is made of their results; knows no model
    "model": {"core", "model"},
    "io": {"core", "model", "io"},
    "analysis": {"core", "statistics", "model", "io", "analysis"},  # reads result files; knows no runs
    "report": {"core", "statistics", "model", "io", "analysis", "report"},  # results and declared tables in words
    "engine": {"core", "model", "engine"},
    "reference": {"core", "model", "engine", "reference"},  # what speed is measured against; not a part of the model
    "experiment": {"core", "statistics", "model", "io", "analysis", "engine", "experiment"},  # studies, sweeps
    "cli": {"core", "statistics", "model", "io", "analysis", "report", "engine", "reference", "experiment",
            "cli"},
}
LIBRARY_LAYERS = {
    r"(oneapi/)?tbb/": {"engine", "reference", "cli"},
    r"(H5|hdf5)": {"io", "cli"},
    r"yaml-cpp/": {"io", "cli"},
    r"nlohmann/": {"io", "analysis", "report", "experiment", "cli"},
    r"CLI/": {"cli"},
    r"mpi\.h": {"experiment"},
    r"random$": {"reference"},  # its distributions differ between standard libraries
}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)


def layer_of(path):
    """The layer a file of include/racesim/ or sim/ belongs to; None for any other file."""
    parts = path.relative_to(ROOT).parts if path.is_relative_to(ROOT) else ()
    if parts[:2] == ("include", "racesim") and len(parts) > 3:
        return parts[2]
    return parts[1] if parts[:1] == ("sim",) and len(parts) > 2 else None


def target_layer(path, included):
    """The layer of an included header, named from include/ or relative to the including file; None if not ours."""
    if included.startswith("racesim/"):
        return included.split("/")[1]
    beside = (path.parent / included).resolve()
    return layer_of(beside) if beside.exists() else None


def faults_of(path):
    layer = layer_of(path)
    if layer not in MAY_INCLUDE:
        yield f"{path.relative_to(ROOT)}: layer '{layer}' is not in MAY_INCLUDE"
        return
    for included in INCLUDE.findall(path.read_text()):
        if target_layer(path, included) not in MAY_INCLUDE[layer] | {None}:
            yield f"{path.relative_to(ROOT)}: {layer} must not include {included}"
        for library, owners in LIBRARY_LAYERS.items():
            if re.match(library, included) and layer not in owners:
                yield f"{path.relative_to(ROOT)}: <{included}> belongs to {sorted(owners)}, not to {layer}"


def catch_faults(path):
    for included in INCLUDE.findall(path.read_text()):
        if included.startswith("catch2/") and path != ROOT / "tests/support/catch.hpp":
            yield f"{path.relative_to(ROOT)}: include support/catch.hpp instead of <{included}>; it serves Catch2 3 too"


sources = [path for path in files() if path.suffix in {".hpp", ".cpp"} and layer_of(path)]
tests = [path for path in files() if path.suffix in {".hpp", ".cpp"} and path.is_relative_to(ROOT / "tests")]
faults = [fault for path in sources for fault in faults_of(path)]
finish(faults + [fault for path in tests for fault in catch_faults(path)],
       "move the code to a higher layer, or pass in as plain data what the lower one needs")
