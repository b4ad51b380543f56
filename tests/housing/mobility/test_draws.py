import numpy as np
from scipy.stats import chi2

from husrom.housing.mobility.codes import PURPOSES
from husrom.housing.mobility.draws import FIRST_TURN, stream_of, uniform, uniforms

SUBJECTS = np.arange(20_000, dtype=np.uint64)


def test_uniforms_of_a_year_are_not_those_of_another_year_shifted() -> None:
    this = uniforms(stream_of(1, 2026), SUBJECTS, 0, FIRST_TURN)
    for later in range(2027, 2031):
        that = uniforms(stream_of(1, later), SUBJECTS, 0, FIRST_TURN)
        assert not np.intersect1d(this, that).size
        for shift in range(-5, 6):
            overlap = slice(max(0, shift), len(this) + min(0, shift))
            other = slice(max(0, -shift), len(this) + min(0, -shift))
            assert abs(np.corrcoef(this[overlap], that[other])[0, 1]) < 4 / np.sqrt(len(this) - 5)


def test_uniforms_of_purposes_and_seeds_have_nothing_in_common() -> None:
    columns = [
        uniforms(stream_of(seed, 2026), SUBJECTS, purpose, FIRST_TURN)
        for seed in (1, 2)
        for purpose in range(len(PURPOSES))
    ]
    correlation = np.corrcoef(columns) - np.eye(len(columns))
    assert np.abs(correlation).max() < 5 / np.sqrt(len(SUBJECTS))
    assert len(np.unique(np.concatenate(columns))) == sum(map(len, columns))


def test_uniforms_are_spread_evenly() -> None:
    counts, _edges = np.histogram(uniforms(stream_of(7, 2026), SUBJECTS, 3, FIRST_TURN), bins=100, range=(0, 1))
    expected = len(SUBJECTS) / 100
    assert ((counts - expected) ** 2 / expected).sum() < chi2.ppf(0.9999, 99)


def test_uniform_does_not_depend_on_the_order_of_work() -> None:
    stream = stream_of(1, 2026)
    shuffled = np.random.default_rng(0).permutation(SUBJECTS)
    assert (
        uniforms(stream, shuffled, 2, FIRST_TURN)
        == uniforms(stream, SUBJECTS, 2, FIRST_TURN)[shuffled.astype(np.int64)]
    ).all()
    assert uniform(stream, 5, 2, 1) != uniform(stream, 5, 2, 0)
