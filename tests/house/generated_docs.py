"""Each generated page is what its command prints. Usage: generated_docs.py RACESIM"""
import difflib
import subprocess
import sys

from repository import ROOT, finish


def faults_of(entry, racesim):
    page, arguments = entry.split(" = ")
    command = [racesim, *arguments.split()]
    printed = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    if printed.returncode:
        return [f"{page}: '{' '.join(command)}' failed: {printed.stderr.strip()}"]
    if not (ROOT / page).exists():
        return [f"{page}: missing"]
    changes = difflib.unified_diff((ROOT / page).read_text().splitlines(), printed.stdout.splitlines(),
                                   page, f"racesim {arguments}", lineterm="", n=0)
    return ["\n".join(list(changes)[:20])] if printed.stdout != (ROOT / page).read_text() else []


listing = subprocess.run([ROOT / "dev", "docs", "--list"], capture_output=True, text=True, check=True)
finish([fault for entry in listing.stdout.splitlines() for fault in faults_of(entry, sys.argv[1])],
       "write the pages with ./dev docs, read the differences, commit them")
