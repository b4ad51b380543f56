"""The task VACCHAIN-1: its input, its table of deaths and the answer known beforehand."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from husrom.housing.errors import HousingError

SECTORS = 16
YEARS = 20
FIRST_AGE, LAST_AGE = 20, 94
AGE_OF_NEW = 25
AGE_LIMIT = 110
LARGEST_ROW_SUM, SMALLEST_ROW_SUM = 0.75, 0.35
DWELLINGS_PER_NEW = 100
# Drawn in pieces, so that the 64-bit numbers of the draw are never all in memory at once.
_PIECE = 1 << 16

Octets = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float64]


class TaskError(HousingError):
    """The input is not one of VACCHAIN-1."""


def _integers(generator: np.random.Generator, low: int, high: int, size: int) -> Octets:
    drawn = np.empty(size, np.uint8)
    for start in range(0, size, _PIECE):
        drawn[start : start + _PIECE] = generator.integers(low, high, min(_PIECE, size - start))
    return drawn


@dataclass(frozen=True, slots=True)
class Task:
    """The input of one run; every implementation gets the same.

    Attributes
    ----------
    transitions
        Shape (16, 16), float64: entry (i, j) is the probability that a vacancy in sector i is filled by a household
        that leaves a dwelling in sector j. What a row lacks to 1 is the probability that the chain ends.
    dwelling_sectors
        Shape (N,), uint8: the sector of dwelling d, where household d lives.
    ages
        Shape (N,), uint8: the age of household h in whole years.
    new_sectors
        Shape (T, K), uint8: the sectors of the dwellings built each year.

    Raises
    ------
    TaskError
        When shapes, types, sectors, ages or row sums are not those of the task.
    """

    transitions: Floats
    dwelling_sectors: Octets
    ages: Octets
    new_sectors: Octets

    def __post_init__(self) -> None:
        """Refuse what the engine could not run: a chain that never ends, a sector or an age there is no room for."""
        if self.transitions.shape != (SECTORS, SECTORS):
            raise TaskError(f"The transitions have the shape {self.transitions.shape}; give {(SECTORS, SECTORS)}.")
        for name, array, kind in (
            ("transitions", self.transitions, np.float64),
            ("dwellings' sectors", self.dwelling_sectors, np.uint8),
            ("ages", self.ages, np.uint8),
            ("new dwellings' sectors", self.new_sectors, np.uint8),
        ):
            if array.dtype != kind:
                raise TaskError(f"The {name} are of type {array.dtype}; give {np.dtype(kind)}.")
        sums = self.transitions.sum(axis=1)
        for row in np.flatnonzero(~((self.transitions >= 0).all(axis=1) & (sums < LARGEST_ROW_SUM + 1e-9))):
            raise TaskError(
                f"Row {row} of the transitions has a negative number or the sum {sums[row]:.6g}; "
                f"give probabilities whose sum is at most {LARGEST_ROW_SUM}."
            )
        if self.dwelling_sectors.shape != self.ages.shape or self.ages.ndim != 1 or self.new_sectors.ndim != 2:  # noqa: PLR2004
            raise TaskError(
                f"There are sectors of {self.dwelling_sectors.size} dwellings and ages of {self.ages.size} households, "
                f"and new dwellings in {self.new_sectors.ndim} dimensions; give as many ages as sectors, and a row "
                "of new dwellings for each year."
            )
        for name, sectors in (("dwelling", self.dwelling_sectors), ("new dwelling", self.new_sectors)):
            if sectors.size and (largest := sectors.max()) >= SECTORS:
                raise TaskError(f"A {name} is in sector {largest}; the sectors are 0 to {SECTORS - 1}.")
        if self.ages.size and (self.ages.min() < 1 or self.ages.max() >= AGE_LIMIT):
            raise TaskError(
                f"The ages run from {self.ages.min()} to {self.ages.max()}; give whole years from 1 to {AGE_LIMIT - 1}."
            )

    @classmethod
    def drawn(cls, households: int, years: int = YEARS, seed: int = 1) -> Self:
        """Draw the input in the order of the task, with NumPy's default generator.

        Parameters
        ----------
        households
            N, the number of households and dwellings at the start; at least 1.
        years
            T; at least 1 and at most 256. The draws of a shorter run are the first ones of a longer.
        seed
            Not negative; 1 is the standard.

        Raises
        ------
        TaskError
            When a number is outside its range.

        Examples
        --------
        >>> task = Task.drawn(10_000)
        >>> task.dwelling_sectors[:5].tolist(), task.ages[:5].tolist(), task.new_sectors[0, :5].tolist()
        ([2, 0, 5, 1, 3], [71, 21, 23, 76, 53], [8, 9, 2, 10, 4])
        """
        for name, number, least, most in (
            ("households", households, 1, 10**9),
            ("years", years, 1, 256),
            ("seed", seed, 0, 2**63 - 1),
        ):
            if not least <= number <= most:
                raise TaskError(f"The number for {name} is {number}; give one from {least} to {most}.")
        generator = np.random.default_rng(seed)
        weights = generator.random((SECTORS, SECTORS))
        span = LARGEST_ROW_SUM - SMALLEST_ROW_SUM
        row_sums = LARGEST_ROW_SUM - span * np.arange(SECTORS) / (SECTORS - 1)
        return cls(
            transitions=row_sums[:, np.newaxis] * weights / weights.sum(axis=1, keepdims=True),
            dwelling_sectors=_integers(generator, 0, SECTORS, households),
            ages=_integers(generator, FIRST_AGE, LAST_AGE + 1, households),
            new_sectors=np.array(
                [_integers(generator, 0, SECTORS, households // DWELLINGS_PER_NEW) for _year in range(years)], np.uint8
            ),
        )

    @property
    def households(self) -> int:
        """N, the number of households and dwellings at the start."""
        return int(self.ages.size)

    @property
    def years(self) -> int:
        """T, the number of years."""
        return int(self.new_sectors.shape[0])

    @property
    def household_years(self) -> int:
        """The sum over years of the households at the start of the year: T N + K T (T - 1) / 2.

        Examples
        --------
        >>> Task.drawn(10_000).household_years / 10_000
        21.9
        """
        new = int(self.new_sectors.shape[1])
        return self.years * self.households + new * self.years * (self.years - 1) // 2


def death_probabilities() -> Floats:
    """Return the probability of dying at each new age, shape (111,).

    Examples
    --------
    >>> [round(float(death_probabilities()[age]), 6) for age in (21, 40, 67, 90, 109, 110)]
    [0.000544, 0.002737, 0.027163, 0.191877, 0.964734, 1.0]
    """
    probabilities: Floats = np.minimum(1, 0.0005 * np.exp(0.085 * (np.arange(AGE_LIMIT + 1) - 20)))
    return probabilities


@dataclass(frozen=True, slots=True)
class ChainLengths:
    """Mean and standard deviation of a chain's length by the sector it starts in, each of shape (16,)."""

    mean: Floats
    deviation: Floats


def expected_lengths(transitions: Floats) -> ChainLengths:
    """Return what theory says of the chains' length, vacancies including the first.

    With N = (I - Q)⁻¹ the mean is λ = N 1 and the variance (2N - I) λ - λ² (Kemeny and Snell 1960, theorem 3.3.5).

    Parameters
    ----------
    transitions
        Shape (S, S): probability that a vacancy in the row's sector goes on to the column's.

    Examples
    --------
    >>> lengths = expected_lengths(Task.drawn(1).transitions)
    >>> round(float(lengths.mean[0]), 6), round(float(lengths.deviation[0]), 4)
    (2.687507, 1.7371)
    """
    identity = np.eye(transitions.shape[0])
    fundamental = np.linalg.inv(identity - transitions)
    mean = fundamental.sum(axis=1)
    return ChainLengths(mean, np.sqrt((2 * fundamental - identity) @ mean - mean**2))
