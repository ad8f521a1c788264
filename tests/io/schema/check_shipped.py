"""The JSON Schemas accept every shipped scenario, preset and study. Usage: check_shipped.py RACESIM SCENARIOS"""
import json
import subprocess
import sys
from pathlib import Path

from scenario_files import complaints, validator

program, scenarios = sys.argv[1:]


def judge(*options):
    """The validator of `racesim schema` with these options."""
    printed = subprocess.run([program, "schema", *options], capture_output=True, text=True, check=True).stdout
    return validator(json.loads(printed))


kinds = [(judge(), ["*.yaml", "presets/*.yaml"]), (judge("--study"), ["experiments/*.yaml"])]
found = [(schema, path) for schema, patterns in kinds for pattern in patterns
         for path in sorted(Path(scenarios).glob(pattern))]
faults = [words for schema, path in found for words in complaints(schema, path)]
print("\n".join(faults) or f"{len(found)} files accepted")
sys.exit(1 if faults or not found else 0)
