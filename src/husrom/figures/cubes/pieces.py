"""The large members of a document, read piece by piece.

A JSON parser makes an object of Python for every number: some 40 bytes for the 5 that an answer has. So `value` and
`status` are cut out of the text, the rest is parsed as it is, and the two are parsed in pieces, each soon forgotten.

That this gives what parsing the whole would give rests on two things. A member is cut out from its opening bracket on,
so that up to there a parser sees the same text, and a name that stands for it must then be found at the top level. And
a piece that parses, between brackets of its own, was not cut in the middle of a text or a nested object. Where either
fails, the caller parses the whole.
"""

import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import orjson

PIECE_BYTES = 65_536
_NAMES = ("value", "status")
# Nobody can write a document that holds them.
_STAND_INS = {name: secrets.token_hex() for name in _NAMES}
_OF_NUMBERS = b"0123456789+-.eE,nul \t\r\n"
_OPENING = re.compile(rb"\s*:\s*([\[{])")
_CLOSING = {b"[": b"]", b"{": b"}"}


class Member(Protocol):
    """A list or object of a document, as pieces of the same kind that follow one another."""

    @property
    def kind(self) -> type:
        """`list`, `dict`, or what else stands there."""

    def at_most(self) -> int:
        """Return how many entries there can be."""

    def holds_numbers_only(self) -> bool:
        """Return whether there is nothing but numbers and null for sure."""

    def pieces(self) -> Iterator[Any]:
        """Yield the entries, some at a time."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A member that has been parsed with the rest of the document."""

    content: Any

    @property
    def kind(self) -> type:
        """`list`, `dict`, or what else stands there."""
        return type(self.content)

    def at_most(self) -> int:
        """Return how many entries there can be."""
        return len(self.content)

    def holds_numbers_only(self) -> bool:
        """Return False: nobody has looked."""
        return False

    def pieces(self) -> Iterator[Any]:
        """Yield the whole."""
        yield self.content


@dataclass(frozen=True, slots=True)
class Unparsed:
    """A member that still lies in the text, brackets included, from `start` to `end`."""

    text: bytes
    start: int
    end: int

    @property
    def kind(self) -> type:
        """`list`, `dict`, or what else stands there."""
        return list if self.text[self.start : self.start + 1] == b"[" else dict

    def at_most(self) -> int:
        """Return how many entries there can be."""
        return self.text.count(b",", self.start, self.end) + 1

    def holds_numbers_only(self) -> bool:
        """Return whether every byte may belong to a number, null, or what separates them."""
        return not self.text[self.start + 1 : self.end - 1].translate(None, _OF_NUMBERS)

    def texts(self) -> Iterator[bytes]:
        """Yield the text between the brackets, cut at commas."""
        start, end = self.start + 1, self.end - 1
        while (cut := self.text.find(b",", min(start + PIECE_BYTES, end), end)) != -1:
            yield self.text[start:cut]
            start = cut + 1
        yield self.text[start:end]

    def parsed(self, text: bytes) -> Any:
        """Return one of the texts parsed; `orjson.JSONDecodeError` says that it was cut in the wrong place."""
        piece = orjson.loads(self.text[self.start : self.start + 1] + text + self.text[self.end - 1 : self.end])
        # Between two commas there must be something; between the brackets alone there need not.
        if not piece and len(text) != self.end - self.start - 2:
            raise orjson.JSONDecodeError("Nothing between two commas", "", 0)
        return piece

    def pieces(self) -> Iterator[Any]:
        """Yield the entries; may raise as `parsed`."""
        yield from map(self.parsed, self.texts())


def parse_whole(text: bytes) -> tuple[Any, Mapping[str, Member]]:
    """Return the document, and its large members out of it.

    Raises
    ------
    orjson.JSONDecodeError
        When the text is not JSON.
    """
    document = orjson.loads(text)
    members = {name: Parsed(document[name]) for name in _NAMES if name in document} if _is_object(document) else {}
    return document, members


def parse_around(text: bytes) -> tuple[Any, Mapping[str, Member]]:
    """Return the document without its large members, and these unparsed.

    Raises
    ------
    orjson.JSONDecodeError
        When the text is not JSON.
    """
    spans = {name: span for name in _NAMES if (span := _longest(text, name))}
    document, members = _without(text, spans)
    misplaced = spans.keys() - members.keys()
    if misplaced:
        # Such as a "status" deep in the document: leave it where it is.
        document, members = _without(text, {name: spans[name] for name in spans.keys() - misplaced})
    return document, members


def _longest(text: bytes, name: str) -> Unparsed | None:
    """Return the longest stretch that looks like the member; it ends at the first closing bracket."""
    found = Unparsed(text, 0, 0)
    quoted = f'"{name}"'.encode()
    at = text.find(quoted)
    while at != -1:
        opening = _OPENING.match(text, at + len(quoted))
        after = at + len(quoted)
        if opening:
            after = text.find(_CLOSING[opening[1]], opening.end()) + 1
            if not after:
                break
            found = max(found, Unparsed(text, opening.end() - 1, after), key=lambda one: one.end - one.start)
        at = text.find(quoted, after)
    return found if found.end else None


def _without(text: bytes, spans: Mapping[str, Unparsed]) -> tuple[Any, Mapping[str, Member]]:
    remaining, start = [], 0
    for name, span in sorted(spans.items(), key=lambda item: item[1].start):
        if span.start < start:
            return parse_whole(text)
        remaining += [text[start : span.start], orjson.dumps(_STAND_INS[name])]
        start = span.end
    document = orjson.loads(b"".join([*remaining, text[start:]]))
    if not _is_object(document):
        return document, {}
    members: dict[str, Member] = {name: Parsed(document[name]) for name in _NAMES if name in document}
    for name, span in spans.items():
        if document.get(name) == _STAND_INS[name]:
            members[name] = span
        else:
            members.pop(name, None)
    return document, members


def _is_object(document: Any) -> bool:
    return isinstance(document, dict)
