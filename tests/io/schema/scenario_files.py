"""Scenario files as JSON has them, for the JSON Schema."""
import re
import sys

try:
    import jsonschema
    import yaml
except ImportError as missing:
    print(f"skipped: {missing}; apt-get install python3-jsonschema python3-yaml")
    sys.exit(77)


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


def validator(schema):
    """Judges what `read` gives; refuses a schema that is none itself."""
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def complaints(judge, path):
    """What is wrong with a file, a line each."""
    for error in judge.iter_errors(read(path)):
        yield f"{path.name}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
