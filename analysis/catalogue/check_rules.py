"""Checks that the rules of history_policies.yaml bar and spare the chips that they barred and spared in history, and
that the equipment bans agree with the factors in history/domestic_anchors.csv. Needs PyYAML."""
import math
import sys

from market import CHIPS
from rules import POLICIES, allowed, in_force
from tables import FIRST, LAST, month, points_of, read, step_at, text_of

HISTORY = [  # month, barred (less than a tenth gets through), restricted, free
    ("2022-08", "", "", "V100, A100, MI250X"),
    ("2022-09", "A100, H100, MI250X", "", "V100"),
    ("2022-10", "A100, H100, MI250X, B200, H200", "", "V100, A800, H800, H20, L20, L4, L40, RTX 4090"),
    ("2023-10", "A100, H100, MI250X", "", "V100, A800, H800, L4, L40"),
    ("2023-11", "A100, H100, MI250X, MI300X, A800, H800, L4, RTX 4090, B200, H200", "L40", "V100, H20, L20"),
    ("2025-03", "A100, H100, A800, H800", "L40", "H20, L20, V100"),
    ("2025-04", "H20, H100, H200, B200", "L40", "L20, V100"),
    ("2025-07", "H20", "", "L20, V100"),
    ("2025-08", "H100, H200, B200", "H20", "L20, V100"),
    ("2026-01", "B200, B300, GB200, GB300, B30A, H200, H100, MI300X, MI325X", "H20", "L20, V100"),
    ("2026-05", "B200, B300, GB200, GB300, B30A", "H200, H100, MI300X, MI325X, H20", "L20, V100"),
]


def hits():
    chips = {c["name"]: c for c in CHIPS}
    for date, barred, restricted, free in HISTORY:
        for names, low, high in ((barred, 0, 0.03), (restricted, 0.03, 0.97), (free, 1, 1)):
            for name in filter(None, names.split(", ")):
                share = allowed(chips[name], month(date))
                if not low <= share <= high:
                    yield f"{date} {name}: {share:.3g} of the orders get through, expected {low} to {high}"
    # The 2026 rule itself spares what its caps spare, whatever China's veto does.
    for name, spared in (("H200", True), ("MI325X", True), ("H100", True), ("B200", False), ("B300", False)):
        share = allowed(chips[name], month("2026-05"), bloc="China") > 0
        if share != spared:
            yield f"2026-05 {name}: licence possible is {share}, expected {spared}"


def equipment():
    anchors = points_of(read("history/domestic_anchors.csv"), item="equipment_factor")
    for t in range(FIRST, LAST + 1):
        factors = [r["capacity_factor"] for kind, r in POLICIES
                   if kind == "equipment_ban" and in_force(r, t) and not r.get("ramp")]
        if not math.isclose(math.prod(factors), step_at(anchors, t), rel_tol=1e-9):
            yield f"{text_of(t)}: equipment bans give {math.prod(factors)}, the anchors {step_at(anchors, t)}"


def shape():
    names = [rule["name"] for _, rule in POLICIES]
    if len(set(names)) != len(names):
        yield "names of policies are not unique"
    buyers, chips = {r["name"] for r in read("labs.csv")}, {c["name"] for c in CHIPS}
    for kind, rule in POLICIES:
        for lab in rule.get("labs", []):
            if lab not in buyers:
                yield f"{rule['name']}: no lab '{lab}'"
        for chip in rule.get("deny", {}).get("chip", []):
            if chip not in chips:
                yield f"{rule['name']}: no chip '{chip}'"


if __name__ == "__main__":
    wrong = [*shape(), *hits(), *equipment()]
    print("\n".join(wrong) or f"{len(POLICIES)} policies agree with history")
    sys.exit(1 if wrong else 0)
