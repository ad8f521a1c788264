"""The export and import rules of history_policies.yaml applied to chips.csv, as the simulator applies them."""
import yaml

from tables import CATALOGUE, month

COMPARE = {">=": lambda x, y: x >= y, "<": lambda x, y: x < y, ">": lambda x, y: x > y, "<=": lambda x, y: x <= y}
HISTORY = yaml.safe_load((CATALOGUE / "history_policies.yaml").read_text(encoding="utf-8"))
POLICIES = [(kind, rule) for entry in HISTORY["policies"] for kind, rule in entry.items()]  # (type, its keys)


def meets(condition, chip):
    """True when a chip meets a condition; a property that is not known never satisfies a comparison."""
    (key, value), = condition.items()
    if key in ("all", "any"):
        return {"all": all, "any": any}[key](meets(part, chip) for part in value)
    if key in ("chip", "vendor"):
        return chip["name" if key == "chip" else "vendor"] in value
    sign, threshold = value.split()[:2]
    return chip[key] != "" and COMPARE[sign](float(chip[key]), float(threshold))


def in_force(rule, t):
    return month(rule["at"]) <= t and ("until" not in rule or t < month(rule["until"]))


def allowed(chip, t, bloc="China"):
    """Share of the bloc's orders of a chip that the rules in force let through in month t."""
    share = 1.0
    for kind, rule in POLICIES:
        if kind not in ("export_rule", "import_rule") or not in_force(rule, t) or not meets(rule["deny"], chip):
            continue
        if kind == "export_rule" and bloc in rule["to"] and chip["origin"] == rule["from"]:
            share *= rule["licence_probability"]
        elif kind == "import_rule" and bloc == rule["by"]:
            share *= 1 - rule["compliance"]
    return share
