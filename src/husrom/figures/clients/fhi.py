"""The client of the statistics of the Norwegian Institute of Public Health (FHI)."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from husrom.figures.clients.connection import Connection
from husrom.figures.clients.contents import Record, UnexpectedAnswerError, read_record, read_records
from husrom.figures.clients.fhi_cubes import read_cube
from husrom.figures.clients.fhi_selection import Category, Choice, FhiDimension, check
from husrom.figures.clients.kept_answers import Answer
from husrom.figures.cubes.cube import Cube

PUBLIC_HEALTH = "nokkel"
"""The source that holds the public health statistics of municipalities."""

_MOST_ROWS = 50_000
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class FhiSource:
    """A collection of tables, such as the public health statistics or a health register."""

    identifier: str
    title: str
    about_url: str | None


@dataclass(frozen=True, slots=True)
class FhiTable:
    """A published table.

    Attributes
    ----------
    published_at
        When its figures were published, UTC.
    modified_at
        When figures, texts or labels last changed, UTC.
    """

    identifier: int
    title: str
    published_at: dt.datetime | None
    modified_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A part of the description of a table."""

    header: str
    content: str


class Fhi:
    """One collection of the FHI's tables.

    Parameters
    ----------
    source
        The collection; `sources` tells which there are.
    kept_since
        Answers kept on disk since this moment will do; None asks the source in any case.

    Notes
    -----
    Errors are those of the connection, and `UnexpectedAnswerError` when an answer has another form than documented.
    """

    def __init__(
        self, connection: Connection, *, source: str = PUBLIC_HEALTH, kept_since: dt.datetime | None = None
    ) -> None:
        self._connection = connection
        self._source = source
        self._kept_since = kept_since

    def sources(self) -> tuple[FhiSource, ...]:
        """Return the collections of tables."""
        return self._get("/Common/source", {}, lambda answer: tuple(map(_source, read_records(answer))))

    def tables(self, *, modified_after: dt.date | None = None) -> tuple[FhiTable, ...]:
        """Return the published tables, or only those changed after a day."""
        params = {"modifiedAfter": modified_after.isoformat()} if modified_after else {}
        return self._get(self._path(), params, lambda answer: tuple(map(_table, read_records(answer))))

    def table(self, identifier: int) -> FhiTable:
        """Return one table."""
        return self._get(self._path(identifier), {}, lambda answer: _table(read_record(answer)))

    def dimensions(self, identifier: int) -> tuple[FhiDimension, ...]:
        """Return the dimensions of a table with all their categories."""
        path = self._path(identifier, "dimension")
        return self._get(path, {}, lambda answer: tuple(map(_dimension, read_record(answer).records("dimensions"))))

    def signs(self, identifier: int) -> Mapping[str, str]:
        """Return what the signs in a table stand for, such as `:` for what is kept confidential."""
        path = self._path(identifier, "flag")
        return self._get(
            path, {}, lambda answer: {sign: text for sign, text in map(_sign, read_records(answer)) if sign}
        )

    def description(self, identifier: int) -> tuple[Paragraph, ...]:
        """Return what the editors write about a table."""
        path = self._path(identifier, "metadata")
        return self._get(path, {}, lambda answer: tuple(map(_paragraph, read_record(answer).records("paragraphs"))))

    def data(self, identifier: int, selection: Sequence[Choice], *, most_rows: int = _MOST_ROWS) -> Cube:
        """Return the figures chosen from a table.

        Parameters
        ----------
        selection
            One choice for every dimension.
        most_rows
            The source refuses to give more than this.

        Returns
        -------
        Cube
            With a sign wherever there is no number, and the source's explanation of the signs as notes.

        Raises
        ------
        SelectionError
            When the selection does not fit the table.
        SourceRefusedError
            When the source refuses, as it does when the answer would have more rows than `most_rows`.
        """
        check(selection, self.dimensions(identifier))
        body = {
            "dimensions": [
                {"code": choice.dimension, "filter": choice.filter, "values": choice.values} for choice in selection
            ],
            "response": {"format": "json-stat2", "maxRowCount": most_rows},
        }
        answer = self._connection.post(self._path(identifier, "data"), (), body, kept_since=self._kept_since)
        return self._read(answer, lambda answer: read_cube(answer, identifier))

    def _path(self, *parts: object) -> str:
        return "/".join(["", self._source, "table", *map(str, parts)])

    def _get(self, path: str, params: Mapping[str, str], read: Callable[[Answer], _Read]) -> _Read:
        return self._read(self._connection.get(path, params, kept_since=self._kept_since), read)

    def _read(self, answer: Answer, read: Callable[[Answer], _Read]) -> _Read:
        try:
            return read(answer)
        except UnexpectedAnswerError:
            self._connection.forget(answer)
            raise


def _source(record: Record) -> FhiSource:
    return FhiSource(record.text("id"), record.optional_text("title") or "", record.optional_text("aboutUrl"))


def _table(record: Record) -> FhiTable:
    return FhiTable(
        identifier=record.whole("tableId"),
        title=record.optional_text("title") or "",
        published_at=record.optional_moment("publishedAt"),
        modified_at=record.optional_moment("modifiedAt"),
    )


def _dimension(record: Record) -> FhiDimension:
    categories = tuple(_categories(record.records("categories"), None))
    return FhiDimension(record.text("code"), record.optional_text("label") or record.text("code"), categories)


def _categories(records: Iterable[Record], parent: str | None) -> Iterator[Category]:
    for record in records:
        code = record.text("value")
        yield Category(code, record.optional_text("label") or code, parent)
        yield from _categories(record.optional_records("children"), code)


def _sign(record: Record) -> tuple[str, str]:
    return record.optional_text("title") or "", record.optional_text("text") or ""


def _paragraph(record: Record) -> Paragraph:
    return Paragraph(record.optional_text("header") or "", record.optional_text("content") or "")
