"""The whole stays small: pages by hand, the usual source, and the command line, which only parses and prints."""
from statistics import median

from repository import ROOT, files, finish, generated

MAX_PAGE, MAX_README, MAX_MEDIAN, MAX_CLI = 300, 150, 80, 3500  # lines


def lines(path):
    return len(path.read_text().splitlines())


def faults():
    pages = {str(page.relative_to(ROOT)): page for page in ROOT.glob("docs/**/*.md")}
    for name in sorted(pages.keys() - generated().keys()):
        if lines(pages[name]) > MAX_PAGE:
            yield f"{name}: {lines(pages[name])} lines, at most {MAX_PAGE}"
    if lines(ROOT / "README.md") > MAX_README:
        yield f"README.md: {lines(ROOT / 'README.md')} lines, at most {MAX_README}"
    sources = {path.relative_to(ROOT): lines(path) for path in files()
               if path.suffix in (".cpp", ".hpp") and path.relative_to(ROOT).parts[0] in ("include", "sim")}
    if median(sources.values()) > MAX_MEDIAN:
        yield f"the median source has {median(sources.values()):g} lines, at most {MAX_MEDIAN}"
    cli = sum(count for path, count in sources.items() if path.parts[:2] == ("sim", "cli"))
    if cli > MAX_CLI:
        yield f"sim/cli: {cli} lines in all, at most {MAX_CLI}"


finish(list(faults()), "split by concept, and let the layers below the command line do what a library can do")
