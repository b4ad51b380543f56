"""The numbers and signs of a JSON-stat document as arrays."""

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

from husrom.figures.cubes.cube import NO_SIGN, StatusIndices, Values
from husrom.figures.cubes.expectations import unreadable
from husrom.figures.cubes.pieces import Member

# A sparse answer may declare any number of cells; this many, in 80 MB, no source gives in one answer.
SPARSE_LIMIT_CELLS = 10_000_000
_NUMBER_TYPES = frozenset({int, float, type(None)})
_SIGN_TYPES = frozenset({str, type(None)})
_MOST_SIGNS = 255
# More would not fit in 64 bits.
_LONGEST_POSITION = 18


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
    values = np.empty(cells)
    end = 0
    for piece in member.pieces():
        start, end = end, end + len(piece)
        if end > cells:
            raise unreadable(f"size makes {cells} cells, but value has more")
        values[start:end] = _numbers(piece)
    if end not in {0, cells}:
        raise unreadable(f"size makes {cells} cells, but value has {end}")
    return _checked(values[:end])


def _sparse_values(member: Member, cells: int) -> Values:
    if cells > SPARSE_LIMIT_CELLS:
        raise unreadable(
            f"size makes {cells} cells, more than the {SPARSE_LIMIT_CELLS} that are read where value is an object"
        )
    values = np.full(cells, np.nan)
    for piece in member.pieces():
        values[_positions(piece, cells, "value")] = _numbers(list(piece.values()))
    return _checked(values)


def _numbers(piece: list[object]) -> Values:
    strange = set(map(type, piece)) - _NUMBER_TYPES
    if strange:
        raise unreadable(f"value holds something else than numbers and null ({strange.pop().__name__})")
    return np.array(piece, np.float64)


def _checked(values: Values) -> Values:
    if np.isinf(values).any():
        raise unreadable("value holds a number too large to be a figure")
    return values


def _positions(piece: Mapping[str, object], cells: int, what: str) -> npt.NDArray[np.int64]:
    digits = "".join(piece)
    plain = not piece or (digits.isascii() and digits.isdigit() and "" not in piece)
    if plain and max(map(len, piece), default=0) <= _LONGEST_POSITION:
        positions = np.fromiter(map(int, piece), np.int64, len(piece))
        if not piece or positions.max() < cells:
            return positions
    outside = next(place for place in piece if not (place.isascii() and place.isdigit() and _inside(place, cells)))
    raise unreadable(f'{what} names the cell "{outside[:40]}", but the cells are counted from 0 to {cells - 1}')


def _inside(place: str, cells: int) -> bool:
    return len(place) <= _LONGEST_POSITION and int(place) < cells


class _Signs(dict[str | None, int]):
    """Numbers the signs as they are met; nothing said is 0."""

    def __init__(self) -> None:
        super().__init__({NO_SIGN: 0, None: 0})
        self.in_use = [NO_SIGN]

    def __missing__(self, sign: str) -> int:
        if len(self.in_use) > _MOST_SIGNS:
            raise unreadable(f"status has more than {_MOST_SIGNS} different signs")
        self[sign] = len(self.in_use)
        self.in_use.append(sign)
        return self[sign]

    def indices(self, signs: Iterable[object], count: int) -> StatusIndices:
        listed = list(signs)
        strange = set(map(type, listed)) - _SIGN_TYPES
        if strange:
            raise unreadable(f"status holds something else than texts ({strange.pop().__name__})")
        return np.fromiter(map(self.__getitem__, listed), np.uint8, count)  # type: ignore[arg-type] # just checked


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
        return None, tuple(signs.in_use)
    status = np.zeros(cells, np.uint8)
    if member.kind is str:
        # One sign for all.
        status[:] = signs.indices(member.pieces(), 1)
    elif member.kind is dict:
        for piece in member.pieces():
            positions = _positions(piece, cells, "status")
            status[positions] = signs.indices(piece.values(), len(piece))
    elif member.kind is list:
        _fill_listed(status, member, signs)
    else:
        raise unreadable("status is neither a list, an object nor a text")
    return (status if len(signs.in_use) > 1 else None), tuple(signs.in_use)


def _fill_listed(status: StatusIndices, member: Member, signs: _Signs) -> None:
    end = 0
    for piece in member.pieces():
        start, end = end, end + len(piece)
        if end > max(status.size, 1):
            raise unreadable(f"there are {status.size} values, but status has more marks")
        status[start:end] = signs.indices(piece, len(piece))[: status.size]
    if end == 1:
        # One sign for all, in a list.
        status[:] = status[:1]
    elif end not in {0, status.size}:
        raise unreadable(f"there are {status.size} values, but {end} status marks")
