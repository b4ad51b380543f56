"""The figures that groups by growth and decline are made from. Plain data: what they mean is decided a floor up."""

from collections.abc import Iterable
from dataclasses import dataclass

from husrom.figures import population
from husrom.figures.catalogue import source
from husrom.figures.municipalities import DIVISION_YEAR, current_number, municipality_by_number
from husrom.figures.prices import last_prices
from husrom.figures.provenance import Source
from husrom.figures.wording import gettext_noop as _

PROJECTION_YEARS = 10
NO_POPULATION = _("The population is not known for both years.")
NO_PROJECTION = _("There is no projection for the municipality.")
NO_PRICE = _("No price for detached houses is published.")
NO_AGES = _("The population by age is not known.")


@dataclass(frozen=True, slots=True)
class GrowthIndicators:
    """How a municipality's population has changed and is projected to change, with price level and age beside it.

    Attributes
    ----------
    requested_number
        The number that was asked for.
    municipality_number, name, division_year
        The municipality the figures are about, in the snapshot's division.
    year
        The last year of observed population; changes are counted to 1 January of it.
    change_10_years_pct, change_5_years_pct
        Observed change in per cent. NaN never occurs: None is missing.
    projected_change_pct, projected_to_year
        Change from `year` to `projected_to_year` within one projection, in per cent.
    detached_price_nok_per_m2, price_year
        Mean price of detached freehold houses sold: the kind of dwelling with a price in most municipalities.
    share_aged_80_or_over_pct
        In per cent of the population in `year`.
    missing
        For each missing indicator its name and the reason, a message id.
    """

    requested_number: str
    municipality_number: str
    name: str
    division_year: int
    year: int
    change_10_years_pct: float | None
    change_5_years_pct: float | None
    projected_change_pct: float | None
    projected_to_year: int
    detached_price_nok_per_m2: int | None
    price_year: int
    share_aged_80_or_over_pct: float | None
    missing: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]


def growth_indicators(numbers: Iterable[str]) -> tuple[GrowthIndicators, ...]:
    """Return the indicators of some municipalities, in the order asked for.

    Raises
    ------
    UnknownMunicipalityError, SplitMunicipalityError
        When a number leads to no municipality of today, or to several.

    Examples
    --------
    >>> (hamar,) = growth_indicators(["0403"])
    >>> hamar.name, hamar.year, round(hamar.change_10_years_pct, 1), hamar.missing
    ('Hamar', 2026, 12.3, ())
    """
    return tuple(_indicators(number) for number in numbers)


def _indicators(requested: str) -> GrowthIndicators:
    number, year = current_number(requested), population.last_observed_year()
    to_year = year + PROJECTION_YEARS
    price = last_prices()[number, "detached"].price_nok_per_m2
    values = {
        "change_10_years_pct": population.observed_change_pct(number, year - 10, year),
        "change_5_years_pct": population.observed_change_pct(number, year - 5, year),
        "projected_change_pct": population.change_pct(
            population.projected(number, year), population.projected(number, to_year)
        ),
        "share_aged_80_or_over_pct": population.share_aged_pct(number, 80),
    }
    reasons = dict.fromkeys(values, NO_POPULATION) | {
        "projected_change_pct": NO_PROJECTION,
        "share_aged_80_or_over_pct": NO_AGES,
    }
    missing = [(name, reasons[name]) for name, value in values.items() if value is None]
    if price is None:
        missing.append(("detached_price_nok_per_m2", NO_PRICE))
    return GrowthIndicators(
        requested_number=requested,
        municipality_number=number,
        name=municipality_by_number(number).name,
        division_year=DIVISION_YEAR,
        year=year,
        projected_to_year=to_year,
        detached_price_nok_per_m2=price,
        price_year=source("dwelling_prices").years[1],
        missing=tuple(missing),
        sources=tuple(source(name) for name in ("population_by_age", "population_totals", "dwelling_prices")),
        **values,
    )
