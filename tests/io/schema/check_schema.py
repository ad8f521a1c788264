"""The generated JSON Schema accepts the good scenarios and refuses bad ones, as an editor would.

Usage: check_schema.py WRITE_SCHEMA GOOD_DIRECTORY BAD_DIRECTORY
"""
import json
import re
import subprocess
import sys
from pathlib import Path

try:
    import jsonschema
    import yaml
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

# Mistakes that a schema can see; the others (ranges in other units, dates, names, CSV files) are the reader's.
BAD = """bool_words dist_missing_kind dist_unknown_kind enum_not_scalar enum_unknown format_missing format_other_version
integer_fraction key_unknown key_wrong_case list_expected list_null list_scalar many_errors map_empty map_expected
month_full_date month_malformed name_missing number_missing number_out_of_range number_words policy_no_type
policy_two_types policy_unknown_type policy_wrong_keys series_bad_points text_expected text_null""".split()


class Yaml12(yaml.SafeLoader):
    """The core schema of YAML 1.2, which editors use: `on`, `no` and 010 are not truth values or octal."""


Yaml12.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first) + [""])
Yaml12.add_constructor("!delete", lambda loader, node: None)
Yaml12.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))
Yaml12.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))



def read(path):
    """A file as JSON has it: keys are texts."""
    def with_texts(value):
        if isinstance(value, dict):
            return {str(key): with_texts(item) for key, item in value.items()}
        return [with_texts(item) for item in value] if isinstance(value, list) else value
    return with_texts(yaml.load(path.read_text(), Yaml12))


program, good, bad = sys.argv[1:]
schema = json.loads(subprocess.run([program], capture_output=True, text=True, check=True).stdout)
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)

faults = []
for path in sorted(Path(good).glob("*.yaml")):
    for error in validator.iter_errors(read(path)):
        faults.append(f"{path.name} is good, yet: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
for name in BAD:
    if validator.is_valid(read(Path(bad) / f"{name}.yaml")):
        faults.append(f"{name}.yaml is bad, yet the schema accepts it")
print("\n".join(faults) or f"{len(BAD)} bad scenarios refused")
sys.exit(1 if faults else 0)
