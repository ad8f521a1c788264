"""The check of figures finds wrong ones, passes over slow ones, and writes what is printed."""
import subprocess
import sys
import tempfile
from pathlib import Path

from repository import finish

CHECK = Path(__file__).with_name("figures.py")
PAGE = """# A page

<!-- run -->
```sh
printf 'title\\n| year | lag | share |\\n| 2028 | +0.394 (x) | -2 |\\n'
```
<!-- output -->
| year | lag | share |
| 2028 | +0.394 (x) | -2 |

The lag is <!--=2028|lag|.2f-->0.39<!--/--> months, the share <!--=2028|share|abs.0f-->2<!--/-->.

<!-- output: printf ' month  lag\\n 2030-12   1.5\\n' -->
```
 month  lag
 2030-12   1.5
```
In 2030 it is <!--=2030-12|lag-->1.5<!--/-->.

<!-- output slow: echo changed -->
```
before
```
"""
# (what is wrong on the page, what the page should say, what the check names; options)
CASES = [
    ("nothing", PAGE, PAGE, None, []),
    ("a table", PAGE.replace("\n| 2028 | +0.394", "\n| 2028 | +1.46"), PAGE, "+1.46", []),
    ("a block", PAGE.replace("2030-12   1.5\n```", "2030-12   1.7\n```"), PAGE, "1.7", []),
    ("a quoted number", PAGE.replace("0.39<", "1.46<"), PAGE, "1.46", []),
    ("a row that is not there", PAGE.replace("=2030-12|lag", "=2031-12|lag"), None, "no cell '2031-12|lag'", []),
    ("a quote that begins a line", PAGE.replace("it is <", "it is\n<"), None, "begins a line", []),
    ("a command that fails", PAGE.replace("echo changed", "exit 3"), None, "'exit 3' failed", ["--all"]),
    ("a slow block", PAGE, PAGE.replace("before", "changed"), "changed", ["--all"]),
]


def check(page, *options):
    run = subprocess.run([sys.executable, CHECK, *options, "/bin/true", page], capture_output=True, text=True)
    return run.returncode, run.stdout + run.stderr


def faults():
    with tempfile.TemporaryDirectory() as place:
        page = Path(place) / "page.md"
        for what, text, good, named, options in CASES:
            page.write_text(text)
            code, said = check(page, *options)
            if code != (1 if named else 0) or (named and named not in said):
                yield f"{what} wrong: code {code}, said: {said}"
            if good:
                check(page, "--write", *options)
                if page.read_text() != good:
                    yield f"{what} wrong: written as {page.read_text()}"


finish(list(faults()), "mend figures.py")
