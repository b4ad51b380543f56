"""Random numbers by counting: every draw is a hash of seed, year, purpose and index, so no draw depends on another.

The hash is the finaliser of SplitMix64 (Steele, Lea and Flood 2014, variant 13 of Stafford). A year's stream starts at
a *hash* of seed and year. Were it to start at the year times the constant the stream is advanced by, each year would be
the one before shifted by one place: every count would still be conserved, and only the chains' lengths would tell.
"""

from enum import IntEnum

import numba
import numpy as np
from llvmlite import ir
from numba.extending import intrinsic

from husrom.housing.vacchain.compiling import compiled

ADVANCE = np.uint64(0x9E3779B97F4A7C15)
LOW_32_BITS = np.uint64(0xFFFFFFFF)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_30, _27, _31 = np.uint64(30), np.uint64(27), np.uint64(31)
_ALL_BITS = (1 << 64) - 1


class Purpose(IntEnum):
    """What a stream of draws is for."""

    DEATH = 1
    DEATH_IN_DOUBT = 2
    CHAIN = 3


@compiled
def mixed(number: np.uint64) -> np.uint64:
    """Return the 64-bit hash of a number.

    Examples
    --------
    The first output of SplitMix64 with seed 0:

    >>> hex(mixed(ADVANCE))
    '0xe220a8397b1dcdaf'
    """
    number = (number ^ (number >> _30)) * _FIRST
    number = (number ^ (number >> _27)) * _SECOND
    return number ^ (number >> _31)


def stream(seed: int, year: int, purpose: Purpose) -> np.uint64:
    """Return where a stream starts; its draw number k (from 0) is ``mixed(start + k * ADVANCE)``.

    Examples
    --------
    >>> stream(1, 0, Purpose.CHAIN) == stream(1, 1, Purpose.CHAIN)
    np.False_
    """
    start = 0
    for part in (seed, year, purpose):
        start = int(mixed(np.uint64((start + int(ADVANCE) + part) & _ALL_BITS)))
    return np.uint64(start)


@intrinsic
def trailing_zeros(_context, _number):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201 -- Numba's own types
    """Return how many of the lowest bits of a number other than 0 are 0; only for compiled functions."""

    def build(_context, builder, _signature, arguments):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return numba.types.uint64(numba.types.uint64), build
