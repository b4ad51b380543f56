"""Where a figure comes from. A source stands beside every figure and is printed under it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

_SOURCE_WORD = "Kilde: "


@dataclass(frozen=True, slots=True)
class Title:
    """What a table is called in bokmål, nynorsk and English."""

    nb: str
    nn: str
    en: str


Said = Title | str
"""What we say ourselves, in three languages; or what was said to us, as it was said."""


def said_in(text: Said, language: str) -> str:
    """Return a text in a language; bokmål for a language we do not write, and the words of others as they stand.

    Examples
    --------
    >>> said_in(Title(nb="Gate", nn="Gate", en="Street"), "en"), said_in("From 2012.", "nb")
    ('Street', 'From 2012.')
    """
    if isinstance(text, str):
        return text
    return {"nn": text.nn, "en": text.en}.get(language, text.nb)


@dataclass(frozen=True, slots=True)
class Licence:
    """The terms under which the figures may be used."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file the table was built from, and whom we had it through."""

    file: str
    through: str
    generated_on: dt.date | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Source:
    """One table of the snapshot: what it holds, who made it and what nobody has checked.

    Attributes
    ----------
    identifier
        Our name for the table, also the name of its file.
    table
        The number of the table at its producer; None where it has none.
    attribution
        The line that must stand under every figure taken from it.
    retrieved_on
        The day the figures were fetched from the producer; None where our input does not say.
    notes
        What a reader must know.
    unverified
        What has not been checked against the producer.

    Examples
    --------
    >>> from husrom.figures.catalogue import source
    >>> source("population_by_age").attribution
    'Kilde: Statistisk sentralbyrå (SSB), tabell 07459'
    """

    identifier: str
    producer: str
    table: str | None
    title: Title
    unit: str | None
    definition: Said
    frequency: str
    years: tuple[int, int]
    division_year: int
    notes: tuple[Said, ...]
    unverified: tuple[Said, ...]
    licence: Licence
    attribution: str
    url: str
    retrieved_on: dt.date | None
    inputs: tuple[InputFile, ...]
    output_file: str
    output_sha256: str


def attribution_line(sources: Iterable[Source]) -> str:
    """Return what must stand under figures of several tables, each table once and the word for source once.

    Examples
    --------
    >>> from husrom.figures.catalogue import source
    >>> attribution_line([source("population_by_age"), source("projection"), source("population_by_age")])
    'Kilde: Statistisk sentralbyrå (SSB), tabell 07459; Statistisk sentralbyrå (SSB), tabell 14746'
    """
    each = list(dict.fromkeys(source.attribution for source in sources))
    return "; ".join([*each[:1], *(one.removeprefix(_SOURCE_WORD) for one in each[1:])])
