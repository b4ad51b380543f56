"""Renew the user's own snapshot from the live sources: what fails keeps its old figures and does not stop the rest."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from husrom.figures.errors import FiguresError, SourceRefusedError, SourceUnavailableError
from husrom.figures.importing.sentences import Sentence
from husrom.figures.provenance import Source
from husrom.figures.tables import dataset, tables
from husrom.figures.tables.dataset import Dataset
from husrom.figures.tables.table import Table
from husrom.figures.updating.choosing import NOT_FETCHED, chosen, why_not
from husrom.figures.updating.entries import entry
from husrom.figures.updating.errors import CannotUpdateError
from husrom.figures.updating.fetching import Fetched, Fetcher, OnPart
from husrom.figures.updating.held import Holdings
from husrom.figures.updating.judging import judge, with_own_rows
from husrom.figures.updating.keeping import alone, file_name, keep, parquet
from husrom.figures.updating.live import LiveSources
from husrom.figures.updating.outcomes import DatasetOutcome, Outcome
from husrom.figures.wording import gettext_noop as _

OnDataset = Callable[[int, int, str], None]

_NOT_FOUND = 404
_GIVE_UP_AFTER = 2
_KINDS: Mapping[str, pl.DataType | type[pl.DataType]] = {"List(String)": pl.List(pl.String)}


@dataclass
class _Run:
    """One update under way: what is fetched is gathered, and put in place when everything has been tried."""

    live: LiveSources
    holdings: Holdings
    fetcher: Fetcher
    since: dt.date | None
    sources: dict[str, Source] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    unreachable: Counter[str] = field(default_factory=Counter)
    _changed: dict[str, frozenset[str]] = field(default_factory=dict)

    def outcome(self, table: Table, name: str) -> DatasetOutcome:
        """Renew one dataset, or say why not."""
        source = "statbank" if table.interface == "kostra" else table.interface
        if self.unreachable[source] >= _GIVE_UP_AFTER:
            gone = Sentence(_("Not tried, because the source could not be reached for the tables before it."))
            return DatasetOutcome(table.key, name, Outcome.FAILED, gone, answered=False)
        try:
            found = self._renewed(table, name)
        # An answer of a kind nobody thought of must not cost the other tables their figures.
        except (FiguresError, pl.exceptions.PolarsError) as error:
            answered = not isinstance(error, SourceUnavailableError)
            self.unreachable[source] += not answered
            return DatasetOutcome(table.key, name, Outcome.FAILED, _why(error), answered=answered)
        self.unreachable[source] = 0
        return found

    def _renewed(self, table: Table, name: str) -> DatasetOutcome:
        if self.since and table.number not in self._changed_since(table, self.since):
            return DatasetOutcome(table.key, name, Outcome.SKIPPED)
        updated = self.fetcher.updated(table)
        if self.holdings.is_of(name, updated):
            return DatasetOutcome(table.key, name, Outcome.UNCHANGED, updated=updated)
        old = self.holdings.frame(name)
        fetched = self.fetcher.fetch(name, held=old)
        made = dataset(name)
        frame = with_own_rows(fetched.frame, old, made)
        _expect_columns(frame, made)
        if fetched.asked is None and old is not None and frame.equals(old):
            return DatasetOutcome(table.key, name, Outcome.UNCHANGED)
        warnings = judge(frame, old, fetched.asked) if fetched.asked else ()
        self._gather(name, frame, fetched)
        return DatasetOutcome(table.key, name, Outcome.RENEWED, warnings=warnings, updated=updated, rows=frame.height)

    def _gather(self, name: str, frame: pl.DataFrame, fetched: Fetched) -> None:
        content = parquet(frame, fetched.record)
        file = file_name(name, content)
        self.files[file] = content
        self.sources[name] = entry(
            name,
            frame,
            fetched.record,
            answer_sha256=fetched.answer_sha256,
            content=content,
            file=file,
            notes=fetched.notes,
        )

    def _changed_since(self, table: Table, day: dt.date) -> frozenset[str]:
        """Return the numbers of the tables of a source that changed on a day or later; a register does not say."""
        if table.interface == "klass":
            return frozenset({table.number})
        if table.producer not in self._changed:
            self._changed[table.producer] = frozenset(
                self._fhi_changes(day) if table.producer == "fhi" else self._statbank_changes(day)
            )
        return self._changed[table.producer]

    def _statbank_changes(self, day: dt.date) -> Iterator[str]:
        days = max(1, (self.live.today - day).days + 1)
        for one in self.live.statbank.tables(past_days=days, include_discontinued=True):
            if one.updated is None or one.updated.date() >= day:
                yield one.identifier

    def _fhi_changes(self, day: dt.date) -> Iterator[str]:
        for one in self.live.fhi.tables(modified_after=day):
            yield str(one.identifier)

    def keep(self) -> None:
        """Put what was fetched in place, together with what the own snapshot had of everything else."""
        if not self.sources:
            return
        before = self.holdings.own.sources if self.holdings.own else {}
        try:
            keep(self.holdings.folder, {**before, **self.sources}, self.files)
        except OSError as error:
            raise CannotUpdateError(
                _(
                    "The figures were fetched, but could not be written to %(folder)s (%(reason)s). The figures at "
                    "hand are kept. Make room there and run the command again; what was fetched is not fetched anew."
                ),
                folder=self.holdings.folder,
                reason=error.strerror or str(error),
            ) from error


def update(
    live: LiveSources,
    folder: Path,
    *,
    only: Iterable[str] = (),
    since: dt.date | None = None,
    on_dataset: OnDataset | None = None,
    on_part: OnPart | None = None,
) -> tuple[DatasetOutcome, ...]:
    """Renew the snapshot in a folder.

    Everything is fetched first; then the new snapshot takes the place of the old one in a single step. A dataset that
    cannot be fetched keeps its old figures.

    Parameters
    ----------
    folder
        Of the own snapshot, whether there is one or not.
    only
        Keys or numbers of tables, and names of datasets; all of them where nothing is named.
    since
        Pass over tables that have not changed on this day or later.
    on_dataset
        Told before each dataset how many are done, of how many, and which comes.
    on_part
        Told how many parts of how many of a dataset are here.

    Raises
    ------
    UnknownChoiceError
        When `only` names something there is not.
    UpdateRunningError
        When another update of this snapshot is under way.
    CannotUpdateError
        When the new snapshot cannot be written; the old one is then as it was.
    """
    wanted = chosen(only)
    with alone(folder.parent):
        run = _Run(live, Holdings.of(folder), Fetcher(live, on_part), since)
        outcomes = list(_outcomes(run, wanted, on_dataset))
        run.keep()
    return tuple(outcomes)


def _outcomes(
    run: _Run, wanted: Mapping[str, tuple[str, ...]], on_dataset: OnDataset | None
) -> Iterator[DatasetOutcome]:
    total, done = sum(map(len, wanted.values())), 0
    for key, names in wanted.items():
        table = tables()[key]
        if reason := why_not(table, names):
            yield DatasetOutcome(key, names[0] if names else None, Outcome.LEFT_OUT, reason)
            done += len(names)
            continue
        for name in names:
            if on_dataset:
                on_dataset(done, total, name)
            done += 1
            if name in NOT_FETCHED:
                yield DatasetOutcome(key, name, Outcome.LEFT_OUT, Sentence(NOT_FETCHED[name]))
            else:
                yield run.outcome(table, name)


def _expect_columns(frame: pl.DataFrame, made: Dataset) -> None:
    expected = {column.name: _KINDS.get(column.kind) or getattr(pl, column.kind) for column in made.columns}
    if list(frame.schema.items()) != list(pl.Schema(expected).items()):
        raise CannotUpdateError(
            _(
                "The answer makes other columns than the dataset has. The figures at hand are kept; "
                "look for a newer Husrom."
            )
        )


def _why(error: Exception) -> Sentence:
    """Return why a dataset could not be renewed, with the words of the source or the client where we have no better."""
    if isinstance(error, CannotUpdateError):
        return error.sentence
    if isinstance(error, pl.exceptions.PolarsError):
        said = _("The answer could not be made into the dataset (%(error)s). The figures at hand are kept.")
        return Sentence(said, error=str(error).partition("\n")[0])
    if isinstance(error, SourceRefusedError) and error.status == _NOT_FOUND:
        said = _(
            "The source no longer has this table. The figures at hand are kept; run husrom figures verify. (%(error)s)"
        )
        return Sentence(said, error=error)
    if isinstance(error, SourceUnavailableError):
        return Sentence(
            _("The source did not answer. The figures at hand are kept; try again later. (%(error)s)"), error=error
        )
    if isinstance(error, SourceRefusedError):
        return Sentence(
            _("The source refused. The figures at hand are kept; run husrom figures verify. (%(error)s)"), error=error
        )
    return Sentence(
        _("The answer could not be used. The figures at hand are kept; try again later. (%(error)s)"), error=error
    )
