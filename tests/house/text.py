"""Files stay short, lines fit the page, and nothing names a place outside the repository."""
import re

from repository import ROOT, files, finish

MAX_LINES = {".hpp": 300, ".cpp": 300, ".py": 300}
MAX_WIDTH = 120
OUTSIDE = re.compile(r"(?<![\w.])/wor[k]/|\.\./share[d]")


def faults_of(path):
    name = path.relative_to(ROOT)
    try:
        lines = path.read_text().splitlines()
    except UnicodeDecodeError:
        return  # not a text
    for number, line in enumerate(lines, 1):
        if OUTSIDE.search(line):
            yield f"{name}:{number}: names a place outside the repository: {line.strip()[:80]}"
        if path.suffix in MAX_LINES and len(line) > MAX_WIDTH:
            yield f"{name}:{number}: {len(line)} columns, at most {MAX_WIDTH}"
    if len(lines) > MAX_LINES.get(path.suffix, len(lines)):
        yield f"{name}: {len(lines)} lines, at most {MAX_LINES[path.suffix]}"


finish([fault for path in files() for fault in faults_of(path)],
       "split long files by concept, and keep what the project needs inside it")
