"""Facts about those who live in a municipality, and the ground they live on."""

from functools import cache

from husrom.figures import population
from husrom.figures.catalogue import source
from husrom.figures.facts.fact import (
    AREA_NOTE,
    KM2,
    MISSING,
    PER_CENT,
    PERSONS,
    PERSONS_PER_KM2,
    PROJECTION_NOTE,
    SPLIT_NOTE,
    Fact,
)
from husrom.figures.snapshot import table
from husrom.figures.wording import gettext_noop as _


def population_facts(number: str) -> tuple[Fact, ...]:
    """Return the population and its change over five and ten years."""
    year = population.last_observed_year()
    now = population.observed(number, year)
    return (
        Fact(
            key="population",
            label=_("Population"),
            municipality_number=number,
            value=None if now is None else now.persons,
            unit=PERSONS,
            year=year,
            sources=(source("population_by_age"),),
            missing_reason=MISSING if now is None else "",
        ),
        _change(number, key="population_change_5_years_pct", label=_("Population change, five years"), years=5),
        _change(number, key="population_change_10_years_pct", label=_("Population change, ten years"), years=10),
    )


def _change(number: str, *, key: str, label: str, years: int) -> Fact:
    year = population.last_observed_year()
    before = population.observed(number, year - years)
    split = before is not None and before.source.identifier != "population_by_age"
    value = population.observed_change_pct(number, year - years, year)
    return Fact(
        key=key,
        label=label,
        municipality_number=number,
        value=value,
        unit=PER_CENT,
        year=year,
        from_year=year - years,
        decimals=1,
        sources=(source("population_by_age"), source("population_totals")) if split else (source("population_by_age"),),
        note=SPLIT_NOTE if split else "",
        missing_reason=MISSING if value is None else "",
    )


def projection_facts(number: str) -> tuple[Fact, ...]:
    """Return the projected population, main alternative, in 2040 and 2050."""
    labels = {2040: _("Projected population 2040"), 2050: _("Projected population 2050")}
    facts = []
    for year, label in labels.items():
        value = population.projected(number, year)
        facts.append(
            Fact(
                key=f"projected_population_{year}",
                label=label,
                municipality_number=number,
                value=value,
                unit=PERSONS,
                year=year,
                sources=(source("population_totals"),),
                note=PROJECTION_NOTE,
                missing_reason=MISSING if value is None else "",
            )
        )
    return tuple(facts)


def ages_facts(number: str) -> tuple[Fact, ...]:
    """Return the shares of older people; the ages begin five-year groups."""
    labels = {65: _("Share aged 65 or over"), 80: _("Share aged 80 or over")}
    facts = []
    for age, label in labels.items():
        value = population.share_aged_pct(number, age)
        facts.append(
            Fact(
                key=f"share_aged_{age}_or_over_pct",
                label=label,
                municipality_number=number,
                value=value,
                unit=PER_CENT,
                year=population.last_observed_year(),
                decimals=1,
                sources=(source("population_by_age"),),
                missing_reason=MISSING if value is None else "",
            )
        )
    return tuple(facts)


def area_facts(number: str) -> tuple[Fact, ...]:
    """Return the area and the population density."""
    area = _areas().get(number)
    now = population.observed(number, population.last_observed_year())
    density = None if not area or now is None else now.persons / area
    return (
        Fact(
            key="area_km2",
            label=_("Area"),
            municipality_number=number,
            value=area,
            unit=KM2,
            year=source("municipalities").years[1],
            sources=(source("municipalities"),),
            note=AREA_NOTE,
            missing_reason=MISSING if area is None else "",
        ),
        Fact(
            key="persons_per_km2",
            label=_("Population density"),
            municipality_number=number,
            value=density,
            unit=PERSONS_PER_KM2,
            year=population.last_observed_year(),
            decimals=1,
            sources=(source("population_by_age"), source("municipalities")),
            note=AREA_NOTE,
            missing_reason=MISSING if density is None else "",
        ),
    )


@cache
def _areas() -> dict[str, int]:
    return dict(table("municipalities").select("municipality_number", "area_km2").iter_rows())
