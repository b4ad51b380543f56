"""What is wrong with a file: every fault with its row, its column, what stood there and what was expected."""

from collections.abc import Iterable
from dataclasses import dataclass

from husrom.figures.errors import FiguresError

MOST_FAULTS = 50
"""As many faults as are told at once; more than these are counted."""

_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that must be mended before the file can be read.

    Attributes
    ----------
    row
        The row as a spreadsheet numbers it, from 1; None where the fault is of the whole file.
    column
        The heading of the column, or the key of the mapping; None where the fault is of the whole row.
    value
        What stood there, shortened; None where nothing did.
    expected
        What should have stood there.

    Examples
    --------
    >>> print(Fault(row=7, column="Antall", value="tolv", expected="a whole number, such as 1 234"))
    row 7, column "Antall": found "tolv", expected a whole number, such as 1 234
    """

    row: int | None
    column: str | None
    value: str | None
    expected: str

    def __str__(self) -> str:
        """Return the fault as one line."""
        row = [f"row {self.row}"] if self.row is not None else []
        column = [f'column "{self.column}"'] if self.column is not None else []
        place = f"{', '.join(row + column)}: " if row or column else ""
        found = f'found "{shortened(self.value)}", ' if self.value is not None else ""
        return f"{place}{found}expected {self.expected}"


class ImportRefusedError(FiguresError):
    """A file or its mapping cannot be used; the message is one sentence, followed by the faults where there are any.

    Attributes
    ----------
    faults
        The faults that were found, at most `MOST_FAULTS` of them.
    fault_count
        How many there were in all.
    """

    def __init__(self, sentence: str, faults: Iterable[Fault] = (), fault_count: int | None = None) -> None:
        self.faults = tuple(faults)
        self.fault_count = len(self.faults) if fault_count is None else fault_count
        lines = [sentence, *(f"  {fault}" for fault in self.faults)]
        if (untold := self.fault_count - len(self.faults)) > 0:
            lines.append(f"  and {untold} more")
        super().__init__("\n".join(lines))


class FaultList:
    """Collects faults, so that all can be told at once; keeps no more than `MOST_FAULTS` and counts the rest."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._count = 0

    def add(self, expected: str, *, row: int | None = None, column: str | None = None, value: object = None) -> None:
        """Note one fault."""
        self._count += 1
        if len(self._faults) < MOST_FAULTS:
            shown = None if value is None else shortened(str(value))
            self._faults.append(Fault(row=row, column=column, value=shown, expected=expected))

    def __bool__(self) -> bool:
        """Tell whether any fault was noted."""
        return self._count > 0

    def refuse(self, sentence: str) -> None:
        """Raise `ImportRefusedError` if any fault was noted."""
        if self._count:
            raise ImportRefusedError(sentence, self._faults, self._count)


def shortened(text: str) -> str:
    r"""Return a text that fits on a line and holds no control characters.

    Examples
    --------
    >>> shortened("a" * 70)[-3:], shortened("a\tb")
    ('aa…', 'a b')
    """
    plain = "".join(letter if letter.isprintable() else " " for letter in text[: _LONGEST_SHOWN + 1])
    return f"{plain[:_LONGEST_SHOWN]}…" if len(text) > _LONGEST_SHOWN else plain
