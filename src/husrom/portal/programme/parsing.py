"""From YAML text to plain values, remembering the line of each.

Built from the parser's events, so that nothing is ever constructed: no tags, no aliases (which could swell into
billions of values) and no deep nesting.
"""

import math
import re
from dataclasses import dataclass, field
from typing import Any

import yaml
from django.utils.translation import gettext as _

from husrom.portal.programme.faults import Fault, Place, written

DEEPEST = 20
_WHOLE = re.compile(r"[-+]?[0-9]{1,15}")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


@dataclass
class ParsedFile:
    """The values of a file as JSON types (dates stay text), the line of each place, and what was wrong so far."""

    tree: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    # False when the text could not be read to its end, so that what is missing is not held against the author.
    complete: bool = True

    def line_of(self, place: Place) -> int:
        """Return the line of a place, or of the nearest place around it that is in the file."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    # Places whose value could not be taken as it stood; what is wrong with the value has been said.
    settled: set[Place] = field(default_factory=set)

    def report(self, place: Place, message: str) -> None:
        fault = Fault(self.line_of(place), written(place), message)
        if place not in self.settled and fault not in self.faults:
            self.faults.append(fault)


@dataclass
class _Open:
    """A mapping or a list that is being read."""

    container: dict[str, Any] | list[Any]
    place: Place
    key: str | None = None
    ignored: bool = False


class _StopError(Exception):
    """The rest of the file cannot be read."""


def parse(text: str) -> ParsedFile:
    """Read YAML by the core schema of YAML 1.2: `on`, `no`, dates and times of day are text."""
    parsed = ParsedFile()
    builder = _Builder(parsed)
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            builder.take(event)
    except _StopError:
        parsed.complete = False
    except yaml.reader.ReaderError as error:
        parsed.complete = False
        line = text.count("\n", 0, error.position) + 1
        message = _("There is a character here that text cannot hold. Delete it and save the file as UTF-8.")
        parsed.faults.append(Fault(line, "", message))
    except yaml.MarkedYAMLError as error:
        parsed.complete = False
        parsed.faults.append(_syntax_fault(error, builder.long_quote))
    return parsed


def _syntax_fault(error: yaml.MarkedYAMLError, long_quote: tuple[int, int] | None) -> Fault:
    never_closed = error.context is not None and "quoted scalar" in error.context
    mark = error.context_mark if never_closed else error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    if long_quote is not None and line - long_quote[1] <= 1:
        message = _("The quotation mark here is not closed on its own line, so the text goes on to line %(line)d.")
        return Fault(long_quote[0], "", message % {"line": long_quote[1]})
    message = _("This is not valid YAML. Look for wrong indentation, a missing colon or an open quotation mark.")
    return Fault(line, "", message)


class _Builder:
    def __init__(self, parsed: ParsedFile) -> None:
        self.parsed = parsed
        # The first and last line of the newest text in quotation marks that goes over several lines.
        self.long_quote: tuple[int, int] | None = None
        self.open: list[_Open] = []
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._stop(line, (), _("A second document starts here. A programme file holds one network."))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.open.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._report(line, _("This is an alias (*). Write the value out where it is used."), settles=True)
            self._put(None, line)
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event, line)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._container(event, line)

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        self._refuse_tag(event, line)
        if event.style in {"'", '"'} and event.end_mark and event.end_mark.line + 1 > line:
            self.long_quote = (line, event.end_mark.line + 1)
        parent = self.open[-1] if self.open else None
        if parent is not None and isinstance(parent.container, dict) and parent.key is None:
            self._key(parent, event.value, line)
            return
        plain = event.implicit[0] and not event.style
        self._put(_resolve(event.value) if plain else event.value, line)

    def _key(self, parent: _Open, key: str, line: int) -> None:
        parent.key = key
        place = (*parent.place, key)
        if key in parent.container:
            first = self.parsed.line_of(place)
            message = _("The key stands twice: it is on line %(line)d already. Keep one of them.") % {"line": first}
            self.parsed.faults.append(Fault(line, written(place), message))
            return
        if not parent.ignored:
            self.parsed.lines[place] = line

    def _container(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent, line: int) -> None:
        self._refuse_tag(event, line)
        place = self._next_place()
        if self.open and isinstance(self.open[-1].container, dict) and self.open[-1].key is None:
            self._stop(line, self.open[-1].place, _("A key must be a word, not a list or a group of keys."))
        if len(self.open) >= DEEPEST:
            self._stop(line, place, _("Values lie too deep inside each other here. Look for brackets too many."))
        repeated = bool(self.open) and (self.open[-1].ignored or self._is_repeated(self.open[-1]))
        container: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._put(container, line)
        self.open.append(_Open(container, place, ignored=repeated))

    def _next_place(self) -> Place:
        if not self.open:
            return ()
        parent = self.open[-1]
        step = parent.key if isinstance(parent.container, dict) else len(parent.container)
        return parent.place if step is None else (*parent.place, step)

    @staticmethod
    def _is_repeated(parent: _Open) -> bool:
        return isinstance(parent.container, dict) and parent.key in parent.container

    def _put(self, value: Any, line: int) -> None:
        if not self.open:
            self.parsed.tree = value
            self.parsed.lines[()] = line
            return
        parent = self.open[-1]
        if isinstance(parent.container, list):
            if not parent.ignored:
                self.parsed.lines[self._next_place()] = line
            parent.container.append(value)
        elif parent.key is not None:
            parent.container.setdefault(parent.key, value)
            parent.key = None

    def _refuse_tag(self, event: yaml.NodeEvent, line: int) -> None:
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            self._report(line, _("Tags (%(tag)s) are not used. Write the plain value.") % {"tag": tag}, settles=True)
        if event.anchor is not None:
            self._report(line, _("This is an anchor (&). Write the value out where it is used."))

    def _report(self, line: int, message: str, *, settles: bool = False) -> None:
        place = self._next_place()
        self.parsed.faults.append(Fault(line, written(place), message))
        if settles:
            self.parsed.settled.add(place)

    def _stop(self, line: int, place: Place, message: str) -> None:
        self.parsed.faults.append(Fault(line, written(place), message))
        raise _StopError


def _resolve(text: str) -> str | int | float | bool | None:
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text) and math.isfinite(number := float(text)):
        return int(number) if number.is_integer() else number
    return text
