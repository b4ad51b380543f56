"""A recipe: which cells are read, and what is done with them."""

from dataclasses import dataclass
from enum import StrEnum

from husrom.figures.provenance import Title


class Form(StrEnum):
    """How a recipe makes its value.

    `count` adds the cells; Norway is the sum where every municipality has one. `direct` takes the source's own figure
    and is never added up. `share`, `per` and `ratio` divide; `change` is in per cent and `difference` in the unit
    itself, both over some years; `net` takes one from the other.
    """

    COUNT = "count"
    DIRECT = "direct"
    SHARE = "share"
    PER = "per"
    RATIO = "ratio"
    CHANGE = "change"
    DIFFERENCE = "difference"
    NET = "net"


class Region(StrEnum):
    """Whose cells are read: the municipality's own, or those of the larger place it lies in."""

    MUNICIPALITY = "municipality"
    COUNTY = "county"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Condition:
    """Which cells of one column are read: those equal to one of some values, or from a first to a last.

    Attributes
    ----------
    equal_to
        Empty where the column is bounded instead.
    first, last
        Bounds, both included; None is no bound.
    """

    column: str
    equal_to: tuple[str | int | None, ...] = ()
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A series to compute with: cells of a dataset, or the values of another indicator.

    Attributes
    ----------
    dataset, indicator
        Exactly one of them is given.
    values, observations
        The dataset's columns with the figure (added up where they are several), and the one with how many
        observations stand behind it; None where it has none.
    table
        The table a dataset will be made from, where the catalogue makes none of the name yet; otherwise None.
    refuse_estimated
        Leave out cells that were made by dividing a former municipality mechanically.
    sum_of_quarters
        Make years of quarters; a year with less than four is left out.
    sum_of_years
        Add up this many years ending with the year; None adds nothing.
    offset_years
        Use the figure this many years later: 1 takes the population at the year's end.
    first_year, last_year
        The years that are read; None is no bound.
    every_year
        One figure that holds for every year, such as an area.
    projected
        The cells tell of the future.
    """

    dataset: str | None = None
    indicator: str | None = None
    values: tuple[str, ...] = ()
    table: str | None = None
    observations: str | None = None
    where: tuple[Condition, ...] = ()
    region: Region = Region.MUNICIPALITY
    refuse_estimated: bool = False
    sum_of_quarters: bool = False
    sum_of_years: int | None = None
    offset_years: int = 0
    first_year: int | None = None
    last_year: int | None = None
    every_year: bool = False
    projected: bool = False


@dataclass(frozen=True, slots=True)
class Recipe:
    """One way to make an indicator.

    Attributes
    ----------
    base
        What is divided by or subtracted; None in forms of one measure.
    times
        What a quotient is multiplied by: 100 in a share, 1000 per thousand.
    years
        How far back a change or difference goes; None in other forms.
    note
        What a reader must know about values made this way.
    """

    form: Form
    part: Measure
    base: Measure | None = None
    times: float = 1.0
    years: int | None = None
    note: Title | None = None
