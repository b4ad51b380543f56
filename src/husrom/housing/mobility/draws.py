"""Random numbers by counting: each is a hash of what it is for, so neither order nor number of workers matters.

The same (seed, year, subject, purpose, turn) gives the same number in every run. Two runs that differ in one dwelling
therefore meet the same luck everywhere else, which is what makes paired differences sharp.
"""

import numpy as np
from numpy.typing import NDArray

from husrom.housing.mobility.codes import FOR_NEW_ID
from husrom.housing.vacchain.compiling import compiled

Floats = NDArray[np.float64]
FIRST_TURN = np.zeros(1, np.int64)

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_THIRD = np.uint64(0xD6E8FEB86659FD93)
_SHIFT_30, _SHIFT_27, _SHIFT_31, _SHIFT_11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
_UNIT = 2.0**-53


@compiled
def mixed(bits: np.uint64) -> np.uint64:
    """Spread the bits so that neighbours have nothing in common (the finisher of SplitMix64, variant 13)."""
    bits = (bits ^ (bits >> _SHIFT_30)) * _FIRST
    bits = (bits ^ (bits >> _SHIFT_27)) * _SECOND
    return bits ^ (bits >> _SHIFT_31)


def stream_of(seed: int, year: int) -> np.uint64:
    """Return the stream of a year: hashed twice, so that no year's numbers are another's shifted by one.

    Parameters
    ----------
    seed, year
        Whole numbers from 0; the seed may have 64 bits.

    References
    ----------
    Steele, G., Lea, D. & Flood, C. (2014). Fast splittable pseudorandom number generators. OOPSLA.

    Examples
    --------
    >>> stream_of(1, 2026) == stream_of(1, 2026)
    np.True_
    >>> stream_of(1, 2026) == stream_of(1, 2027)
    np.False_
    """
    # Compiled code hands whole numbers back as Python's own, which are not unsigned.
    return np.uint64(_stream(np.uint64(seed), np.uint64(year)))


@compiled
def _stream(seed: np.uint64, year: np.uint64) -> np.uint64:
    return mixed(mixed(seed + _GOLDEN) ^ (year * _THIRD))


@compiled
def bits_of(stream: np.uint64, subject: int | np.uint64, purpose: int, turn: int = 0) -> np.uint64:
    """Return 64 random bits for a subject (the number of a household, dwelling or vacancy).

    Parameters
    ----------
    stream
        From `stream_of`.
    purpose
        A code of `codes.PURPOSES`.
    turn
        Tells draws for the same purpose apart, such as the persons of a household.
    """
    told_apart = np.uint64(purpose) * _SECOND + np.uint64(turn) * _THIRD
    return mixed(mixed(stream ^ (np.uint64(subject) * _GOLDEN)) + told_apart)


@compiled
def uniform(stream: np.uint64, subject: int | np.uint64, purpose: int, turn: int = 0) -> float:
    """Return a number from 0 up to, not including, 1, with 53 random bits.

    Examples
    --------
    >>> stream = stream_of(1, 2026)
    >>> bool(0 <= uniform(stream, 7, 3) < 1)
    True
    """
    return np.float64(bits_of(stream, subject, purpose, turn) >> _SHIFT_11) * _UNIT


@compiled
def uniforms(stream: np.uint64, subjects: NDArray[np.uint64], purpose: int, turns: NDArray[np.int64]) -> Floats:
    """Return a number for each subject.

    Parameters
    ----------
    subjects
        Shape (n,).
    turns
        Shape (n,), or (1,) when all have the same.

    Returns
    -------
    array, shape (n,), float64
        Each from 0 up to 1; a subject's number does not depend on the others.

    Examples
    --------
    >>> both = uniforms(stream_of(1, 2026), np.array([5, 9], np.uint64), 0, FIRST_TURN)
    >>> alone = uniforms(stream_of(1, 2026), np.array([9], np.uint64), 0, FIRST_TURN)
    >>> bool(both[1] == alone[0])
    True
    """
    numbers = np.empty(len(subjects), np.float64)
    for place in range(len(subjects)):
        numbers[place] = uniform(stream, subjects[place], purpose, turns[place % len(turns)])
    return numbers


@compiled
def new_numbers(stream: np.uint64, subjects: NDArray[np.uint64], turns: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return numbers for what comes from each subject: its grown child, its former partner, its next vacancy.

    Parameters
    ----------
    subjects, turns
        As for `uniforms`.

    Returns
    -------
    array, shape (n,), uint64
        Two are the same with a probability of one in 10¹⁹.
    """
    numbers = np.empty(len(subjects), np.uint64)
    for place in range(len(subjects)):
        numbers[place] = bits_of(stream, subjects[place], FOR_NEW_ID, turns[place % len(turns)])
    return numbers
