"""Statistics Norway's Statbank, through PxWebApi 2: tables, their metadata, lists of codes and figures."""

import datetime as dt
from collections.abc import Callable, Mapping

from husrom.figures.clients.codelists import Codelist, identifier_of, is_identifier, read_codelist
from husrom.figures.clients.connection import Connection, Parameters
from husrom.figures.clients.contents import read_record
from husrom.figures.clients.kept_answers import Answer
from husrom.figures.clients.release_times import pause_at
from husrom.figures.clients.selection import Selection
from husrom.figures.clients.splitting import split
from husrom.figures.clients.statbank_parts import ChangedMeanwhileError, Part, check_one_state
from husrom.figures.clients.statbank_tables import TableInformation, read_table
from husrom.figures.cubes.cube import Cube
from husrom.figures.cubes.errors import NotAJsonStatError
from husrom.figures.cubes.jsonstat import decode
from husrom.figures.errors import SourceRefusedError, SourceUnavailableError

OnPart = Callable[[int, int], None]

CELL_LIMIT = 800_000
_PAGE_SIZE = 1_000
_LANGUAGE = ("lang", "no")
_JSON_STAT = ("outputFormat", "json-stat2")
# A table's metadata can change without its figures, at 05:00 and 11:30, so nothing is used for longer than a day.
_KEPT_FOR = dt.timedelta(days=1)
_ROUNDS = 3
# What the Statbank says when our picture of the table is an old one.
_OUTDATED = frozenset({"Non-existent value", "Non-existent variable", "Non-existent codelist"})


class Statbank:
    """The Statbank behind a connection.

    Parameters
    ----------
    cell_limit
        The most cells the Statbank gives in one answer; larger questions are asked in parts.
    release_wait_s
        How long to wait at most while new figures are on their way; a longer wait is refused instead.
    """

    def __init__(
        self, connection: Connection, *, cell_limit: int = CELL_LIMIT, release_wait_s: float = 20 * 60.0
    ) -> None:
        self._connection = connection
        self._cell_limit = cell_limit
        self._release_wait_s = release_wait_s

    def tables(
        self, query: str | None = None, past_days: int | None = None, *, include_discontinued: bool = False
    ) -> tuple[TableInformation, ...]:
        """Return the tables that fit a query and changed in the last so many days, each once.

        Parameters
        ----------
        query
            Words, with `AND`, `*` and `title:` as the Statbank takes them; None for every table.
        """
        given = {"query": query, "pastDays": past_days, "includeDiscontinued": include_discontinued or None}
        asked = [_LANGUAGE, *((name, str(value).lower()) for name, value in given.items() if value is not None)]
        found: dict[str, TableInformation] = {}
        page, pages = 1, 1
        while page <= pages:
            paging = [("pageNumber", str(page)), ("pageSize", str(_PAGE_SIZE))]
            answer = read_record(self._connection.get("/tables", [*asked, *paging]))
            tables = map(read_table, answer.records("tables"))
            found.update((table.identifier, table) for table in tables)
            pages = answer.record("page").whole("totalPages")
            page += 1
        return tuple(found.values())

    def table(self, identifier: str) -> TableInformation:
        """Return what the Statbank says of a table now.

        Raises
        ------
        SourceRefusedError
            When there is no such table.
        """
        return read_table(read_record(self._connection.get(f"/tables/{identifier}", [_LANGUAGE])))

    def metadata(self, identifier: str, codelists: Mapping[str, str] | None = None) -> Cube:
        """Return the table's variables, codes, units and notes as a cube without values.

        Parameters
        ----------
        codelists
            The identifier or label of a codelist for each variable that is to be seen through one.
        """
        return self._metadata(identifier, self._identifiers(identifier, codelists or {}, None), None)

    def codelist(self, identifier: str) -> Codelist:
        """Return a list of codes. Small letters and capitals in its identifier are told apart."""
        return read_codelist(read_record(self._connection.get(f"/codelists/{identifier}", [_LANGUAGE])))

    def data(self, identifier: str, selection: Selection, *, due: bool = True, on_part: OnPart | None = None) -> Cube:
        """Return the figures of a selection, asked for in parts where they are too many, and joined.

        Parts kept on disk from a download that broke are used again, unless the table has changed since. When the
        table changes while it is fetched it is fetched anew, so that all figures are of the same state of the table.

        Parameters
        ----------
        due
            Whether the table may get new figures today; False lets it be asked between 05:00 and 07:55.
        on_part
            Told how many parts of how many are here.

        Raises
        ------
        SelectionError
            When the table cannot be asked in this way.
        SourceRefusedError
            When the Statbank refuses.
        SourceUnavailableError
            When it cannot be reached, goes on failing, is about to get new figures, or the table goes on changing.
        """
        for round_number in range(_ROUNDS):
            try:
                return self._data(identifier, selection, due=due, on_part=on_part, trust_kept=not round_number)
            except ChangedMeanwhileError:
                continue
            except SourceRefusedError as refused:
                if round_number or refused.title not in _OUTDATED:
                    raise
        raise SourceUnavailableError(
            f"Table {identifier} changed each of the {_ROUNDS} times it was fetched. Try again in half an hour."
        )

    def _data(
        self, identifier: str, selection: Selection, *, due: bool, on_part: OnPart | None, trust_kept: bool
    ) -> Cube:
        self._wait_for_release(due=due)
        before = self.table(identifier)
        since = self._kept_since(before)
        metadata_since = since if trust_kept else None
        codelists = self._identifiers(identifier, selection.codelists, metadata_since)
        named = Selection.of({chosen.variable: chosen.codes for chosen in selection.variables}, codelists)
        metadata = self._metadata(identifier, codelists, metadata_since)
        asked = split(named, metadata, self._cell_limit)
        parts = []
        for number, question in enumerate(asked.parts, start=1):
            self._wait_for_release(due=due)
            parts.append(self._part(identifier, question, since))
            if on_part:
                on_part(number, len(asked.parts))
        check_one_state(parts, before.updated, lambda: self.table(identifier).updated, self._connection.forget)
        return asked.join([part.cube for part in parts], label=metadata.label)

    def _part(self, identifier: str, question: Selection, since: dt.datetime | None) -> Part:
        answer = self._connection.post(
            f"/tables/{identifier}/data", [_LANGUAGE, _JSON_STAT], question.body(), kept_since=since
        )
        return Part(question, answer, self._cube(answer))

    def _metadata(self, identifier: str, codelists: Mapping[str, str], since: dt.datetime | None) -> Cube:
        params: Parameters = [_LANGUAGE, *((f"codelist[{variable}]", name) for variable, name in codelists.items())]
        return self._cube(self._connection.get(f"/tables/{identifier}/metadata", params, kept_since=since))

    def _cube(self, answer: Answer) -> Cube:
        try:
            return decode(answer.content)
        except NotAJsonStatError:
            self._connection.forget(answer)
            raise

    def _identifiers(self, identifier: str, codelists: Mapping[str, str], since: dt.datetime | None) -> dict[str, str]:
        """Return the codelists by identifier; the table's own metadata knows those that are given by label."""
        if all(map(is_identifier, codelists.values())):
            return dict(codelists)
        plain = self._metadata(identifier, {}, since)
        return {
            variable: name if is_identifier(name) else identifier_of(name, plain.dimension(variable))
            for variable, name in codelists.items()
        }

    def _kept_since(self, table: TableInformation) -> dt.datetime | None:
        if table.updated is None:
            return None
        return max(table.updated, self._connection.clock.now() - _KEPT_FOR)

    def _wait_for_release(self, *, due: bool) -> None:
        now = self._connection.clock.now()
        pause = pause_at(now, due=due)
        if pause is None:
            return
        wait_s = (pause.until - now).total_seconds()
        if wait_s > self._release_wait_s:
            raise SourceUnavailableError(
                f"The Statbank is not asked now: {pause.reason}. Try again after {pause.until:%H:%M}, Norwegian time."
            )
        self._connection.pause(wait_s, pause.reason)
