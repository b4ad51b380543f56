"""Fetch one dataset from its source, in the form a snapshot holds it."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from husrom.figures.clients import fhi_selection
from husrom.figures.clients.statbank_tables import TableInformation
from husrom.figures.cubes.cube import Cube, Dimension
from husrom.figures.cubes.jsonstat import encode
from husrom.figures.municipality_register import register_datasets
from husrom.figures.tables import dataset, table_of
from husrom.figures.tables.table import Table
from husrom.figures.updating.asking import Question, question
from husrom.figures.updating.held import Record
from husrom.figures.updating.live import LiveSources
from husrom.figures.updating.reshaping import reshape

OnPart = Callable[[int, int], None]

FIRST_YEAR = 2005
"""How far back figures are fetched, unless those at hand go further back already."""

_CONTENTS: Mapping[str, str] = {"statbank": "ContentsCode", "kostra": "ContentsCode", "fhi": "MEASURE_TYPE"}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A dataset as it came.

    Attributes
    ----------
    asked
        None where it is not from a table that is asked for figures.
    notes
        What the source says must stand beside the figures.
    """

    frame: pl.DataFrame
    record: Record
    answer_sha256: str
    asked: Question | None = None
    notes: tuple[str, ...] = ()


@dataclass
class Fetcher:
    """Fetches datasets; what a source says of a table, and the register of municipalities, it asks for once."""

    live: LiveSources
    on_part: OnPart | None = None
    _states: dict[str, dt.datetime | None] = field(default_factory=dict)
    _metadata: dict[tuple[str, tuple[tuple[str, str], ...]], Cube] = field(default_factory=dict)
    _register: Mapping[str, pl.DataFrame] | None = None

    def updated(self, table: Table) -> dt.datetime | None:
        """Return when the source last changed a table, UTC; None where it does not say."""
        if table.key not in self._states:
            self._states[table.key] = self._state(table)
        return self._states[table.key]

    def _state(self, table: Table) -> dt.datetime | None:
        if table.interface == "klass":
            return None
        if table.interface == "fhi":
            return self.live.fhi.table(int(table.number)).modified_at
        information: TableInformation = self.live.statbank.table(table.number)
        return information.updated

    def fetch(self, name: str, *, held: pl.DataFrame | None) -> Fetched:
        """Return a dataset.

        Parameters
        ----------
        held
            The one we have; no fewer years are asked for.

        Raises
        ------
        FiguresError
            When the source does not give it, or gives something that does not make it.
        """
        table = table_of(name)
        if table.interface == "klass":
            return self._from_register(name)
        asked = question(
            table,
            dataset(name),
            lambda codelists: self._seen(table, codelists),
            first_year=_first_year(held),
            contents=_CONTENTS[table.interface],
        )
        cube = self._answer(asked)
        return Fetched(
            frame=reshape(cube, asked),
            record=self._record(asked),
            answer_sha256=hashlib.sha256(encode(cube)).hexdigest(),
            asked=asked,
            notes=tuple(_mandatory_notes(cube)),
        )

    def _from_register(self, name: str) -> Fetched:
        if self._register is None:
            self._register = register_datasets(self.live.klass, on=self.live.today)
        frame = self._register[name]
        address = f"{self.live.klass_url}/classifications/{table_of(name).number}"
        record = Record(table_of(name).key, address, None, None, self.live.clock.now())
        content = frame.write_json().encode()
        return Fetched(frame, record, hashlib.sha256(content).hexdigest())

    def _seen(self, table: Table, codelists: Mapping[str, str]) -> Cube:
        key = (table.key, tuple(sorted(codelists.items())))
        if key not in self._metadata:
            self._metadata[key] = (
                _fhi_metadata(table, self.live)
                if table.interface == "fhi"
                else self.live.statbank.metadata(table.number, codelists)
            )
        return self._metadata[key]

    def _answer(self, asked: Question) -> Cube:
        table = asked.table
        if table.interface == "fhi":
            choices = [fhi_selection.items(one.variable, one.codes) for one in asked.asked]
            return self.live.fhi.data(int(table.number), choices)
        # New figures come in known months; in the others the small hours are no hindrance.
        due = not table.published or self.live.today.month in table.published
        return self.live.statbank.data(table.number, asked.selection, due=due, on_part=self.on_part)

    def _record(self, asked: Question) -> Record:
        table = asked.table
        address = (
            f"{self.live.fhi_url}/nokkel/table/{table.number}/data"
            if table.interface == "fhi"
            else f"{self.live.statbank_url}/tables/{table.number}/data"
        )
        return Record(table.key, address, asked.selection.body(), self.updated(table), self.live.clock.now())


def _first_year(held: pl.DataFrame | None) -> int:
    if held is None or "year" not in held.columns or held.is_empty():
        return FIRST_YEAR
    first: int = min(held["year"].unique().to_list())
    return min(FIRST_YEAR, first)


def _mandatory_notes(cube: Cube) -> Iterator[str]:
    for note in (*cube.notes, *(note for one in cube.dimensions for note in one.own_notes)):
        if note.mandatory:
            yield note.text


def _fhi_metadata(table: Table, live: LiveSources) -> Cube:
    """Return the FHI's dimensions of a table in the form the Statbank describes its own; each must be chosen from."""
    dimensions = tuple(
        Dimension(
            one.code, one.label, one.codes, tuple(category.label for category in one.categories), elimination=False
        )
        for one in live.fhi.dimensions(int(table.number))
    )
    return Cube(table.title.nb, "FHI", None, dimensions, np.empty(0), table=table.number)
