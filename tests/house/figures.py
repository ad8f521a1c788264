"""Figures on the pages are what their commands print. Usage: figures.py [--write] [--slow | --all] RACESIM [PAGE ...]

Markers in a Markdown page, invisible to its readers:

    <!-- run -->                 the `sh` block below is run, in the order of the page
    <!-- output -->              the block or table below is what the last run block printed
    <!-- output: COMMAND -->     ... or what a command printed that the page does not show
    <!-- values: COMMAND -->     a table to quote from, not shown
    <!--=ROW|COLUMN-->TEXT<!--/-->   a cell of the nearest table above that has this row, named by its first cell or
                                 first two, and column; with a third part, such as .2f, the cell's first number in
                                 that format (abs.2f: without its sign)

    <!-- values: PAGE.md -->     the tables of another page, which checks them itself

`run slow`, `output slow:` and `values slow:` mark what takes minutes; without --slow or --all it is passed over.
Commands see `racesim`, `scenarios/` and `analysis/` as from the root of the repository, and write into a directory of
their own; only with --write do pictures go to docs/img.
"""
import argparse
import difflib
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from repository import ROOT, files, finish, generated

MARKER = re.compile(r"<!-- (run|output|values)( slow)?(?:: (.+?))? -->$")
QUOTE = re.compile(r"<!--=(.+?)-->(.*?)<!--/-->", re.DOTALL)
NUMBER = re.compile(r"[-+]?\d[\d,]*\.?\d*(?:e[-+]?\d+)?")
PRINTED = ("README.md", "docs/how_to/", "docs/results/")  # where a block without a language is what a program printed
PICTURE = re.compile(r" -o docs/img/\S+")
SKIPPED = 77


class Shell:
    """Runs the commands of one page in a directory of its own."""

    def __init__(self, racesim, draw):
        self.draw = draw
        self.place = tempfile.TemporaryDirectory()
        here = Path(self.place.name)
        for name in ("scenarios", "analysis", "docs"):
            (here / name).symlink_to(ROOT / name)
        (here / "bin").mkdir()
        (here / "bin" / "racesim").symlink_to(Path(racesim).resolve())
        (here / "bin" / "python3").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        (here / "bin" / "python3").chmod(0o755)
        self.environment = {**os.environ, "PATH": f"{here / 'bin'}:{os.environ['PATH']}",
                            "PYTHONDONTWRITEBYTECODE": "1"}

    def run(self, command):
        command = command.replace("./dev run", "racesim run")
        if not self.draw:
            command = PICTURE.sub("", command)
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", command], cwd=self.place.name, env=self.environment,
                              capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"'{command.strip()}' failed: {done.stderr.strip()}")
        return done.stdout


def cells(line):
    """A row of a Markdown table, or of one that the program lays out with two spaces or more between columns."""
    if line.startswith("|"):
        return [cell.strip() for cell in line.strip().strip("|").split("|")]
    return re.split(r" {2,}", line.strip())


def look_up(tables, row, column, form=None):
    """Text of a cell, from the nearest table that has it; None if there is none."""
    for text in reversed(tables):
        header = []
        for line in text.splitlines():
            found = cells(line)
            if column in found:
                header = found
            elif len(found) == len(header) and row in (" ".join(found[:count]) for count in (1, 2)):
                cell = found[header.index(column)]
                if not form:
                    return cell
                number = float(NUMBER.search(cell).group().replace(",", ""))
                return format(abs(number), form[3:]) if form.startswith("abs") else format(number, form)
    return None


def end_of_block(lines, start):
    """First line after the fenced block or table that begins at `start`."""
    if lines[start].startswith("```"):
        return lines.index("```", start + 1) + 1
    end = start
    while end < len(lines) and lines[end].startswith("|"):
        end += 1
    return end


def laid_out(printed, first):
    """What a command printed as the lines of a block that begins like `first`."""
    lines = printed.rstrip("\n").split("\n")
    return [first, *(line.rstrip() for line in lines), "```"] if first.startswith("```") else [
        line for line in lines if line.startswith("|")]


class Page:
    """A page as it should be, worked out from the top down."""

    def __init__(self, path, options):
        self.name = str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)
        self.old = path.read_text()
        self.slow, self.fast = options.slow or options.all, not options.slow
        self.shell = Shell(options.racesim, options.write)
        self.tables, self.passed_over = [], False
        self.printed = None  # by the last run block; None where it was passed over
        self.faults = []

    def wanted(self, slow):
        """Whether to run a command; on a page with slow ones --slow runs the quick ones too, which they may need."""
        self.passed_over |= slow and not self.slow
        return self.slow if slow else self.fast or " slow" in self.old

    def quoted(self, match):
        if match.start() == 0 or match.string[match.start() - 1] == "\n":
            self.faults.append(f"{self.name}: '{match[1]}' begins a line, where Markdown takes it for a block of HTML")
        text = look_up(self.tables, *match[1].split("|"))
        if text is None and not self.passed_over and self.fast:
            self.faults.append(f"{self.name}: no cell '{match[1]}' in a table above")
        return f"<!--={match[1]}-->{match[2] if text is None else text}<!--/-->"

    def blocks(self):
        """The lines of the page, block by block, with figures as they should be."""
        lines, at = self.old.split("\n"), 0
        while at < len(lines):
            marker = MARKER.match(lines[at])
            if not marker:
                end = at + 1
                if lines[at].startswith("```"):
                    end = end_of_block(lines, at)
                    if lines[at] == "```" and self.name.startswith(PRINTED):
                        self.faults.append(f"{self.name}:{at + 1}: a block of output without a marker")
                yield lines[at:end]
                at = end
                continue
            kind, slow, command = marker[1], bool(marker[2]), marker[3]
            yield lines[at:at + 1]
            at += 1
            if kind == "values":
                if command.endswith(".md"):
                    self.tables.append((ROOT / command).read_text())
                elif self.wanted(slow):
                    self.tables.append(self.shell.run(command))
                continue
            end = end_of_block(lines, at)
            block, at = lines[at:end], end
            if kind == "run":
                self.printed = self.shell.run("\n".join(block[1:-1])) if self.wanted(slow) else None
                yield block
                continue
            printed = self.printed if not command else self.shell.run(command) if self.wanted(slow) else None
            if printed is not None:
                self.tables.append(printed)
            yield block if printed is None else laid_out(printed, block[0])

    def new(self):
        parts, prose = [], []
        for block in self.blocks():
            if block and (block[0].startswith("```") or MARKER.match(block[0])):
                parts.append(QUOTE.sub(self.quoted, "\n".join(prose)) if prose else None)
                parts.append("\n".join(block))
                prose = []
            else:
                prose += block
        parts.append(QUOTE.sub(self.quoted, "\n".join(prose)) if prose else None)
        return "\n".join(part for part in parts if part is not None)


def check(path, options):
    """Faults of a page; with --write it is written instead of compared."""
    page = Page(path, options)
    try:
        new = page.new()
    except RuntimeError as failed:
        return [f"{page.name}: {failed}"]
    if options.write and new != page.old:
        path.write_text(new)
        print(f"wrote {page.name}")
    elif new != page.old:
        changes = difflib.unified_diff(page.old.splitlines(), new.splitlines(), page.name, "printed now", lineterm="",
                                       n=0)
        page.faults.append("\n".join(list(changes)[:40]))
    return page.faults


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the figures instead of comparing them")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--slow", action="store_true", help="pages with figures that take minutes, and these only")
    which.add_argument("--all", action="store_true", help="all figures")
    parser.add_argument("racesim", help="the program")
    parser.add_argument("pages", nargs="*", type=Path)
    return parser.parse_args()


def main():
    options = arguments()
    missing = [name for name in ("xarray", "h5netcdf", "yaml") if not importlib.util.find_spec(name)]
    if missing:
        print(f"skipped: no Python module {', '.join(missing)}")
        sys.exit(SKIPPED)
    whole = {ROOT / page for page in generated()}  # held by generated_docs.py
    pages = [page.resolve() for page in options.pages] or [
        path for path in files() if path.suffix == ".md" and path not in whole]
    pages.sort(key=lambda path: "<!-- values: docs/" in path.read_text())  # after the pages that they quote
    if options.slow:
        pages = [path for path in pages if re.search(r"^<!-- \w+ slow", path.read_text(), re.MULTILINE)]
    finish([fault for path in pages for fault in check(path, options)],
           "write the figures with ./dev docs (slow ones: ./dev docs --all), read the differences, commit them")


main()
