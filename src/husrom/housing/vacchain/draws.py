"""Random numbers by counting: every draw is a hash of seed, year, purpose and index, so no draw depends on another.

The hash is the finaliser of SplitMix64 (Steele, Lea and Flood 2014, variant 13 of Stafford). A year's stream starts at
a *hash* of seed and year. Were it to start at the year times the constant the stream is advanced by, each year would be
the one before shifted by one place: every count would still be conserved, and only the chains' lengths would tell.
"""

from enum import IntEnum

import numpy as np

from husrom.housing.vacchain.compiling import compiled

ADVANCE = np.uint64(0x9E3779B97F4A7C15)
LOW_32_BITS = np.uint64(0xFFFFFFFF)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_30, _27, _31 = np.uint64(30), np.uint64(27), np.uint64(31)
_ALL_BITS = (1 << 64) - 1
_1, _58 = np.uint64(1), np.uint64(58)
_DE_BRUIJN = np.uint64(0x03F79D71B4CB0A89)
_PLACES = np.zeros(64, np.uint64)
_PLACES[[(int(_DE_BRUIJN) << place & _ALL_BITS) >> 58 for place in range(64)]] = np.arange(64)


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
    return np.uint64(number ^ (number >> _31))


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


@compiled
def lowest_bit(number: np.uint64) -> np.uint64:
    """Return the place of the lowest bit that is 1, in a number other than 0.

    A de Bruijn sequence, shifted left by that place, has six upper bits that tell the places apart (Leiserson, Prokop
    and Randall 1998).

    Examples
    --------
    >>> int(lowest_bit(np.uint64(0b101000)))
    3
    """
    lowest = number & (~number + _1)
    return np.uint64(_PLACES[(lowest * _DE_BRUIJN) >> _58])
