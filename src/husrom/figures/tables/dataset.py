"""A dataset: the tidy table of a snapshot that is made from one table of a producer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from husrom.figures.provenance import Title

Places = Literal["municipalities", "counties", "country", "price_zones", "parts_of_the_country", "zones"]
Treatment = Literal["each", "each_and_total", "summed", "left_out", "fixed", "only", "groups"]


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """The places a dataset is about.

    Attributes
    ----------
    column
        The name of the first column.
    codes
        The codes to ask for; empty means every code of the codelist.
    codelist, prefix
        As in `Region`, where this dataset needs others than its table; None otherwise.
    """

    of: Places
    column: str
    codes: tuple[str, ...]
    codelist: str | None
    prefix: str | None


@dataclass(frozen=True, slots=True)
class DimensionChoice:
    """What a dataset does with a dimension of its table.

    Attributes
    ----------
    treatment
        `each`: a row for each category. `each_and_total`: and one, `all`, that is their sum. `summed`: added up and
        gone. `left_out`: not asked for, so that the producer gives its own total. `fixed`: only the one in
        `categories`, which needs no column. `only`: a row for each of `categories`. `groups`: a row for each of
        `groups`, in the columns `<name>_from` and `<name>_to`.
    categories
        Our names.
    groups
        First and last age of every group, in years; None means open.
    """

    dimension: str
    treatment: Treatment
    categories: tuple[str, ...]
    groups: tuple[tuple[int, int | None], ...]


@dataclass(frozen=True, slots=True)
class Stacking:
    """Contents that become the rows of one column: `categories` gives our category by the name of the content."""

    column: str
    value: str
    categories: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Share:
    """A share in per cent that we compute from a count, within all categories of a dimension."""

    name: str
    of: str
    within: str


@dataclass(frozen=True, slots=True)
class Addition:
    """A column that the snapshot adds: its possible values, and the one that fetched figures get."""

    column: str
    categories: tuple[str, ...]
    fetched: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a dataset; `kind` is the name of its polars type.

    `role` is `key` for what tells rows apart, `value` for figures and `status` for why a value is missing or weak.
    """

    name: str
    kind: Literal["String", "Int8", "Int16", "Int32", "Int64", "Float64", "Date", "List(String)", "Geometry"]
    role: Literal["key", "value", "status"]


@dataclass(frozen=True, slots=True)
class Dataset:
    """A tidy table of a snapshot.

    Columns in order: place, `division_year`, `year` [, `quarter` or `month`], dimensions by our names, then every
    content with its `<name>_status` (null: observed).

    Attributes
    ----------
    definition
        One sentence on what a figure in it is; it follows the figures as their source.
    columns
        Every column in order.

    Examples
    --------
    >>> from husrom.figures.tables import dataset
    >>> [column.name for column in dataset("dwellings").columns]
    ['municipality_number', 'division_year', 'year', 'building_type', 'dwellings', 'dwellings_status']
    """

    name: str
    title: Title
    definition: Title
    places: PlaceChoice | None
    dimensions: tuple[DimensionChoice, ...]
    contents: tuple[str, ...]
    stacking: Stacking | None
    shares: tuple[Share, ...]
    additions: tuple[Addition, ...]
    columns: tuple[Column, ...]
