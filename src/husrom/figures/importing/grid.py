"""A table as it stands in a file: headings, and rows of cells that nobody has interpreted yet."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from husrom.figures.importing.sentences import Sentence

Cell = str | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Attributes
    ----------
    headings
        As they stand in the file, with spaces tidied.
    rows
        Number of the row as a spreadsheet shows it (from 1), and its cells from the first column. Can be gone through
        once.
    spoiled
        Cells that have no value, by row and column from 1: an error (`#REF!`), or nothing for a formula without answer.
    warnings
        What the person should know about how the file was read.
    """

    headings: tuple[str, ...]
    rows: Iterator[tuple[int, list[Cell]]]
    spoiled: Mapping[tuple[int, int], str] = field(default_factory=dict)
    warnings: tuple[Sentence, ...] = ()


def tidy(text: str) -> str:
    r"""Return a text in one form: composed letters, single spaces, none at the ends.

    Examples
    --------
    >>> tidy(" Antall\u00a0 lån ")
    'Antall lån'
    """
    return re.sub(r"[ \u00a0\u2007\u2009\u202f]+", " ", unicodedata.normalize("NFC", text)).strip(" ")
