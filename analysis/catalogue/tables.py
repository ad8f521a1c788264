"""Reading and writing the catalogue's tables, and paths between their points. Plain Python 3."""
import csv
import io
import math
import sys
from pathlib import Path

CATALOGUE = Path(__file__).resolve().parents[2] / "scenarios" / "catalogue"
FIRST, LAST = 2022 * 12, 2024 * 12 + 11  # months of the measured history, counted from January of year 0


def read(name):
    """Rows of a table as dictionaries of text; comment lines skipped."""
    with open(CATALOGUE / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def month(text):
    """Index of `YYYY-MM`."""
    return int(text[:4]) * 12 + int(text[5:7]) - 1


def text_of(index):
    return f"{index // 12}-{index % 12 + 1:02d}"


def path_at(points, t):
    """Value at month t of [(month, value)]: constant growth between positive points, else a line; level outside."""
    if not points or t <= points[0][0]:
        return points[0][1] if points else 0.0
    for (a, x), (b, y) in zip(points, points[1:]):
        if t <= b:
            share = (t - a) / (b - a)
            return x * math.exp(share * math.log(y / x)) if x > 0 and y > 0 else x + share * (y - x)
    return points[-1][1]


def step_at(points, t):
    """Value at month t of [(month, value)] where each value holds until the next point; 0 before the first."""
    return next((value for start, value in reversed(points) if start <= t), 0.0)


def points_of(rows, value="value", at="month", **match):
    """[(month, value)] of the rows whose cells equal `match`."""
    return [(month(r[at]), float(r[value])) for r in rows if all(r[k] == v for k, v in match.items())]


def rounded(value, digits=4):
    """A number as the tables write it: `digits` significant figures, no exponent."""
    if value == 0:
        return "0"
    shown = round(value, digits - 1 - math.floor(math.log10(abs(value))))
    return str(int(shown)) if shown == int(shown) else repr(shown)


def table(comments, header, rows):
    """The text of a table."""
    out = io.StringIO()
    out.writelines(f"# {line}\n" for line in comments)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def write_or_check(name, text):
    """Writes the table, or with `--check` compares it with the one that is there. Returns the exit code."""
    target = CATALOGUE / name
    if "--check" not in sys.argv[1:]:
        target.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if target.exists() and target.read_text(encoding="utf-8") == text:
        return 0
    print(f"{target} differs from what {Path(sys.argv[0]).name} makes of its inputs (run it without --check)")
    return 1
