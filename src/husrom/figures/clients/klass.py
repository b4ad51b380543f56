"""The client of KLASS, Statistics Norway's register of classifications: codes, their changes and correspondences."""

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

from husrom.figures.clients import klass_answers as answers
from husrom.figures.clients.connection import Connection
from husrom.figures.clients.contents import Record, UnexpectedAnswerError, read_record
from husrom.figures.clients.klass_answers import ClassifiedCode, CodeChange, Correspondence, Version

MUNICIPALITIES = 131
COUNTIES = 104
KOSTRA_GROUPS = 112
CENTRALITY = 128

_ONE_DAY = dt.timedelta(days=1)
_Read = TypeVar("_Read")


class Klass:
    """The register of classifications.

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
        return self._ask(path, {"date": day.isoformat()}, answers.codes)

    def codes(self, classification: int, begin: dt.date, end: dt.date | None = None) -> tuple[ClassifiedCode, ...]:
        """Return every code in use between two days, once for each name it had; `end` itself counts."""
        path = f"/classifications/{classification}/codes"
        return self._ask(path, _range(begin, end), answers.codes)

    def changes(self, classification: int, begin: dt.date, end: dt.date | None = None) -> tuple[CodeChange, ...]:
        """Return the changes after `begin`, to `end` itself.

        The register compares versions that were in force, so that a change that took effect on `begin` is not told
        of. It refuses the question with status 404 when it lacks one of the tables of changes in between.
        """
        path = f"/classifications/{classification}/changes"
        return self._ask(path, _range(begin, end), answers.changes)

    def correspondences_at(self, classification: int, target: int, day: dt.date) -> tuple[Correspondence, ...]:
        """Return what the codes of a classification belong to in another on a day.

        The register has been seen to answer with an empty list where it has none for the day, and to refuse with
        status 404.
        """
        path = f"/classifications/{classification}/correspondsAt"
        params = {"targetClassificationId": str(target), "date": day.isoformat()}
        return self._ask(path, params, lambda answer: answers.correspondences(answer, "correspondenceItems"))

    def correspondences(
        self, classification: int, target: int, begin: dt.date, end: dt.date | None = None
    ) -> tuple[Correspondence, ...]:
        """Return the same between two days; the register may refuse with 404 when part of the time lacks a table."""
        path = f"/classifications/{classification}/corresponds"
        params = {"targetClassificationId": str(target)} | _range(begin, end)
        return self._ask(path, params, lambda answer: answers.correspondences(answer, "correspondenceItems"))

    def correspondence_table(self, identifier: int) -> tuple[Correspondence, ...]:
        """Return the lines of one table of correspondences, without days."""
        path = f"/correspondencetables/{identifier}"
        return self._ask(path, {}, lambda answer: answers.correspondences(answer, "correspondenceMaps"))

    def versions(self, classification: int) -> tuple[Version, ...]:
        """Return the versions of a classification, in the order of the register."""
        return self._ask(f"/classifications/{classification}", {}, answers.versions)

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
