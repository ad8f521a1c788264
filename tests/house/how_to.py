"""The differences that the how-to pages show still apply to the sources."""
import re
import shutil
import subprocess
import sys

from repository import ROOT, finish

CONTEXT = "-C1"  # lines next to a change that must be there; others may have moved on


def differences(path):
    """The whole differences of a page; those shown in part are left out."""
    blocks = re.findall(r"^```diff\n(.*?)^```", path.read_text(), re.MULTILINE | re.DOTALL)
    return [block for block in blocks if "\n@@" in block]


def faults_of(path):
    for block in differences(path):
        checked = subprocess.run(["git", "apply", "--check", CONTEXT, "-"], input=block, cwd=ROOT,
                                 capture_output=True, text=True)
        if checked.returncode:
            yield f"{path.relative_to(ROOT)}: {checked.stderr.strip()}"


if __name__ == "__main__":
    if not shutil.which("git"):
        sys.exit(0)
    finish([fault for path in sorted((ROOT / "docs/how_to").glob("*.md")) for fault in faults_of(path)],
           "bring the page's difference up to date with the sources")
