"""Counted draws: the hash is SplitMix64's, and no year's stream is another's."""

from itertools import pairwise

import numpy as np
import pytest

from husrom.housing.vacchain.draws import ADVANCE, Purpose, lowest_bit, mixed, stream

# The first outputs of SplitMix64 with seed 1234567, as its authors' reference program gives them.
REFERENCE = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821]


def test_the_hash_gives_the_reference_outputs() -> None:
    start = np.uint64(1234567)
    with np.errstate(over="ignore"):
        assert [int(mixed(start + np.uint64(k) * ADVANCE)) for k in range(1, 6)] == REFERENCE


@pytest.mark.parametrize("place", range(64))
def test_the_lowest_bit_is_found(place: int) -> None:
    assert lowest_bit(np.uint64(1 << place)) == place
    assert lowest_bit(np.uint64((2**64 - 1 << place) & (2**64 - 1))) == place


def test_no_stream_begins_within_another() -> None:
    """The fault to avoid: a year's stream that is the year before's, shifted by some places."""
    starts = [int(stream(seed, year, purpose)) for seed in range(1, 4) for year in range(20) for purpose in Purpose]
    inverse = pow(int(ADVANCE), -1, 2**64)
    places = sorted(start * inverse % 2**64 for start in starts)
    assert min(after - before for before, after in pairwise(places)) > 10**9
