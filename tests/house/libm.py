"""No layer that computes results calls the C library's transcendental functions, whose bits depend on the processor.

Usage: libm.py ARCHIVE..., static libraries whose undefined symbols are looked through with nm.
"""
import re
import subprocess
import sys

from repository import finish

NAMES = """exp exp2 exp10 expm1 log log2 log10 log1p pow sin cos tan sincos asin acos atan atan2 sinh cosh tanh asinh
acosh atanh lgamma lgamma_r tgamma erf erfc cbrt hypot""".split()
FORBIDDEN = re.compile(rf"(__)?({'|'.join(NAMES)})(f|l|_finite)?$|_ZGV")
EXCEPTIONS = {
    "distribution.cpp.o",  # Boost.Math's quantile of the beta distribution, outside the month
}


def faults_of(archive):
    found_object = ""
    listing = subprocess.run(["nm", "--undefined-only", archive], capture_output=True, text=True, check=True)
    for line in listing.stdout.splitlines():
        if line.endswith(":"):
            found_object = line[:-1]
        elif line and FORBIDDEN.match(line.split()[-1].split("@")[0]) and found_object not in EXCEPTIONS:
            yield f"{archive}: {found_object} calls {line.split()[-1]}"


finish([fault for archive in sys.argv[1:] for fault in faults_of(archive)],
       "use racesim/core/math.hpp, which gives the same bits on every processor")
