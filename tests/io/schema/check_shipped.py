"""The JSON Schema accepts every shipped scenario and preset. Usage: check_shipped.py RACESIM SCENARIOS"""
import json
import subprocess
import sys
from pathlib import Path

from scenario_files import complaints, validator

program, scenarios = sys.argv[1:]
judge = validator(json.loads(subprocess.run([program, "schema"], capture_output=True, text=True, check=True).stdout))
paths = sorted(Path(scenarios).glob("*.yaml")) + sorted(Path(scenarios).glob("presets/*.yaml"))
faults = [words for path in paths for words in complaints(judge, path)]
print("\n".join(faults) or f"{len(paths)} files accepted")
sys.exit(1 if faults or not paths else 0)
