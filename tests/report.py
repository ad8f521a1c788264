"""Closes a run of the tests: the slowest with their times, what was skipped and why, and whether it may be.

usage: report.py JUNIT_FILE [PERMITTED_SKIPS [OS_RELEASE]]

JUNIT_FILE is what `ctest --output-junit` writes. A skipped test prints "skipped: REASON"; unless a line of
PERMITTED_SKIPS covers it on this release, the exit status is 1.
"""
import re
import sys
import xml.etree.ElementTree as ElementTree
from fnmatch import fnmatchcase
from pathlib import Path

SLOWEST = 10  # tests shown
FROM_SECONDS = 5.0  # what is faster than this is not shown
PERMITTED = Path(__file__).resolve().parent / "permitted_skips.txt"


def release_of(file):
    """ID-VERSION_ID, such as debian-12; "unknown" where the system does not say."""
    try:
        facts = dict(re.findall(r'^(\w+)="?([^"\n]*)"?$', Path(file).read_text(), re.MULTILINE))
    except OSError:
        return "unknown"
    return "-".join(filter(None, (facts.get("ID"), facts.get("VERSION_ID"))))


def rules_of(file):
    """Rows (release, test, words of the reason)."""
    lines = (line.strip() for line in Path(file).read_text().splitlines())
    return [line.split(None, 2) for line in lines if line and not line.startswith("#")]


def reason_of(case):
    """What the test printed after "skipped:", or the program's word that this machine lacks something; else None."""
    said = re.search(r"^skipped: *(.+)$|(.+ is not available here)", case.findtext("system-out") or "", re.MULTILINE)
    return said and (said.group(1) or said.group(2)).strip()


def permitted(rules, release, test, reason):
    return any(fnmatchcase(release, where) and fnmatchcase(test, which) and words in reason
               for where, which, words in rules)


def show_slowest(cases):
    timed = sorted(((float(case.get("time")), case.get("name")) for case in cases), reverse=True)[:SLOWEST]
    timed = [row for row in timed if row[0] >= FROM_SECONDS]
    if timed:
        print("\nThe slowest tests:")
    for seconds, name in timed:
        print(f"{seconds:8.1f} s  {name}")


def faults_of_skips(skipped, rules, release):
    """Prints each skipped test with its reason; returns what is wrong with them."""
    if skipped:
        print("\nSkipped tests:")
    for name, reason in skipped:
        allowed = reason and permitted(rules, release, name, reason)
        print(f"  {name}: {reason or 'no reason given'}" + (" (permitted)" if allowed else ""))
        if not reason:
            yield f"{name} does not say why it is skipped: it must print 'skipped: REASON'"
        elif not allowed:
            yield f"{name} must not be skipped on {release}: {reason}"


def main(junit, rules=PERMITTED, os_release="/etc/os-release"):
    cases = list(ElementTree.parse(junit).getroot().iter("testcase"))
    skipped = [(case.get("name"), reason_of(case)) for case in cases if case.find("skipped") is not None]
    failed = sum(case.find("failure") is not None for case in cases)
    show_slowest(cases)
    faults = list(faults_of_skips(skipped, rules_of(rules), release_of(os_release)))
    print(f"\n{len(cases) - len(skipped) - failed} passed, {failed} failed, {len(skipped)} skipped")
    for fault in faults:
        print(f"error: {fault}", file=sys.stderr)
    if faults:
        sys.exit("error: install what the tests need, or permit the skip in tests/permitted_skips.txt")


if __name__ == "__main__":
    main(*sys.argv[1:])
