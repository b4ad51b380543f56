"""What is wrong with a file: every fault with its row, its column, what stood there and what was expected."""

from collections.abc import Iterable
from dataclasses import dataclass

from husrom.figures.errors import FiguresError
from husrom.figures.importing.sentences import Sentence, Translate
from husrom.figures.wording import gettext_noop as _

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
    >>> print(Fault(row=7, column="Antall", value="tolv", expected=Sentence("a whole number")))
    row 7, column "Antall": found "tolv", expected a whole number
    """

    row: int | None
    column: str | None
    value: str | None
    expected: Sentence

    def __str__(self) -> str:
        """Return the fault as one line in English."""
        return self.in_words(lambda template: template)

    def in_words(self, translate: Translate) -> str:
        """Return the fault as one line."""
        row = [] if self.row is None else [Sentence(_("row %(row)s"), row=self.row)]
        column = [] if self.column is None else [Sentence(_('column "%(column)s"'), column=self.column)]
        place = ", ".join(part.in_words(translate) for part in row + column)
        if self.value is None:
            said = Sentence(_("expected %(expected)s"), expected=self.expected)
        else:
            said = Sentence(_('found "%(value)s", expected %(expected)s'), value=self.value, expected=self.expected)
        return f"{place}: {said.in_words(translate)}" if place else said.in_words(translate)


class ImportRefusedError(FiguresError):
    """A file or its mapping cannot be used; the message is one sentence, followed by the faults where there are any.

    Attributes
    ----------
    sentence
        Why, in one sentence.
    faults
        The faults that were found, at most `MOST_FAULTS` of them.
    fault_count
        How many there were in all.
    """

    def __init__(self, template: str, /, **values: object) -> None:
        self.sentence = Sentence(template, **values)
        self.faults: tuple[Fault, ...] = ()
        self.fault_count = 0
        super().__init__(template)

    def with_faults(self, faults: Iterable[Fault], fault_count: int) -> "ImportRefusedError":
        """Return the error with its faults."""
        self.faults = tuple(faults)
        self.fault_count = fault_count
        return self

    def __str__(self) -> str:
        """Return the whole message in English."""
        return self.in_words(lambda template: template)

    def in_words(self, translate: Translate) -> str:
        """Return the whole message, a line for the sentence and one for each fault."""
        lines = [self.sentence.in_words(translate), *(f"  {fault.in_words(translate)}" for fault in self.faults)]
        if (untold := self.fault_count - len(self.faults)) > 0:
            more = Sentence(_("and %(count)s more"), count=untold)
            lines.append(f"  {more.in_words(translate)}")
        return "\n".join(lines)


class FaultList:
    """Collects faults, so that all can be told at once; keeps no more than `MOST_FAULTS` and counts the rest."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._count = 0

    def add(
        self,
        expected: str | Sentence,
        /,
        *,
        row: int | None = None,
        column: str | None = None,
        value: object = None,
        **values: object,
    ) -> None:
        """Note one fault; `values` fill the template of what was expected."""
        self._count += 1
        if len(self._faults) < MOST_FAULTS:
            shown = None if value is None else shortened(str(value))
            sentence = expected if isinstance(expected, Sentence) else Sentence(expected, **values)
            self._faults.append(Fault(row=row, column=column, value=shown, expected=sentence))

    def refuse(self, template: str, /, **values: object) -> None:
        """Raise `ImportRefusedError` if any fault was noted."""
        if self._count:
            raise ImportRefusedError(template, **values).with_faults(self._faults, self._count)


def shortened(text: str) -> str:
    r"""Return a text that fits on a line and holds no control characters.

    Examples
    --------
    >>> shortened("a" * 70)[-3:], shortened("a\tb")
    ('aa…', 'a b')
    """
    plain = "".join(letter if letter.isprintable() else " " for letter in text[: _LONGEST_SHOWN + 1])
    return f"{plain[:_LONGEST_SHOWN]}…" if len(text) > _LONGEST_SHOWN else plain
