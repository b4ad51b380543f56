"""What is wrong with a programme file: everything at once, each fault with its line and its place."""

from dataclasses import dataclass
from typing import TypeAlias

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from husrom.errors import HusromError

Place: TypeAlias = tuple[str | int, ...]


def written(place: Place) -> str:
    """Write a place as in `members[3].number`; the file as a whole is the empty text."""
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")


def quoted(text: object) -> str:
    """Put quotation marks of the reader's language around a text."""
    return _("“%(text)s”") % {"text": text}


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault: the line it stands on, the path of the value, and a sentence with what was expected.

    Line 0 and an empty path mean the file as a whole.
    """

    line: int
    path: str
    message: str

    def __str__(self) -> str:
        if not self.line:
            return self.message
        where = _("line %(line)d") % {"line": self.line}
        if self.path:
            where = f"{where}, {self.path}"
        return f"{where}: {self.message}"


class ProgrammeFileError(HusromError):
    """A programme file that cannot be used. `faults` holds all that is wrong with it, in the order of the file."""

    def __init__(self, source: str, faults: tuple[Fault, ...]) -> None:
        self.source = source
        self.faults = faults
        heading = ngettext(
            "%(source)s has %(count)d fault and cannot be used:",
            "%(source)s has %(count)d faults and cannot be used:",
            len(faults),
        ) % {"source": source, "count": len(faults)}
        super().__init__("\n".join([heading, *(f"  {fault}" for fault in faults)]))
