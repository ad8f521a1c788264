"""A parameter has one name: its row in the table of a mechanism is called like the member that it describes."""
import re

from repository import ROOT, finish

ROW = re.compile(r'\{&Params::(\w+),\s*\{\.name = "(\w+)"')

faults, rows = [], 0
for path in sorted((ROOT / "sim/model").rglob("*.cpp")):
    text = path.read_text()
    found = ROW.findall(text)
    rows += len(found)
    faults += [f"{path.relative_to(ROOT)}: the member '{member}' is called '{name}'" for member, name in found
               if member != name]
    if len(found) != text.count("{&Params::"):
        faults.append(f"{path.relative_to(ROOT)}: a row does not begin with the member and its name")
if rows < 100:
    faults.append(f"found only {rows} rows")
finish(faults, "give the row the name of the member; the first name of a renamed parameter is its id")
