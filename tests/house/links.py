"""Links of pages lead to files and headings that exist, cited keys are in references.bib, and no page is lost."""
import re
from urllib.parse import unquote

from repository import ROOT, files, finish

FENCE = re.compile(r"^ *(```|~~~).*?^ *\1", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")
LINK = re.compile(r"\]\(([^()\s]+)\)")
HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.MULTILINE)
AUTHOR_YEAR = re.compile(r"(?<![\w\]])\[([^\[\]]+)\](?!\()")
KEY = re.compile(r"[a-z]+[A-Za-z]*\d{4}[a-z]*$")
ENTRY = re.compile(r"^@\w+\{([^,\s]+),", re.MULTILINE)

pages = {path: path.read_text() for path in files() if path.suffix == ".md"}
bibliography = ROOT / "docs/references.bib"
entries = ENTRY.findall(bibliography.read_text())


def anchors(text):
    """Names that headings get on the usual hosts: lower case, no punctuation, hyphens for spaces, repeats counted."""
    seen = {}
    for heading in HEADING.findall(FENCE.sub("", text)):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        name = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        number = seen[name] = seen.get(name, -1) + 1
        yield f"{name}-{number}" if number else name


headings = {path: set(anchors(text)) for path, text in pages.items()}


def prose(text):
    """The text with what is code made blank, so that lines keep their numbers."""
    return CODE.sub("", FENCE.sub(lambda block: "\n" * block.group().count("\n"), text))


def places(path, text):
    """(line, file, heading) of every link inside the repository."""
    for match in LINK.finditer(text):
        if not re.match(r"[a-z]+:", match[1]):
            name, _, heading = unquote(match[1]).partition("#")
            target = (path.parent / name).resolve() if name else path
            yield text.count("\n", 0, match.start()) + 1, target, heading


def faults_of(path, text):
    name = path.relative_to(ROOT)
    for line, target, heading in places(path, text):
        if not target.exists():
            yield f"{name}:{line}: no file '{target}'".replace(f"{ROOT}/", "")
        elif heading and target in headings and heading not in headings[target]:
            yield f"{name}:{line}: no heading '#{heading}' in {target.relative_to(ROOT)}"
    for match in AUTHOR_YEAR.finditer(text):
        for key in re.split(r"[,;]\s*", match[1]):
            if KEY.match(key) and key not in entries:
                line = text.count("\n", 0, match.start()) + 1
                yield f"{name}:{line}: '{key}' is not in {bibliography.relative_to(ROOT)}"


texts = {path: prose(text) for path, text in pages.items()}
faults = [fault for path, text in texts.items() for fault in faults_of(path, text)]
linked = {target for path, text in texts.items() for _, target, _ in places(path, text) if target != path}
faults += [f"{path.relative_to(ROOT)}: no page links to it"
           for path in pages if path not in linked and path != ROOT / "README.md"]
faults += [f"{bibliography.relative_to(ROOT)}: '{key}' stands twice" for key in set(entries) if entries.count(key) > 1]
finish(faults, "mend the link or the heading, or link the page from docs/index.md")
