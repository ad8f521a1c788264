"""A skipped test fails the run unless it is permitted, for that reason, on that release: tests/report.py."""
import subprocess
import sys
import tempfile
from pathlib import Path

from repository import ROOT, finish

RULES = "debian-12  cluster_*  no control groups\n"
PERMITTED = "skipped: no control groups here"


def verdict(output, release="debian-12", name="cluster_slurm"):
    """What report.py says of a run in which a test was skipped and said `output`: whether it passes, and its words."""
    with tempfile.TemporaryDirectory() as place:
        place = Path(place)
        (place / "tests.xml").write_text(
            f'<testsuite><testcase name="core" time="7.5"/><testcase name="{name}" time="0">'
            f'<skipped message="SKIP_RETURN_CODE=77"/><system-out>{output}\n</system-out></testcase></testsuite>')
        (place / "rules").write_text(RULES)
        (place / "os-release").write_text('ID={}\nVERSION_ID="{}"\n'.format(*release.split("-")))
        run = subprocess.run([sys.executable, ROOT / "tests/report.py", *map(place.joinpath, (
            "tests.xml", "rules", "os-release"))], capture_output=True, text=True)
    return run.returncode == 0, run.stdout + run.stderr


def faults():
    passes, words = verdict(PERMITTED)
    if not passes:
        yield f"a permitted skip fails the run: {words}"
    for said in ("cluster_slurm: no control groups here (permitted)", "7.5 s  core", "1 passed, 0 failed, 1 skipped"):
        if said not in words:
            yield f"the report does not say '{said}': {words}"
    for what, passes in (("on another release", verdict(PERMITTED, release="ubuntu-24.04")[0]),
                         ("of another test", verdict(PERMITTED, name="io_schema")[0]),
                         ("for another reason", verdict("skipped: not installed")[0]),
                         ("without a reason", verdict("no control groups")[0])):
        if passes:
            yield f"a skip {what} passes"


finish(list(faults()), "mend tests/report.py")
