"""A change of one parameter's text compiles a handful of files: rebuilds.py BUILD_DIRECTORY

What Ninja would compile is read from what it noted of the last build, so no file is touched.
"""
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from repository import ROOT, finish

MOST = 10


def dependents(directory):
    """How many objects each file of the repository is compiled into."""
    listing = subprocess.run(["ninja", "-C", directory, "--quiet", "-t", "deps"], check=True, capture_output=True,
                             text=True).stdout
    names = (line.strip() for line in listing.splitlines() if line.startswith(" "))
    return Counter(Path(os.path.normpath(directory / name)) for name in names)


def main(directory):
    if not (directory / "build.ninja").exists():
        print("skipped: needs a build by Ninja")
        sys.exit(77)
    objects = dependents(directory)
    tables = [path for path in sorted((ROOT / "sim/model").rglob("*.cpp"))
              if re.search(r"^std::span<const Parameter<.*::fields\(\)", path.read_text(), re.MULTILINE)]
    if not tables:
        sys.exit("no table of parameters found")
    most = max(objects[path] for path in tables)
    print(f"{len(tables)} tables of parameters; a text changed compiles at most {most} objects")
    finish([f"{path.relative_to(ROOT)}: compiled into {objects[path]} objects" for path in tables
            if not 0 < objects[path] <= MOST], "keep the texts of parameters out of headers")


main(Path(sys.argv[1]).resolve())
