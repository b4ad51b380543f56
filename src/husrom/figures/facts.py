"""The facts on a municipality's page: each with its year, unit and source, and a reason where there is no figure.

Labels, units, notes and reasons are English message ids; the floors above translate them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from husrom.figures import population
from husrom.figures.catalogue import source
from husrom.figures.municipalities import DIVISION_YEAR, current_number
from husrom.figures.prices import last_prices
from husrom.figures.provenance import Source
from husrom.figures.snapshot import table
from husrom.figures.wording import gettext_noop as _

PERSONS, PER_CENT, NOK, NOK_PER_M2 = _("persons"), _("%"), _("NOK"), _("NOK per m²")
KM2, PERSONS_PER_KM2, DWELLINGS = _("km²"), _("persons per km²"), _("dwellings")

MISSING = _("The table we have has no figure here.")
SUPPRESSED = _("Statistics Norway does not publish a price where few dwellings were sold.")
NO_PRICE = _("No price: few dwellings were sold, or the table we have lacks the municipality.")
ONLY_NORTH = _("We have numbers of dwellings for Nordland, Troms and Finnmark only.")
SPLIT_NOTE = _("The municipality was split in the period; the earlier population follows the borders of 2024.")
PROJECTION_NOTE = _("Main alternative of the projection of 2024. Statistics Norway published a newer one in 2026.")
AREA_NOTE = _("Computed from simplified boundaries; near the official land area, not equal to it.")
FREEHOLD_NOTE = _("Freehold dwellings sold on the open market. The table ended with 2024.")


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure about a municipality.

    Attributes
    ----------
    key
        Our name for the fact; stable.
    label, unit, note, missing_reason
        Message ids. `note` and `missing_reason` are empty where there is nothing to say.
    municipality_number, division_year
        The municipality the figure is about, in the snapshot's division.
    value
        None where there is no figure; then `missing_reason` says why.
    decimals
        How many decimals to show.
    year, from_year
        The year of the figure; for a change also the year it is counted from.
    observations
        For prices, the number of sales behind the mean; None where unknown.
    sources
        The tables the figure was taken from; at least one.
    """

    key: str
    label: str
    municipality_number: str
    value: float | None
    unit: str
    year: int
    sources: tuple[Source, ...]
    from_year: int | None = None
    decimals: int = 0
    observations: int | None = None
    note: str = ""
    missing_reason: str = ""
    division_year: int = DIVISION_YEAR

    @property
    def source(self) -> Source:
        """The table the figure was first of all taken from."""
        return self.sources[0]


def municipality_facts(number: str) -> tuple[Fact, ...]:
    """Return the facts of one municipality; a number no longer in use gives the municipality it belongs to today.

    Raises
    ------
    UnknownMunicipalityError, SplitMunicipalityError
        When the number leads to no municipality of today, or to several.

    Examples
    --------
    >>> first = municipality_facts("1840")[0]
    >>> first.label, first.value, first.year, first.source.table
    ('Population', 4865, 2026, '07459')
    >>> facts = {fact.key: fact for fact in municipality_facts("1868")}
    >>> facts["price_apartment_nok_per_m2"].value is None, facts["price_apartment_nok_per_m2"].missing_reason
    (True, 'No price: few dwellings were sold, or the table we have lacks the municipality.')
    """
    return _facts(current_number(number))


def facts_for(numbers: Iterable[str]) -> dict[str, tuple[Fact, ...]]:
    """Return the facts of several municipalities, by the number that was asked for.

    Examples
    --------
    >>> sorted(facts_for(["3031", "3403"]))
    ['3031', '3403']
    """
    return {number: municipality_facts(number) for number in numbers}


@cache
def _facts(number: str) -> tuple[Fact, ...]:
    return tuple(fact for family in FAMILIES for fact in family(number))


def _population(number: str) -> tuple[Fact, ...]:
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


def _projection(number: str) -> tuple[Fact, ...]:
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


def _ages(number: str) -> tuple[Fact, ...]:
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


@cache
def _cells(identifier: str, *columns: str) -> dict[tuple[str, str], tuple[float | None, ...]]:
    """Return the cells of a table's last year by municipality and dimension; the first column is the dimension."""
    last_year = source(identifier).years[1]
    chosen = table(identifier).filter(table(identifier)["year"] == last_year)
    return {(row[0], row[1]): row[2:] for row in chosen.select("municipality_number", *columns).iter_rows()}


def _share(number: str, *, table_name: str, dimension: str, category: str, label: str) -> Fact:
    (value,) = _cells(table_name, dimension, "share_pct").get((number, category), (None,))
    return Fact(
        key=f"{category}_share_pct",
        label=label,
        municipality_number=number,
        value=value,
        unit=PER_CENT,
        year=source(table_name).years[1],
        decimals=1,
        sources=(source(table_name),),
        missing_reason=MISSING if value is None else "",
    )


def _dwellings(number: str) -> tuple[Fact, ...]:
    types = {
        "detached": _("Dwellings that are detached houses"),
        "apartment_block": _("Dwellings in apartment blocks"),
    }
    (count,) = _cells("dwellings", "building_type", "dwellings").get((number, "all"), (None,))
    return (
        Fact(
            key="dwellings",
            label=_("Dwellings"),
            municipality_number=number,
            value=count,
            unit=DWELLINGS,
            year=source("dwellings").years[1],
            sources=(source("dwellings"),),
            missing_reason=ONLY_NORTH if count is None else "",
        ),
        *(
            _share(number, table_name="dwelling_type_shares", dimension="building_type", category=kind, label=label)
            for kind, label in types.items()
        ),
    )


def _tenure(number: str) -> tuple[Fact, ...]:
    tenures = {
        "owner": _("Households that own"),
        "cooperative_owner": _("Households that own through a co-operative"),
        "tenant": _("Households that rent"),
    }
    return tuple(
        _share(number, table_name="tenure_shares", dimension="tenure", category=tenure, label=label)
        for tenure, label in tenures.items()
    )


def _income(number: str) -> tuple[Fact, ...]:
    cells = _cells("median_income", "household_type", "median_income_after_tax_nok")
    (value,) = cells.get((number, "all"), (None,))
    return (
        Fact(
            key="median_income_after_tax_nok",
            label=_("Median income after tax, households"),
            municipality_number=number,
            value=value,
            unit=NOK,
            year=source("median_income").years[1],
            sources=(source("median_income"),),
            missing_reason=MISSING if value is None else "",
        ),
    )


def _prices(number: str) -> tuple[Fact, ...]:
    labels = {
        "detached": _("Price per m², detached houses"),
        "small_house": _("Price per m², small houses"),
        "apartment": _("Price per m², apartments"),
    }
    facts = []
    for kind, label in labels.items():
        price = last_prices()[number, kind]
        reason = SUPPRESSED if price.status == "suppressed" else NO_PRICE
        facts.append(
            Fact(
                key=f"price_{kind}_nok_per_m2",
                label=label,
                municipality_number=number,
                value=price.price_nok_per_m2,
                unit=NOK_PER_M2,
                year=source("dwelling_prices").years[1],
                sources=(source("dwelling_prices"),),
                observations=price.sales,
                note=FREEHOLD_NOTE,
                missing_reason=reason if price.price_nok_per_m2 is None else "",
            )
        )
    return tuple(facts)


def _area(number: str) -> tuple[Fact, ...]:
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


FAMILIES: tuple[Callable[[str], tuple[Fact, ...]], ...] = (
    _population,
    _projection,
    _ages,
    _dwellings,
    _tenure,
    _income,
    _prices,
    _area,
)
"""The facts in the order a page shows them."""
