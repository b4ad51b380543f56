"""The state of the simulated municipality: dwellings and households as columns, each row one of them."""

from collections.abc import Iterable
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from husrom.housing.mobility.codes import (
    ADULT_AGE,
    ADULT_PLACES,
    HIGHEST_AGE,
    NO_ONE,
    NOWHERE,
    OCCUPIED,
    PLACES,
    VACANT,
)
from husrom.housing.mobility.errors import MobilityInputError


class Dwellings(NamedTuple):
    """The stock: arrays of shape (D,), a dwelling's row being its place for ever.

    Attributes
    ----------
    number
        uint64, each once; keys the dwelling's random numbers.
    sector
        int16, row of the sector list.
    accessible
        bool, without stairs and with what is needed on one floor.
    status
        uint8, a code of `codes.STATUSES`.
    household
        int32, row of the household that lives there; -1 where nobody does.
    chain
        int32, row of the chain that a vacant dwelling is part of; -1 where it is part of none.
    cause
        uint8, a code of `codes.CAUSES`: why it last became vacant.
    link
        int16, moves since the chain began; 0 for the dwelling it began with.
    vacancy
        uint64, number of this vacancy; keys its random numbers.
    vacant_since
        float64, calendar years; 2026.5 is midsummer 2026.
    project
        int16, the building project it came with; -1 for the rest of the stock.
    """

    number: NDArray[np.uint64]
    sector: NDArray[np.int16]
    accessible: NDArray[np.bool_]
    status: NDArray[np.uint8]
    household: NDArray[np.int32]
    chain: NDArray[np.int32]
    cause: NDArray[np.uint8]
    link: NDArray[np.int16]
    vacancy: NDArray[np.uint64]
    vacant_since: NDArray[np.float64]
    project: NDArray[np.int16]

    @classmethod
    def vacant(cls, number: ArrayLike, sector: ArrayLike, accessible: ArrayLike) -> Self:
        """Return dwellings where nobody lives and that no chain has reached.

        Parameters
        ----------
        number, sector, accessible
            Shape (D,), as the attributes.

        Examples
        --------
        >>> Dwellings.vacant([1, 2], [0, 0], [False, True]).household.tolist()
        [-1, -1]
        """
        numbers = np.array(number, np.uint64)
        rows = len(numbers)
        return cls(
            number=numbers,
            sector=np.array(sector, np.int16),
            accessible=np.array(accessible, np.bool_),
            status=np.full(rows, VACANT, np.uint8),
            household=np.full(rows, NOWHERE, np.int32),
            chain=np.full(rows, NOWHERE, np.int32),
            cause=np.zeros(rows, np.uint8),
            link=np.zeros(rows, np.int16),
            vacancy=np.zeros(rows, np.uint64),
            vacant_since=np.zeros(rows, np.float64),
            project=np.full(rows, NOWHERE, np.int16),
        )

    def copy(self) -> Self:
        """Return the same in memory of its own."""
        return type(self)._make(column.copy() for column in self)

    def and_(self, more: Self) -> Self:
        """Return these dwellings followed by more."""
        return type(self)._make(_joined(self, more))


class Households(NamedTuple):
    """The households: arrays whose first axis is the household; rows change as households come and go.

    Attributes
    ----------
    number
        Shape (H,), uint64, each once; keys the household's random numbers and stays with it.
    ages
        Shape (H, 8), uint8, years: two adults, then children who live at home, of any age; 255 where nobody is.
        A household that has been dissolved has nobody in the first place.
    decile
        Shape (H,), uint8, income decile 1 to 10.
    has_owned
        Shape (H,), bool, owns or has owned a dwelling.
    origin
        Shape (H,), uint8, a code of `codes.ORIGINS`.
    since
        Shape (H,), int16, the year it came to be here.
    dwelling
        Shape (H,), int32, row of its dwelling; -1 while it waits for one.
    second_dwelling
        Shape (H,), int32, row of a dwelling a new couple also has until it moves; -1 where there is none.
    """

    number: NDArray[np.uint64]
    ages: NDArray[np.uint8]
    decile: NDArray[np.uint8]
    has_owned: NDArray[np.bool_]
    origin: NDArray[np.uint8]
    since: NDArray[np.int16]
    dwelling: NDArray[np.int32]
    second_dwelling: NDArray[np.int32]

    @classmethod
    def waiting(cls, number: ArrayLike, ages: ArrayLike, decile: ArrayLike, origin: int, since: int) -> Self:
        """Return households that have no dwelling yet.

        Parameters
        ----------
        number, ages, decile
            As the attributes.
        origin
            A code of `codes.ORIGINS`.
        since
            Year.

        Examples
        --------
        >>> Households.waiting([1], [[30] + [255] * 7], [5], 0, 2026).dwelling.tolist()
        [-1]
        """
        numbers = np.array(number, np.uint64)
        rows = len(numbers)
        return cls(
            number=numbers,
            ages=np.array(ages, np.uint8).reshape(rows, PLACES),
            decile=np.array(decile, np.uint8),
            has_owned=np.zeros(rows, np.bool_),
            origin=np.full(rows, origin, np.uint8),
            since=np.full(rows, since, np.int16),
            dwelling=np.full(rows, NOWHERE, np.int32),
            second_dwelling=np.full(rows, NOWHERE, np.int32),
        )

    def copy(self) -> Self:
        """Return the same in memory of its own."""
        return type(self)._make(column.copy() for column in self)

    def and_(self, more: Self) -> Self:
        """Return these households followed by more."""
        return type(self)._make(_joined(self, more))

    def only(self, rows: NDArray[np.bool_] | NDArray[np.int64]) -> Self:
        """Return some of the households, in memory of their own."""
        return type(self)._make(column[rows] for column in self)

    def persons(self) -> int:
        """Return how many persons there are."""
        return int((self.ages != NO_ONE).sum())


def _joined(columns: Iterable[NDArray[Any]], more: Iterable[NDArray[Any]]) -> Iterable[NDArray[Any]]:
    return [np.concatenate(pair) for pair in zip(columns, more, strict=True)]


def check_dwellings(dwellings: Dwellings, sectors: int) -> None:
    """Refuse a stock that contradicts itself.

    Parameters
    ----------
    sectors
        How many there are.

    Raises
    ------
    MobilityInputError
        Naming the first wrong row and its value.
    """
    _refuse_first((dwellings.sector < 0) | (dwellings.sector >= sectors), dwellings.sector, "sector", sectors)
    if len(np.unique(dwellings.number)) != len(dwellings.number):
        raise MobilityInputError("Two dwellings have the same number: give each a number of its own.")


def check_households(households: Households) -> None:
    """Refuse households that cannot be.

    Raises
    ------
    MobilityInputError
        Naming the first wrong row and its value.
    """
    ages = households.ages
    outside = ((ages > HIGHEST_AGE) & (ages != NO_ONE)).any(axis=1)
    _refuse_first(outside, ages.max(axis=1), "age", HIGHEST_AGE + 1)
    minor = (ages[:, 0] < ADULT_AGE) | (ages[:, 0] == NO_ONE) | (ages[:, 1] < ADULT_AGE)
    if minor.any():
        row = int(np.argmax(minor))
        adults = ages[row, :ADULT_PLACES].tolist()
        raise MobilityInputError(f"Household {row} has {adults} in its places for adults, the first from {ADULT_AGE}.")
    _refuse_first((households.decile < 1) | (households.decile > 10), households.decile, "decile", 11)  # noqa: PLR2004
    if len(np.unique(households.number)) != len(households.number):
        raise MobilityInputError("Two households have the same number: give each a number of its own.")


def settle(dwellings: Dwellings, households: Households, owned: NDArray[np.bool_]) -> None:
    """Let each household live in the dwelling its column names, and know who has owned.

    Parameters
    ----------
    owned
        Shape (S,), whether a sector's dwellings are owner-occupied.

    Raises
    ------
    MobilityInputError
        When a household names a dwelling that is not there or that another lives in.
    """
    rows = np.flatnonzero(households.dwelling >= 0)
    homes = households.dwelling[rows]
    if len(homes) and homes.max() >= len(dwellings.number):
        raise MobilityInputError(f"A household lives in dwelling {homes.max()}; there are {len(dwellings.number)}.")
    if len(np.unique(homes)) != len(homes):
        raise MobilityInputError("Two households live in the same dwelling: one household, one dwelling.")
    dwellings.household[homes] = rows
    dwellings.status[homes] = OCCUPIED
    households.has_owned[rows] |= owned[dwellings.sector[homes]]


def _refuse_first(wrong: NDArray[np.bool_], values: NDArray[np.generic], what: str, below: int) -> None:
    if wrong.any():
        row = int(np.argmax(wrong))
        raise MobilityInputError(f"Row {row} has the {what} {values[row]}, which is not one of those below {below}.")


def kinds_of(households: Households) -> NDArray[np.uint8]:
    """Return the kind of each household, shape (H,), codes of `codes.HOUSEHOLD_KINDS`.

    Children are those under 18: a couple whose children are grown is a couple.

    Examples
    --------
    >>> kinds_of(Households.waiting([1], [[30, 31, 3] + [255] * 5], [5], 0, 2026)).tolist()
    [2]
    """
    couple = households.ages[:, 1] != NO_ONE
    children = (households.ages[:, ADULT_PLACES:] < ADULT_AGE).any(axis=1)
    return np.where(children, np.where(couple, 2, 3), np.where(couple, 1, 0)).astype(np.uint8)
