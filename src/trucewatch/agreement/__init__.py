"""The agreement room: a literate terms file comes in, executable terms go out.

`load` reads a `*.truce.md` file; `clocks`, `zones` and `readings` evaluate its terms, once per combination of the
readings that the text leaves open. Nothing but `parse` touches the disk.
"""

from trucewatch.agreement.parse import available, check, load, load_scenarios
from trucewatch.agreement.readback import readback
from trucewatch.agreement.readings import combinations, readings_of, settled
from trucewatch.agreement.terms import Agreement

__all__ = [
    "Agreement",
    "available",
    "check",
    "combinations",
    "load",
    "load_scenarios",
    "readback",
    "readings_of",
    "settled",
]
