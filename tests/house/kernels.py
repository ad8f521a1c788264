"""No code compiled for one instruction set can stand in for code that every processor runs.

Of equal weak symbols (inline functions, templates) the linker keeps one for the whole program; if it kept the one of an
AVX-512 kernel, older processors would crash. Usage: kernels.py OBJECT..., each below a directory *_VARIANT.dir.
"""
import re
import subprocess
import sys

from repository import finish


def faults_of(path):
    variant = re.search(r"_([a-z0-9]+)\.dir/", path).group(1)
    listing = subprocess.run(["nm", "--defined-only", "-C", path], capture_output=True, text=True, check=True)
    for line in listing.stdout.splitlines():
        _, kind, symbol = line.split(maxsplit=2)
        if kind in "WVu" and f"::{variant}::" not in symbol and symbol != "DW.ref.__gxx_personality_v0":
            yield f"{path}: {symbol} is shared with code for other processors"


finish([fault for path in sys.argv[1:] for fault in faults_of(path)],
       "call nothing from kernels that is inline in a shared header, or define it in the kernel's own namespace")
