"""Reading what a source answered, so that an answer of another form than expected says what is wrong with it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from husrom.figures.clients.kept_answers import Answer
from husrom.figures.errors import SourceError

_BEGINNING = 60


class UnexpectedAnswerError(SourceError):
    """A source answered in another form than it used to; a newer Husrom may be needed."""


@dataclass(frozen=True, slots=True)
class Record:
    """One object of an answer, read field by field.

    Attributes
    ----------
    where
        The address it came from, for messages.

    Raises
    ------
    UnexpectedAnswerError
        From every method, when the field is missing or of another kind.

    Examples
    --------
    >>> record = Record({"code": "3403", "validTo": None}, "https://example.org/codes")
    >>> record.text("code"), record.optional_day("validTo")
    ('3403', None)
    >>> record.text("name")
    Traceback (most recent call last):
    husrom.figures.clients.contents.UnexpectedAnswerError: The answer's "name" is missing, where a text was expected.
    The source may have changed; look for a newer Husrom. (https://example.org/codes)
    """

    fields: Mapping[str, Any]
    where: str

    def text(self, key: str) -> str:
        """Return a text."""
        value = self.fields.get(key)
        if isinstance(value, str):
            return value
        raise self._unexpected(key, "a text")

    def optional_text(self, key: str) -> str | None:
        """Return a text, or None where the field is missing, null or empty."""
        return self.text(key) or None if self.fields.get(key) is not None else None

    def whole(self, key: str) -> int:
        """Return a whole number, which may be written as a text."""
        value = self.fields.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if isinstance(value, str) and value.isdecimal():
            return int(value)
        raise self._unexpected(key, "a whole number")

    def day(self, key: str) -> dt.date:
        """Return a day, written as 2026-01-01."""
        try:
            return dt.date.fromisoformat(self.text(key))
        except ValueError:
            raise self._unexpected(key, "a day such as 2026-01-01") from None

    def optional_day(self, key: str) -> dt.date | None:
        """Return a day, or None where the field is missing, null or empty."""
        return self.day(key) if self.optional_text(key) else None

    def optional_moment(self, key: str) -> dt.datetime | None:
        """Return a moment in UTC, or None where the field is missing, null or empty; without a zone it is UTC."""
        text = self.optional_text(key)
        if text is None:
            return None
        try:
            moment = dt.datetime.fromisoformat(text)
        except ValueError:
            raise self._unexpected(key, "a moment such as 2026-01-01T08:00:00Z") from None
        return moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)

    def record(self, key: str) -> "Record":
        """Return an object within this one."""
        value = self.fields.get(key)
        if isinstance(value, dict):
            return Record(value, self.where)
        raise self._unexpected(key, "an object")

    def records(self, key: str) -> tuple["Record", ...]:
        """Return a list of objects within this one."""
        value = self.fields.get(key)
        if isinstance(value, list) and all(isinstance(entry, dict) for entry in value):
            return tuple(Record(entry, self.where) for entry in value)
        raise self._unexpected(key, "a list of objects")

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self.fields.get(key)
        if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
            return tuple(value)
        raise self._unexpected(key, "a list of texts")

    def optional_flag(self, key: str) -> bool | None:
        """Return true or false, or None where the field is missing or null."""
        value = self.fields.get(key)
        if value is None or isinstance(value, bool):
            return value
        raise self._unexpected(key, "true or false")

    def optional_records(self, key: str) -> tuple["Record", ...]:
        """Return a list of objects; none where the field is missing or null."""
        return () if self.fields.get(key) is None else self.records(key)

    def _unexpected(self, key: str, expected: str) -> UnexpectedAnswerError:
        found = f"is {_short(self.fields[key])}" if key in self.fields else "is missing"
        return unexpected(f'The answer\'s "{key}" {found}, where {expected} was expected', self.where)


def unexpected(what: str, where: str) -> UnexpectedAnswerError:
    """Return the error of an answer that is not as it used to be, with what to do next."""
    return UnexpectedAnswerError(f"{what}. The source may have changed; look for a newer Husrom. ({where})")


def read_record(answer: Answer) -> Record:
    """Return an answer that is one object.

    Raises
    ------
    UnexpectedAnswerError
        When it is anything else.
    """
    content = orjson.loads(answer.content)
    if not isinstance(content, dict):
        raise unexpected(f"The answer is {_short(content)}, where an object was expected", answer.url)
    return Record(content, answer.url)


def read_records(answer: Answer) -> tuple[Record, ...]:
    """Return an answer that is a list of objects.

    Raises
    ------
    UnexpectedAnswerError
        When it is anything else.
    """
    return Record({"list": orjson.loads(answer.content)}, answer.url).records("list")


def _short(value: object) -> str:
    text = orjson.dumps(value).decode()
    return text if len(text) <= _BEGINNING else text[:_BEGINNING] + "…"
