"""The generated JSON Schema accepts the good scenarios and refuses bad ones, as an editor would.

Usage: check_schema.py WRITE_SCHEMA GOOD_DIRECTORY BAD_DIRECTORY
"""
import json
import subprocess
import sys
from pathlib import Path

from scenario_files import complaints, read, validator

# Mistakes that a schema can see; the others (ranges in other units, dates, names, CSV files) are the reader's.
BAD = """bool_words dist_missing_kind dist_unknown_kind enum_not_scalar enum_unknown format_missing format_other_version
integer_fraction key_unknown key_wrong_case list_expected list_null list_scalar many_errors map_empty map_expected
month_full_date month_malformed name_missing number_missing number_out_of_range number_words policy_no_type
policy_two_types policy_unknown_type policy_wrong_keys series_bad_points text_expected text_null""".split()

program, good, bad = sys.argv[1:]
judge = validator(json.loads(subprocess.run([program], capture_output=True, text=True, check=True).stdout))
faults = [f"good, yet: {words}" for path in sorted(Path(good).glob("*.yaml")) for words in complaints(judge, path)]
for name in BAD:
    if judge.is_valid(read(Path(bad) / f"{name}.yaml")):
        faults.append(f"{name}.yaml is bad, yet the schema accepts it")
print("\n".join(faults) or f"{len(BAD)} bad scenarios refused")
sys.exit(1 if faults else 0)
