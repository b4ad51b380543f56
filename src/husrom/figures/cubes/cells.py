"""The numbers and signs of a JSON-stat document as arrays."""

from collections.abc import Iterable, Iterator

import numpy as np

from husrom.figures.cubes.cube import NO_SIGN, StatusIndices, Values
from husrom.figures.cubes.expectations import unreadable
from husrom.figures.cubes.marks import Marks, Positions, marks_in, marks_of, positions_of, signs_of
from husrom.figures.cubes.pieces import Member, Unparsed

# A sparse answer may declare any number of cells; this many, in 80 MB, no source gives in one answer.
SPARSE_LIMIT_CELLS = 10_000_000
_NUMBER_TYPES = frozenset({int, float, type(None)})
_MOST_SIGNS = 255


def read_values(member: Member | None, cells: int) -> Values:
    """Return the numbers, NaN where there are none; empty where the document only describes its cells.

    Raises
    ------
    NotAJsonStatError
        When there are not as many as cells, or some are no numbers.
    """
    if member is None:
        raise unreadable("it has no value")
    if member.kind is type(None):
        return np.empty(0)
    if member.kind is dict:
        return _sparse_values(member, cells)
    if member.kind is not list:
        raise unreadable("value is neither a list nor an object")
    # Counted before anything is set aside for as many cells as the document claims.
    if member.at_most() < cells:
        if any(member.pieces()):
            raise unreadable(f"size makes {cells} cells, but value has {member.at_most()}")
        return np.empty(0)
    # No type need be looked at where no letter, quotation mark or bracket of another stands.
    numbers = _plain_numbers if member.holds_numbers_only() else _numbers
    values = np.empty(cells)
    end = 0
    for piece in member.pieces():
        start, end = end, end + len(piece)
        if end > cells:
            raise unreadable(f"size makes {cells} cells, but value has more")
        values[start:end] = numbers(piece)
    if end not in {0, cells}:
        raise unreadable(f"size makes {cells} cells, but value has {end}")
    return values[:end]


def _sparse_values(member: Member, cells: int) -> Values:
    if cells > SPARSE_LIMIT_CELLS:
        raise unreadable(
            f"size makes {cells} cells, more than the {SPARSE_LIMIT_CELLS} that are read where value is an object"
        )
    values = np.full(cells, np.nan)
    for piece in member.pieces():
        positions = _within(positions_of(piece, "value"), cells, "value")
        values[positions] = _numbers(list(piece.values()))
    return values


def _numbers(piece: list[object]) -> Values:
    strange = set(map(type, piece)) - _NUMBER_TYPES
    if strange:
        raise unreadable(f"value holds something else than numbers and null ({strange.pop().__name__})")
    return _plain_numbers(piece)


def _plain_numbers(piece: list[object]) -> Values:
    return np.array(piece, np.float64)


def _within(positions: Positions, cells: int, what: str) -> Positions:
    if positions.size and positions.max() >= cells:
        raise unreadable(f"{what} names the cell {positions.max()}, but there are {cells}, counted from 0")
    return positions


class _Signs:
    """Numbers the signs as they are met; nothing said is 0."""

    def __init__(self) -> None:
        self.numbers: dict[str | None, int] = {NO_SIGN: 0, None: 0}

    def numbered(self, signs: Iterable[str | None]) -> StatusIndices:
        return np.array([self._number(sign) for sign in signs], np.uint8)

    def _number(self, sign: str | None) -> int:
        number = self.numbers.setdefault(sign, len(self.numbers) - 1)
        if number > _MOST_SIGNS:
            raise unreadable(f"status has more than {_MOST_SIGNS} different signs")
        return number

    @property
    def in_use(self) -> tuple[str, ...]:
        return tuple(sign for sign in self.numbers if sign is not None)


def read_status(member: Member | None, cells: int) -> tuple[StatusIndices | None, tuple[str, ...]]:
    """Return each cell's sign as its index among the signs, and the signs; None where no cell has one.

    `cells` is the number of values that are here.

    Raises
    ------
    NotAJsonStatError
        When a sign is no text, or belongs to a cell that does not exist.
    """
    signs = _Signs()
    if member is None or member.kind is type(None):
        return None, signs.in_use
    status = np.zeros(cells, np.uint8)
    if member.kind is str:
        # One sign for all.
        status[:] = signs.numbered(member.pieces())
    elif member.kind is dict:
        for marks in _marks(member):
            status[_within(marks.positions, cells, "status")] = signs.numbered(marks.signs)[marks.which]
    elif member.kind is list:
        _fill_listed(status, member, signs)
    else:
        raise unreadable("status is neither a list, an object nor a text")
    return (status if status.any() else None), signs.in_use


def _marks(member: Member) -> Iterator[Marks]:
    if isinstance(member, Unparsed):
        for text in member.texts():
            yield marks_in(text) or marks_of(member.parsed(text))
    else:
        yield from map(marks_of, member.pieces())


def _fill_listed(status: StatusIndices, member: Member, signs: _Signs) -> None:
    end = 0
    for piece in member.pieces():
        start, end = end, end + len(piece)
        if end > max(status.size, 1):
            raise unreadable(f"there are {status.size} values, but status has more marks")
        met = signs_of(piece)
        numbers = dict(zip(met, signs.numbered(met).tolist(), strict=True))
        status[start:end] = [numbers[sign] for sign in piece][: status.size]
    if end == 1:
        # One sign for all, in a list.
        status[:] = status[:1]
    elif end not in {0, status.size}:
        raise unreadable(f"there are {status.size} values, but {end} status marks")
