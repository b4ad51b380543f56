"""Entries of the form "cell": "sign", as arrays: read from the text itself where it is as plain as such text gets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import orjson

from husrom.figures.cubes.expectations import unreadable

Positions = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
# More would not fit in 64 bits.
_LONGEST_POSITION = 18
_LONGEST_SIGN_BYTES = 8
_SIGN_TYPES = frozenset({str, type(None)})


@dataclass(frozen=True, slots=True)
class Marks:
    """Some entries: which cells, and for each cell which of the signs."""

    positions: Positions
    which: npt.NDArray[np.intp]
    signs: tuple[str | None, ...]


def marks_of(entries: Mapping[str, object]) -> Marks:
    """Return parsed entries.

    Raises
    ------
    NotAJsonStatError
        When a cell has no number, or a sign is no text.
    """
    signs = signs_of(entries.values())
    index = {sign: place for place, sign in enumerate(signs)}
    which = np.fromiter(map(index.__getitem__, entries.values()), np.intp, len(entries))  # type: ignore[arg-type]
    return Marks(positions_of(entries, "status"), which, signs)


def signs_of(listed: Iterable[object]) -> tuple[str | None, ...]:
    """Return the different signs, in the order in which they are met.

    Raises
    ------
    NotAJsonStatError
        When one is neither a text nor null.
    """
    strange = set(map(type, listed)) - _SIGN_TYPES
    if strange:
        raise unreadable(f"status holds something else than texts ({strange.pop().__name__})")
    return tuple(dict.fromkeys(listed))  # type: ignore[arg-type] # just checked


def positions_of(names: Iterable[str], what: str) -> Positions:
    """Return the numbers of the cells that are named.

    Raises
    ------
    NotAJsonStatError
        When a name is no whole number from 0 up.
    """
    listed = list(names)
    digits = "".join(listed)
    plain = not listed or (digits.isascii() and digits.isdigit() and all(listed))
    if plain and max(map(len, listed), default=0) <= _LONGEST_POSITION:
        return np.fromiter(map(int, listed), np.int64, len(listed))
    odd = next(name for name in listed if not (name.isascii() and name.isdigit() and len(name) <= _LONGEST_POSITION))
    raise unreadable(f'{what} names the cell "{odd[:40]}", but cells are counted from 0')


def marks_in(text: bytes) -> Marks | None:
    """Return the entries of a text such as `"50":".","51":".."`; None where it is not of just this form.

    Without a backslash, quotation marks stand at the borders of texts only, so every fourth one ends an entry. Control
    characters are left to the parser, which refuses them inside texts.
    """
    found = np.frombuffer(text, np.uint8)
    quotes = np.flatnonzero(found == ord('"'))
    if b"\\" in text or not quotes.size or quotes.size % 4 or found.min() < ord(" "):
        return None
    opened, closed, sign_opened, sign_closed = quotes.reshape(-1, 4).T
    between = np.concatenate([opened, [len(text) + 1]])
    plain = (
        between[0] == 0
        and bool((sign_opened - closed == 2).all() and (found[closed + 1] == ord(":")).all())  # noqa: PLR2004
        and bool((between[1:] - sign_closed == 2).all() and (found[sign_closed[:-1] + 1] == ord(",")).all())  # noqa: PLR2004
    )
    if not plain:
        return None
    positions = _numbers(found, opened + 1, closed)
    signs = _signs(found, sign_opened + 1, sign_closed)
    return None if positions is None or signs is None else Marks(positions, *signs)


def _numbers(found: Bytes, start: Positions, end: Positions) -> Positions | None:
    lengths = end - start
    if not 0 < lengths.min() <= lengths.max() <= _LONGEST_POSITION:
        return None
    numbers = np.zeros(start.size, np.int64)
    for place in range(lengths.max()):
        inside = place < lengths
        # Unsigned: what stands below the digit 0 becomes large.
        digits = found[np.where(inside, start + place, start)] - np.uint8(ord("0"))
        if digits.max() > 9:  # noqa: PLR2004
            return None
        numbers = np.where(inside, numbers * 10 + digits, numbers)
    return numbers


def _signs(found: Bytes, start: Positions, end: Positions) -> tuple[npt.NDArray[np.intp], tuple[str, ...]] | None:
    lengths = end - start
    if lengths.max() > _LONGEST_SIGN_BYTES:
        return None
    packed = np.zeros(start.size, np.uint64)
    for place in range(lengths.max()):
        inside = place < lengths
        letters = np.where(inside, found[np.where(inside, start + place, start - 1)], 0)
        packed |= letters.astype(np.uint64) << np.uint64(8 * place)
    first, which = _numbered(packed)
    # Parsed as JSON, so that what JSON does not allow in a text is not allowed here.
    texts = (found[start[one] : end[one]].tobytes() for one in first)
    return which, tuple(orjson.loads(b'"' + text + b'"') for text in texts)


def _numbered(packed: npt.NDArray[np.uint64]) -> tuple[list[int], npt.NDArray[np.intp]]:
    """Return where each different number stands first, and for each number which of them it is."""
    # Faster than to sort them: there are only a handful of signs.
    first: list[int] = []
    which = np.full(packed.size, -1, np.intp)
    while (left := which < 0).any():
        one = int(left.argmax())
        which[packed == packed[one]] = len(first)
        first.append(one)
    return first, which
