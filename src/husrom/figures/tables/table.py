"""What the catalogue knows of a table: where it is, what its codes mean and what nobody has checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from husrom.figures.provenance import Licence, Title
from husrom.figures.tables.dataset import Dataset

Producer = Literal["ssb", "fhi", "klass", "kartverket", "husbanken", "municipality", "norges_bank"]
Interface = Literal["statbank", "kostra", "fhi", "klass", "kartverket", "manual"]
Frequency = Literal["yearly", "quarterly", "monthly", "every_second_year", "at_changes", "once", "irregular"]
Handling = Literal[
    "consistent_series",
    "current_codes",
    "codes_over_time",
    "kostra",
    "large_municipalities",
    "price_zones",
    "counties",
    "country",
    "fhi_geo",
]
Coding = Literal["year", "quarter", "month", "fhi_range"]
Kind = Literal["count", "amount", "share", "mean", "median", "rate", "index"]
Grade = Literal["verified", "older", "unverified"]
Categories = Mapping[str, str] | Literal["all", "ages", "age_groups", "regions"]

SUMMABLE_KINDS: frozenset[str] = frozenset({"count", "amount"})
"""Only these may be summed or spliced; a share, mean, median, rate or index of a whole is not the sum of its parts."""

LICENCES: Mapping[str, Licence | None] = {
    "cc_by_4_0": Licence(name="CC BY 4.0", url="https://creativecommons.org/licenses/by/4.0/"),
    "unknown": None,
}


@dataclass(frozen=True, slots=True)
class Region:
    """How a table names its places.

    Attributes
    ----------
    variable
        The code of the variable that holds the places.
    handling
        What the codes are over time; `consistent_series` means that the producer adds merged municipalities up.
    codelist, prefix
        The producer's list of codes to ask for and what stands before the number in it, as in `K-3403`.
    verified
        Whether somebody has seen that this table works so.
    """

    variable: str | None
    handling: Handling
    codelist: str | None
    prefix: str | None
    verified: bool


@dataclass(frozen=True, slots=True)
class TimeVariable:
    """The code of the variable that holds the periods, and how a period is written in it."""

    variable: str
    coding: Coding


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way a table divides its figures, beside place and time.

    Attributes
    ----------
    code
        The producer's code of the variable; None where it is not known.
    name
        Our name, which is the name of the column.
    categories
        Our name by the producer's code. `all`: every code as it is. `ages`: codes are ages in years.
        `age_groups`: our names are first and last age, as in `67_79` and `80_open`. `regions`: codes are places,
        written as the codelist says.
    labels
        Our name by the producer's Norwegian label, where labels are known and codes are not. Several labels with the
        same name are added up.
    codelist
        The producer's list of codes to ask for; None for the table's own.
    verified
        Whether the codes have been seen in use.
    """

    code: str | None
    name: str
    title: Title
    categories: Categories
    labels: Mapping[str, str]
    codelist: str | None
    verified: bool

    @property
    def names(self) -> tuple[str, ...]:
        """Our names of the categories in order; empty where the catalogue does not name them.

        Examples
        --------
        >>> from husrom.figures.tables import by_number
        >>> by_number("07459").dimensions[0].names
        ('male', 'female')
        """
        named = self.labels or ({} if isinstance(self.categories, str) else self.categories)
        return tuple(dict.fromkeys(named.values()))


@dataclass(frozen=True, slots=True)
class Content:
    """One thing a table measures.

    Attributes
    ----------
    code
        The producer's code; None where it is not known.
    unit
        A key of `figures/units.yaml`.
    kind
        Decides whether the figure may be summed over places and spliced over mergers.
    decimals
        Decimals the producer publishes; 0 makes the column whole numbers.
    label
        A part of the producer's Norwegian label, by which the content is found where its code is not known.
    """

    code: str | None
    name: str
    unit: str
    kind: Kind
    decimals: int
    verified: bool
    label: str | None = None

    @property
    def summable(self) -> bool:
        """Whether places, categories and parts of a year may be added up."""
        return self.kind in SUMMABLE_KINDS


@dataclass(frozen=True, slots=True)
class Break:
    """A change that makes figures before and from the period another thing."""

    period: str
    what: Title


@dataclass(frozen=True, slots=True)
class Relation:
    """A table that came before or after, by the producer's number.

    Attributes
    ----------
    in_catalogue
        Whether the catalogue has it too.
    same_series
        False where the two measure different things and must never be joined without a mark.
    """

    number: str
    in_catalogue: bool
    same_series: bool


@dataclass(frozen=True, slots=True)
class Verification:
    """How sure we are that the table is as written, and what exactly is not checked."""

    grade: Grade
    note: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """One table at its producer.

    Attributes
    ----------
    number
        The producer's own number, `id` in the file.
    published
        Months of the year in which new figures come; empty where not known.
    first_period
        As written by us ("2005", "2026K1"); None where not known.
    last_period
        None while the table is continued.
    aggregation_allowed
        Whether the producer says that the figures may be summed; None where not known.
    licence
        None where the terms are not known.

    Examples
    --------
    >>> from husrom.figures.tables import table
    >>> table("ssb-06265").title.en
    'Dwellings by type of building'
    """

    number: str
    producer: Producer
    interface: Interface
    title: Title
    frequency: Frequency
    published: tuple[int, ...]
    first_period: str | None
    last_period: str | None
    region: Region | None
    time: TimeVariable | None
    dimensions: tuple[Dimension, ...]
    contents: tuple[Content, ...]
    breaks: tuple[Break, ...]
    predecessors: tuple[Relation, ...]
    successor: Relation | None
    aggregation_allowed: bool | None
    licence: Licence | None
    reference: str
    verification: Verification
    datasets: tuple[Dataset, ...]

    @property
    def key(self) -> str:
        """The name of the table in the catalogue, also of its file."""
        return f"{self.producer}-{self.number}"

    def dimension(self, name: str) -> Dimension:
        """Return a dimension by our name; KeyError where there is none."""
        return {one.name: one for one in self.dimensions}[name]

    def content(self, name: str) -> Content:
        """Return a content by our name; KeyError where there is none."""
        return {one.name: one for one in self.contents}[name]
