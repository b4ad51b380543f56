"""Facts about dwellings and households: types, tenure, income and prices."""

from functools import cache

from husrom.figures.catalogue import source
from husrom.figures.facts.fact import (
    DWELLINGS,
    FREEHOLD_NOTE,
    MISSING,
    NO_PRICE,
    NOK,
    NOK_PER_M2,
    ONLY_NORTH,
    PER_CENT,
    SUPPRESSED,
    Fact,
)
from husrom.figures.prices import last_prices
from husrom.figures.snapshot import table
from husrom.figures.wording import gettext_noop as _


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


def dwellings_facts(number: str) -> tuple[Fact, ...]:
    """Return the number of dwellings, and the shares of detached houses and apartments."""
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


def tenure_facts(number: str) -> tuple[Fact, ...]:
    """Return the shares of households that own, own through a co-operative, and rent."""
    tenures = {
        "owner": _("Households that own"),
        "cooperative_owner": _("Households that own through a co-operative"),
        "tenant": _("Households that rent"),
    }
    return tuple(
        _share(number, table_name="tenure_shares", dimension="tenure", category=tenure, label=label)
        for tenure, label in tenures.items()
    )


def income_facts(number: str) -> tuple[Fact, ...]:
    """Return the median income after tax of all households."""
    cells = _cells("household_income", "household_type", "median_income_after_tax_nok")
    (value,) = cells.get((number, "all"), (None,))
    return (
        Fact(
            key="median_income_after_tax_nok",
            label=_("Median income after tax, households"),
            municipality_number=number,
            value=value,
            unit=NOK,
            year=source("household_income").years[1],
            sources=(source("household_income"),),
            missing_reason=MISSING if value is None else "",
        ),
    )


def prices_facts(number: str) -> tuple[Fact, ...]:
    """Return the price per square metre of each kind of dwelling, with the number of sales."""
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
