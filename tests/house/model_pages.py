"""Every mechanism has a page of the form that docs/model/README.md gives, with its parameters and tests that exist."""
import re

from repository import ROOT, finish

PAGES = ROOT / "docs/model"
HEADERS = ROOT / "include/racesim/model/mechanisms"
SOURCES = ROOT / "sim/model/mechanisms"
SECTIONS = ["What it says", "Equations", "Parameters", "Reads, writes, draws", "Limits", "Alternative forms", "Tests"]
OTHER_FORM = {"README.md", "odd.md", "policies.md"}  # of the whole, and instrument by instrument

pages = {path.name: path.read_text() for path in PAGES.glob("*.md")}
listed = pages["README.md"]
# Texts of the tests on one line each, neighbouring literals joined.
tests = " ".join(re.sub(r'"\s*\n\s*"', "", path.read_text()) for path in (ROOT / "tests").rglob("*.cpp"))


def form(name, text):
    """Faults of a page's headings and of the tests that it quotes."""
    sections = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    if sections[1::2] != SECTIONS and name not in OTHER_FORM:
        yield f"docs/model/{name}: has the sections {sections[1::2]}, should have {SECTIONS}"
    if f"]({name})" not in listed and name != "README.md":
        yield f"docs/model/{name}: not in the list of docs/model/README.md"
    for quoted in re.findall(r'"([^"`]{12,}?)(?: ?\.\.\.)?"', sections[-1]) if name != "README.md" else []:
        words = " ".join(quoted.split())
        if words not in tests:
            yield f"docs/model/{name}: no test is called '{words}'"


def places(name, text):
    """Files that a page names and that are not there."""
    for path in re.findall(r"`((?:include|sim|tests|scenarios|analysis)/[\w/.]+)`", text):
        if not (ROOT / path).exists():
            yield f"docs/model/{name}: no file '{path}'"


def source_of(header):
    """The source in which a mechanism says what its parameters are."""
    mechanism = re.search(r"^struct (\w+) \{\n(?:.*\n)*?  struct Params \{", header.read_text(), re.MULTILINE)
    table = f"{mechanism.group(1)}::Params::fields()" if mechanism else None
    return "".join(path.read_text() for path in SOURCES.glob("*.cpp") if table and table in path.read_text())


def described(header):
    """Faults of a mechanism: a page that names its header must name its parameters."""
    about = [name for name, text in pages.items() if name not in OTHER_FORM and re.search(rf"\b{header.name}\b", text)]
    if not about:
        yield f"{header.relative_to(ROOT)}: no page of docs/model names it"
    words = "".join(pages[name] for name in about)
    for leaf in re.findall(r'\.name = "(\w+)"', source_of(header)):
        parameter = f"{header.stem}.{leaf}"
        if about and not re.search(rf"`{parameter}\b", words):
            yield f"{header.relative_to(ROOT)}: parameter '{parameter}' is not on {' or '.join(about)}"


faults = [fault for name, text in sorted(pages.items()) for fault in form(name, text)]
faults += [fault for name, text in sorted(pages.items()) if name != "README.md" for fault in places(name, text)]
faults += [fault for header in sorted(HEADERS.glob("*.hpp")) for fault in described(header)]
finish(faults, "write the page in the form of docs/model/README.md, and quote tests by their names")
