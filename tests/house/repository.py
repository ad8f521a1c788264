"""The files of the repository, for the house tests."""
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {".git", ".cache", "__pycache__", "node_modules"}


def files():
    """Paths of all files that belong to the source tree, with and without git."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        listing = subprocess.run(["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                                 capture_output=True, text=True)
        if listing.returncode == 0:
            found = (ROOT / name for name in listing.stdout.split("\0") if name)
            return sorted(path for path in found if path.is_file())
    return sorted(path for path in ROOT.rglob("*") if path.is_file() and not foreign(path.relative_to(ROOT).parts))


def foreign(parts):
    """Build directories and caches, as .gitignore has them."""
    return any(part in NOT_OURS for part in parts) or parts[0].startswith("build")


def generated():
    """The pages that `./dev docs` writes, each with the arguments of racesim that print it."""
    listing = subprocess.run([ROOT / "dev", "docs", "--list"], capture_output=True, text=True, check=True)
    return dict(entry.split(" = ") for entry in listing.stdout.splitlines())


def finish(faults, advice):
    """Ends the test: lists the faults with what to do about them, or says nothing."""
    for fault in faults:
        print(fault)
    if faults:
        sys.exit(f"{len(faults)} fault(s): {advice}")
