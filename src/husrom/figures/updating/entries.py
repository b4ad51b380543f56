"""The source that stands beside a dataset just fetched."""

import hashlib
from collections.abc import Iterable

import polars as pl

from husrom.figures.clients.release_times import OSLO
from husrom.figures.describing import description
from husrom.figures.municipality_register.history import HISTORY_BEGINS
from husrom.figures.provenance import InputFile, Licence, Source, Title
from husrom.figures.tables import table_of
from husrom.figures.updating.asking import OVER_TIME
from husrom.figures.updating.borders import current_division
from husrom.figures.updating.held import Record

_SPLICED = (
    "Earlier municipalities are added up to those of {division}; where one was split its figures are divided by "
    'population and have status "estimated". What cannot be added up is there only for municipalities whose ground is '
    "the same."
)
_PAIRS = "Pairs of municipalities between which nobody moved have no row."


def entry(
    identifier: str,
    frame: pl.DataFrame,
    record: Record,
    *,
    answer_sha256: str,
    content: bytes,
    file: str,
    notes: Iterable[str] = (),
) -> Source:
    """Return the source of a dataset.

    Parameters
    ----------
    answer_sha256
        Of the source's answer, all its parts together.
    content, file
        What the dataset is kept as, and where.
    notes
        What the source itself says must stand beside the figures.
    """
    known = description(identifier, to_pass_on=False)
    title, licence = known.pop("title"), known.pop("licence")
    unverified = table_of(identifier).verification.note
    answer = InputFile(
        file=record.table,
        through=record.address,
        generated_on=record.updated.date() if record.updated else None,
        sha256=answer_sha256,
    )
    return Source(
        identifier=identifier,
        title=Title(**title),
        licence=Licence(**licence),
        years=_years(frame, record),
        division_year=current_division(),
        notes=(*_own_notes(identifier), *dict.fromkeys(notes)),
        unverified=(unverified,) if unverified else (),
        retrieved_on=record.retrieved_at.astimezone(OSLO).date(),
        inputs=(answer,),
        output_file=file,
        output_sha256=hashlib.sha256(content).hexdigest(),
        **known,
    )


def _own_notes(identifier: str) -> Iterable[str]:
    table = table_of(identifier)
    if table.region and table.region.handling in OVER_TIME:
        yield _SPLICED.format(division=current_division())
    if any(one.categories == "regions" for one in table.dimensions):
        yield _PAIRS


def _years(frame: pl.DataFrame, record: Record) -> tuple[int, int]:
    """Return the first and last year of the figures; a register goes to the year in which it was fetched."""
    if "year" in frame.columns:
        years = frame["year"].drop_nulls().to_list()
        return min(years), max(years)
    begins = frame["valid_from"].dt.year().drop_nulls().to_list() if "valid_from" in frame.columns else []
    return min(begins, default=HISTORY_BEGINS.year), record.retrieved_at.year
