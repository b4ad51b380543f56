"""The client of KLASS, Statistics Norway's register of classifications: codes, their changes and correspondences."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from husrom.figures.clients.connection import Connection
from husrom.figures.clients.contents import Record, UnexpectedAnswerError, read_record

MUNICIPALITIES = 131
COUNTIES = 104
KOSTRA_GROUPS = 112
CENTRALITY = 128

_ONE_DAY = dt.timedelta(days=1)
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class ClassifiedCode:
    """A code for as long as it had one name.

    Attributes
    ----------
    level
        1 is the highest.
    valid_from, valid_to
        First and last day within the time asked about; None for `valid_to` while the code is in use.
    """

    code: str
    name: str
    level: int
    parent_code: str | None
    valid_from: dt.date | None
    valid_to: dt.date | None


@dataclass(frozen=True, slots=True)
class CodeChange:
    """A line of a table of changes.

    Attributes
    ----------
    old_code, new_code
        None where a code began or ended without another one.
    occurred
        The first day of the new code.
    """

    old_code: str | None
    old_name: str | None
    new_code: str | None
    new_name: str | None
    occurred: dt.date

    @property
    def keeps_code(self) -> bool:
        """Whether only the name or the border changed: the register lists these among the changes of codes."""
        return self.old_code == self.new_code


@dataclass(frozen=True, slots=True)
class Correspondence:
    """A code of one classification and what it belongs to in another, from its first day to its last."""

    source_code: str
    source_name: str
    target_code: str
    target_name: str
    valid_from: dt.date | None
    valid_to: dt.date | None


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a classification; None for `valid_to` while it holds."""

    identifier: int
    name: str
    valid_from: dt.date
    valid_to: dt.date | None


class Klass:
    """The register of classifications.

    The register counts the day after as the end of a period; here every end is the last day.

    Parameters
    ----------
    kept_since
        Answers kept on disk since this moment will do; None asks the register in any case.

    Notes
    -----
    Errors are those of the connection, and `UnexpectedAnswerError` when an answer has another form than documented.
    """

    def __init__(self, connection: Connection, *, kept_since: dt.datetime | None = None) -> None:
        self._connection = connection
        self._kept_since = kept_since

    def codes_at(self, classification: int, day: dt.date) -> tuple[ClassifiedCode, ...]:
        """Return the codes in use on a day."""
        path = f"/classifications/{classification}/codesAt"
        return self._ask(path, {"date": day.isoformat()}, lambda answer: _all(answer, "codes", _code))

    def codes(self, classification: int, begin: dt.date, end: dt.date | None = None) -> tuple[ClassifiedCode, ...]:
        """Return every code in use between two days, once for each name it had; `end` itself counts."""
        path = f"/classifications/{classification}/codes"
        return self._ask(path, _range(begin, end), lambda answer: _all(answer, "codes", _code))

    def changes(self, classification: int, begin: dt.date, end: dt.date | None = None) -> tuple[CodeChange, ...]:
        """Return the changes after `begin`, to `end` itself.

        The register compares versions that were in force, so that a change that took effect on `begin` is not told
        of. It refuses the question with status 404 when it lacks one of the tables of changes in between.
        """
        path = f"/classifications/{classification}/changes"
        return self._ask(path, _range(begin, end), lambda answer: _all(answer, "codeChanges", _change))

    def correspondences_at(self, classification: int, target: int, day: dt.date) -> tuple[Correspondence, ...]:
        """Return what the codes of a classification belong to in another on a day.

        The register has been seen to answer with an empty list where it has none for the day, and to refuse with
        status 404.
        """
        path = f"/classifications/{classification}/correspondsAt"
        params = {"targetClassificationId": str(target), "date": day.isoformat()}
        return self._ask(path, params, lambda answer: _all(answer, "correspondenceItems", _correspondence))

    def correspondences(
        self, classification: int, target: int, begin: dt.date, end: dt.date | None = None
    ) -> tuple[Correspondence, ...]:
        """Return the same between two days; the register may refuse with 404 when part of the time lacks a table."""
        path = f"/classifications/{classification}/corresponds"
        params = {"targetClassificationId": str(target)} | _range(begin, end)
        return self._ask(path, params, lambda answer: _all(answer, "correspondenceItems", _correspondence))

    def correspondence_table(self, identifier: int) -> tuple[Correspondence, ...]:
        """Return the lines of one table of correspondences, without days."""
        path = f"/correspondencetables/{identifier}"
        return self._ask(path, {}, lambda answer: _all(answer, "correspondenceMaps", _correspondence))

    def versions(self, classification: int) -> tuple[Version, ...]:
        """Return the versions of a classification, in the order of the register."""
        return self._ask(f"/classifications/{classification}", {}, lambda answer: _all(answer, "versions", _version))

    def _ask(self, path: str, params: dict[str, str], read: Callable[[Record], _Read]) -> _Read:
        answer = self._connection.get(path, params, kept_since=self._kept_since)
        try:
            return read(read_record(answer))
        except UnexpectedAnswerError:
            self._connection.forget(answer)
            raise


def _range(begin: dt.date, end: dt.date | None) -> dict[str, str]:
    """Return a range as the register takes it: its `to` does not count."""
    return {"from": begin.isoformat()} | ({"to": (end + _ONE_DAY).isoformat()} if end else {})


def _all(answer: Record, key: str, read: Callable[[Record], _Read]) -> tuple[_Read, ...]:
    return tuple(read(record) for record in answer.records(key))


def _code(record: Record) -> ClassifiedCode:
    return ClassifiedCode(
        code=record.text("code"),
        name=record.text("name"),
        level=record.whole("level"),
        parent_code=record.optional_text("parentCode"),
        valid_from=record.optional_day("validFromInRequestedRange") or record.optional_day("validFrom"),
        valid_to=_last_day(record, "validToInRequestedRange") or _last_day(record, "validTo"),
    )


def _change(record: Record) -> CodeChange:
    return CodeChange(
        old_code=record.optional_text("oldCode"),
        old_name=record.optional_text("oldName"),
        new_code=record.optional_text("newCode"),
        new_name=record.optional_text("newName"),
        occurred=record.day("changeOccurred"),
    )


def _correspondence(record: Record) -> Correspondence:
    return Correspondence(
        source_code=record.text("sourceCode"),
        source_name=record.text("sourceName"),
        target_code=record.text("targetCode"),
        target_name=record.text("targetName"),
        valid_from=record.optional_day("validFrom"),
        valid_to=_last_day(record, "validTo"),
    )


def _version(record: Record) -> Version:
    address = record.record("_links").record("self").text("href")
    return Version(
        identifier=Record({"version": address.rpartition("/")[2]}, address).whole("version"),
        name=record.text("name"),
        valid_from=record.day("validFrom"),
        valid_to=_last_day(record, "validTo"),
    )


def _last_day(record: Record, key: str) -> dt.date | None:
    day_after = record.optional_day(key)
    return day_after - _ONE_DAY if day_after else None
