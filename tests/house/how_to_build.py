"""A how-to page really builds: how_to_build.py PAGE BUILD_DIRECTORY [TEST_SOURCE ...]

The differences of the page are applied to a copy of the sources. Of the libraries that its tests link, what they affect
is compiled with the commands of the build directory, without optimisation; everything else is taken from there. The
tests that the page adds or changes, and those of the further sources, are linked and run. The build must be Ninja's and
up to date.
"""
import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from how_to import CONTEXT, differences
from repository import ROOT, files

SKIPPED = 77


class Build:
    """What Ninja knows of a build directory, in paths relative to it."""

    def __init__(self, directory):
        self.directory = directory
        commands = json.loads((directory / "compile_commands.json").read_text())
        self.compile = {self.output(c["command"]): (c["command"], Path(c["file"])) for c in commands}
        self.dependencies, target = {}, None
        for line in self.ninja("deps").splitlines():
            if not line.startswith(" "):
                target = line.split(": #deps")[0]
            elif target in self.compile:
                self.dependencies.setdefault(target, set()).add(self.source(line.strip()))

    @staticmethod
    def output(command):
        return re.search(r" -o (\S+)", command)[1]

    def ninja(self, *arguments):
        return subprocess.run(["ninja", "-C", self.directory, "--quiet", "-t", *arguments], check=True,
                              capture_output=True, text=True).stdout

    def source(self, name):
        """A file of the repository relative to its root; others as they are."""
        path = Path(os.path.normpath(self.directory / name))
        return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path

    def link_command(self, program):
        last = self.ninja("commands", program).splitlines()[-1]
        return last.removeprefix(": && ").removesuffix(" && :")

    def members(self, library):
        inputs = self.ninja("query", library).split("outputs:")[0]
        return [name for name in inputs.split() if name.endswith(".o")]

    def sibling(self, source):
        """An object next to where that of a new source would be."""
        beside = [output for output, (_, other) in self.compile.items()
                  if other.is_relative_to(ROOT / Path(*source.parts[:2])) and ".kernel." not in other.name]
        return beside[0]


class Scratch:
    """A copy of the sources with the page applied, and what is made of it."""

    def __init__(self, build, page, further_tests):
        self.build = build
        self.further_tests = further_tests
        self.root = build.directory / "how_to" / page.stem
        self.sources = self.root / "sources"
        shutil.rmtree(self.root, ignore_errors=True)
        for path in files():
            copy = self.sources / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, copy)
        self.changed = set()
        outside = {**os.environ, "GIT_CEILING_DIRECTORIES": str(self.root)}  # no repository around the copy
        for block in differences(page):
            subprocess.run(["git", "apply", CONTEXT, "-"], input=block, text=True, cwd=self.sources, env=outside,
                           check=True)
            self.changed |= {Path(name) for name in re.findall(r"^\+\+\+ b/(\S+)", block, re.MULTILINE)}

    def tests(self):
        """The sources of the tests to run."""
        return self.further_tests | {path for path in self.changed if path.match("tests/*/*.cpp")}

    def new_sources(self, directory):
        return sorted(path for path in self.changed
                      if path.suffix == ".cpp" and path.is_relative_to(directory) and not (ROOT / path).exists())

    def command(self, like, source, output):
        """The compile command of an object for another source and place."""
        command, file = self.build.compile[like]
        command = command.replace(f"-o {like} -c {file}", f"-O0 -o {output} -c {ROOT / source}")
        command = command.replace(str(ROOT), str(self.sources))
        inside = self.sources / self.build.directory.relative_to(ROOT) if self.build.directory.is_relative_to(ROOT) \
            else self.build.directory
        launcher = "ccache " if shutil.which("ccache") else ""
        return launcher + command.replace(str(inside), str(self.build.directory))

    def objects(self, members, directory):
        """Objects of a library or program as the page makes them, and the commands for those that are not there yet."""
        found, commands = [], []
        for member in members:
            built = (self.build.directory / member).exists() and member in self.build.dependencies
            if built and self.build.dependencies[member].isdisjoint(self.changed):
                found.append(member)
            else:
                source = self.build.compile[member][1].relative_to(ROOT)
                found.append(self.compiled(member, source, commands))
        for source in self.new_sources(directory):
            found.append(self.compiled(self.build.sibling(source), source, commands))
        return found, commands

    def compiled(self, like, source, commands):
        output = self.root / "objects" / source.with_suffix(".o")
        output.parent.mkdir(parents=True, exist_ok=True)
        if not output.exists():  # of a program before
            commands.append(self.command(like, source, output))
        return str(output)

    def program(self, layer):
        """The test program of a layer with the tests of the page: the commands that make it, step by step."""
        link = self.build.link_command(f"tests/test_{layer}").split()
        compiles, archives = [], []
        tests = [word for word in link if word.endswith(".o")]
        chosen = [test for test in tests if self.build.compile[test][1].relative_to(ROOT) in self.tests()]
        objects, more = self.objects(chosen, f"tests/{layer}")
        compiles += more
        words = [word for word in link if word not in tests]
        for k, word in enumerate(words):
            library = re.fullmatch(r"sim/libracesim_(\w+)\.a", word)
            if library:
                members, more = self.objects(self.build.members(word), f"sim/{library[1]}")
                compiles += more
                words[k] = str(self.root / f"lib{library[1]}.a")
                archives.append(f"rm -f {words[k]} && ar qc {words[k]} {' '.join(members)}")
        program = self.root / f"test_{layer}"
        at = words.index("-o")
        words[at + 1] = str(program)
        return compiles, archives, " ".join(words[:at] + objects + words[at:]), program


def run(command, directory):
    done = subprocess.run(command, shell=True, cwd=directory, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{command}\n{done.stdout}{done.stderr}")
    return done.stdout


def main(page, directory, *further_tests):
    if not shutil.which("git") or not (directory / "build.ninja").exists():
        print("skipped: needs git and a build by Ninja")
        sys.exit(SKIPPED)
    scratch = Scratch(Build(directory), page, {Path(test) for test in further_tests})
    layers = sorted({path.parts[1] for path in scratch.tests()})
    if not layers:
        sys.exit(f"{page}: its difference has no test")
    jobs = int(os.environ.get("RACESIM_JOBS") or os.cpu_count())
    for layer in layers:
        compiles, archives, link, program = scratch.program(layer)
        print(f"compiling {len(compiles)} objects for test_{layer}", flush=True)
        with ThreadPoolExecutor(jobs) as pool:
            list(pool.map(lambda command: run(command, directory), compiles))
        for command in [*archives, link]:
            run(command, directory)
        print(run(str(program), scratch.root), end="")


main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), *sys.argv[3:])
