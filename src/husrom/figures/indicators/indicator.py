"""What an indicator is: its words, where it is valid, and the recipes it is made by; and what a value of it is."""

from dataclasses import dataclass
from enum import StrEnum

from husrom.figures.indicators.recipe import Recipe
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


class Status(StrEnum):
    """What kind of figure a value is, or why there is none."""

    OBSERVED = "observed"
    ESTIMATED = "estimated"
    PROJECTED = "projected"
    MISSING = "missing"
    SUPPRESSED = "suppressed"
    UNDEFINED = "undefined"
    NOT_AVAILABLE = "not_available"


@dataclass(frozen=True, slots=True)
class Unit:
    """What a value is counted in."""

    key: str
    label: Title


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
