"""The mapping: what the columns of a file mean, where it comes from, and on what terms it may be used."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from husrom.figures.municipalities import DIVISION_YEAR
from husrom.figures.provenance import Licence, Title

RegionKind = Literal["municipality", "zone", "whole_file"]
Coding = Literal["year", "quarter", "month"]

USUAL_SIGNS: Mapping[str, str] = {"": "missing", ".": "not_applicable", "..": "missing", ":": "suppressed"}
"""What Statistics Norway's signs mean. `-` and `*` mean different things to different producers, and are not here."""


@dataclass(frozen=True, slots=True)
class FileForm:
    """How the file is written; None where it is recognised."""

    type: str | None = None
    sheet: str | None = None
    header_row: int = 1
    delimiter: str | None = None
    encoding: str | None = None
    decimal: str = ","
    thousands: str = " "


@dataclass(frozen=True, slots=True)
class Region:
    """Where on the map a row belongs.

    Attributes
    ----------
    column
        Has the number or name of a municipality, or the identifier of a zone; None when the whole file is of one.
    municipality
        The one municipality of the zones or of the file.
    division_year
        The division that the municipality numbers follow.
    ignored
        What stands in the column on rows to leave out.
    """

    kind: RegionKind
    column: str | None = None
    municipality: str | None = None
    division_year: int = DIVISION_YEAR
    ignored: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Period:
    """When a row belongs: in a column, or one period for the whole file."""

    coding: Coding
    column: str | None = None
    fixed: str | None = None


@dataclass(frozen=True, slots=True)
class DimensionColumn:
    """A column that tells rows apart.

    Attributes
    ----------
    categories
        The texts or codes of the file to our categories; None keeps the text as it is.
    bands
        The lowest number of each band, rising; None where the column is not of numbers.
    empty
        The category of an empty cell; None refuses it.
    """

    column: str
    name: str
    categories: Mapping[str, str] | None = None
    bands: tuple[int, ...] | None = None
    empty: str | None = None


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A column of figures, which becomes `<name>` and `<name>_status`.

    Attributes
    ----------
    rests_on
        The column with the number of cases behind each value.
    """

    column: str
    name: str
    unit: str
    kind: str
    type: str
    minimum: float | None
    maximum: float | None
    rests_on: str | None = None


@dataclass(frozen=True, slots=True)
class RowCount:
    """The rows are single cases: they are counted by the dimensions, and none of them is kept."""

    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class ZoneProperties:
    """Which properties of a GeoJSON file name a zone, and its coordinate reference where the file does not say."""

    id_property: str
    name_property: str
    coordinates: str | None = None


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """A whole mapping; `husrom.figures.importing.mapping_files` reads one from YAML."""

    name: str
    title: Title
    producer: str
    licence: Licence
    dimensions: tuple[DimensionColumn, ...]
    values: tuple[ValueColumn, ...]
    row_count: RowCount | None
    region: Region
    period: Period
    definition: str = ""
    url: str = ""
    received_on: dt.date | None = None
    contact_role: str | None = None
    frequency: str = "irregular"
    unverified: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    file: FileForm = FileForm()
    signs: Mapping[str, str] = field(default_factory=lambda: dict(USUAL_SIGNS))
    small_numbers_below: int | None = None
    zones: ZoneProperties | None = None

    @property
    def headings(self) -> tuple[str, ...]:
        """The columns of the file that are read, each once."""
        named = (
            self.region.column,
            self.period.column,
            *(dimension.column for dimension in self.dimensions),
            *(heading for value in self.values for heading in (value.column, value.rests_on)),
        )
        return tuple(dict.fromkeys(heading for heading in named if heading is not None))


@cache
def mapping_schema() -> Mapping[str, Any]:
    """Return the JSON Schema of a mapping file.

    Examples
    --------
    >>> mapping_schema()["title"]
    'Mapping of a file of figures'
    """
    text = (files("husrom.figures.importing") / "mapping.schema.json").read_text(encoding="utf-8")
    schema: Mapping[str, Any] = json.loads(text)
    return schema


def mapping_of(entry: Mapping[str, Any]) -> ImportMapping:
    """Return the mapping that a tree of YAML stands for; the tree must already follow the schema."""
    texts = entry["title"]
    return ImportMapping(
        name=entry["name"],
        title=Title(nb=texts["nb"], nn=texts.get("nn", texts["nb"]), en=texts.get("en", texts["nb"])),
        producer=entry["producer"],
        licence=Licence(name=entry["licence"]["name"], url=entry["licence"].get("url") or ""),
        **_columns(entry["columns"]),
        region=_region(entry.get("region", {"kind": "whole_file"})),
        period=Period(**entry.get("period", {"coding": "year"})),
        definition=entry.get("definition", ""),
        url=entry.get("url") or "",
        received_on=_date(entry.get("received_on")),
        contact_role=entry.get("contact_role"),
        frequency=entry.get("frequency", "irregular"),
        unverified=tuple(entry.get("unverified", ())),
        notes=tuple(entry.get("notes", ())),
        file=FileForm(**entry.get("file", {})),
        signs={**USUAL_SIGNS, **entry.get("signs", {})},
        small_numbers_below=entry.get("small_numbers", {}).get("below"),
        zones=ZoneProperties(**entry["zones"]) if "zones" in entry else None,
    )


def _region(entry: Mapping[str, Any]) -> Region:
    return Region(**{**entry, "ignored": frozenset(entry.get("ignored", ()))})


def _date(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def _columns(entries: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    plain = [(entry["role"], {key: entry[key] for key in entry if key != "role"}) for entry in entries]
    counts = [RowCount(**entry) for role, entry in plain if role == "row_count"]
    return {
        "dimensions": tuple(_dimension(entry) for role, entry in plain if role == "dimension"),
        "values": tuple(_value(entry) for role, entry in plain if role == "value"),
        "row_count": counts[0] if counts else None,
    }


def _dimension(entry: Mapping[str, Any]) -> DimensionColumn:
    bands = entry.get("bands")
    return DimensionColumn(**{**entry, "bands": None if bands is None else tuple(bands)})


def _value(entry: Mapping[str, Any]) -> ValueColumn:
    """Return a column of figures; a count is a whole number from 0, a share lies between 0 and 100."""
    kind = entry["kind"]
    usual = {
        "type": "integer" if kind == "count" else "decimal",
        "minimum": 0 if kind in {"count", "share"} else None,
        "maximum": 100 if kind == "share" else None,
    }
    return ValueColumn(**{**usual, **entry})
