"""The field's own terms: words that the project has given up stand nowhere but in the table of renamings."""
import re

from repository import ROOT, files, finish

GIVEN_UP = {"luck": "random numbers, noise, stochastic or replicate variance"}
PLACES = ("sim", "include", "scenarios", "analysis", "docs", "README.md")
RENAMINGS = ("sim/model/first_names.cpp", "sim/io/former_keys.cpp")  # hold old names because they accept them


def faults():
    words = re.compile("|".join(GIVEN_UP), re.IGNORECASE)
    for path in files():
        name = path.relative_to(ROOT)
        if name.parts[0] not in PLACES or str(name) in RENAMINGS:
            continue
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue  # a picture
        for number, line in enumerate(text.splitlines(), 1):
            for word in words.findall(line):
                yield f"{name}:{number}: '{word}'; say: {GIVEN_UP[word.lower()]}"


finish(list(faults()), "use the terms of the field; CHANGELOG.md has the table of renamings")
