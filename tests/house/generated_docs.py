"""Each generated page is what its command prints. Usage: generated_docs.py RACESIM"""
import difflib
import subprocess
import sys

from repository import ROOT, finish, generated


def faults_of(page, arguments, racesim):
    command = [racesim, *arguments.split()]
    printed = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    if printed.returncode:
        return [f"{page}: '{' '.join(command)}' failed: {printed.stderr.strip()}"]
    if not (ROOT / page).exists():
        return [f"{page}: missing"]
    changes = difflib.unified_diff((ROOT / page).read_text().splitlines(), printed.stdout.splitlines(),
                                   page, f"racesim {arguments}", lineterm="", n=0)
    return ["\n".join(list(changes)[:20])] if printed.stdout != (ROOT / page).read_text() else []


finish([fault for page, arguments in generated().items() for fault in faults_of(page, arguments, sys.argv[1])],
       "write the pages with ./dev docs, read the differences, commit them")
