"""What an indicator is: its words, where it is valid, and the recipes it is made by."""

from dataclasses import dataclass
from enum import StrEnum

from husrom.figures.municipalities import DIVISION_YEAR
from husrom.figures.provenance import Source, Title


class Theme(StrEnum):
    """What an indicator is about; also the name of the file it is defined in."""

    DEMOGRAPHY = "demography"
    HOUSEHOLDS = "households"
    STOCK = "stock"
    PRODUCTION = "production"
    MARKET = "market"
    INCOME = "income"
    TENURE = "tenure"
    SOCIAL = "social"
    LIVING_CONDITIONS = "living_conditions"


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


class Status(StrEnum):
    """What kind of figure a value is, or why there is none."""

    OBSERVED = "observed"
    ESTIMATED = "estimated"
    PROJECTED = "projected"
    MISSING = "missing"
    SUPPRESSED = "suppressed"
    UNDEFINED = "undefined"
    NOT_AVAILABLE = "not_available"


class Region(StrEnum):
    """Whose cells are read: the municipality's own, or those of the larger place it lies in."""

    MUNICIPALITY = "municipality"
    COUNTY = "county"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Unit:
    """What a value is counted in."""

    key: str
    label: Title


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


@dataclass(frozen=True, slots=True)
class SmallNumbers:
    """Below which counts no value is shown; None is no limit.

    Attributes
    ----------
    observations_below
        Limit for the observations behind a mean.
    part_below
        Limit for the number a share is of; none at all (0) is shown.
    base_below
        Limit for the number that is divided by.
    """

    observations_below: int | None = None
    part_below: int | None = None
    base_below: int | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure that can be had for every municipality, or a reason why not. It says nothing of good or bad.

    Attributes
    ----------
    domain
        Where the figure is valid, and what it must not be used for.
    grade
        A: counts from registers; B: computed from shares or margins; C: rests on an assumption.
    undefined
        Why there is no value where the number that is divided by is not above zero; None where that cannot be.
    reasons
        What this indicator says instead of a sentence of `reasons.yaml`, by its key; `absent` where the snapshot has
        no cell for a municipality.
    recipes
        The first that gives a value for a municipality and period is used.
    """

    key: str
    version: str
    theme: Theme
    title: Title
    definition: Title
    domain: Title
    unit: Unit
    decimals: int
    grade: str
    recipes: tuple[Recipe, ...]
    small_numbers: SmallNumbers = SmallNumbers()
    undefined: Title | None = None
    reasons: tuple[tuple[str, Title], ...] = ()

    @property
    def span_years(self) -> int | None:
        """How many years back a change or difference is counted from; None for other figures."""
        return self.recipes[0].years


@dataclass(frozen=True, slots=True)
class Value:
    """One indicator for one municipality and period, with all that must stand beside it.

    Attributes
    ----------
    municipality_number, division_year
        The municipality in the snapshot's division; "0" is Norway.
    period
        As "2026" or "2026K1"; empty where no period is known.
    value
        None where there is no figure; then `reason` says why, and otherwise it is None.
    observations
        How many observations stand behind a mean; None where unknown.
    sources
        The tables the value is made from; empty where none of them is in the snapshot.
    """

    indicator: Indicator
    municipality_number: str
    period: str
    value: float | None
    status: Status
    reason: Title | None
    observations: int | None
    note: Title | None
    sources: tuple[Source, ...]
    division_year: int = DIVISION_YEAR

    @property
    def year(self) -> int | None:
        """The year of the period; None where no period is known."""
        return int(self.period[:4]) if self.period else None

    @property
    def from_year(self) -> int | None:
        """The year a change is counted from; None for other figures."""
        span = self.indicator.span_years
        return self.year - span if self.year is not None and span is not None else None
