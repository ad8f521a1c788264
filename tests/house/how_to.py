"""The differences that the how-to pages show still apply to the sources."""
import re
import shutil
import subprocess
import sys

from repository import ROOT, finish

CONTEXT = "-C1"  # lines next to a change that must be there; others may have moved on


def faults_of(path):
    for block in re.findall(r"^```diff\n(.*?)^```", path.read_text(), re.MULTILINE | re.DOTALL):
        if "\n@@" in block:  # others are shown in part
            checked = subprocess.run(["git", "apply", "--check", CONTEXT, "-"], input=block, cwd=ROOT,
                                     capture_output=True, text=True)
            if checked.returncode:
                yield f"{path.relative_to(ROOT)}: {checked.stderr.strip()}"


if not shutil.which("git"):
    sys.exit(0)
finish([fault for path in sorted((ROOT / "docs/how_to").glob("*.md")) for fault in faults_of(path)],
       "bring the page's difference up to date with the sources")
