"""The facts on a municipality's page: each with its year, unit and source, and a reason where there is no figure.

Labels, units, notes and reasons are English message ids; the floors above translate them.
"""

from collections.abc import Callable, Iterable
from functools import cache

from husrom.figures.facts import homes, people
from husrom.figures.facts.fact import Fact
from husrom.figures.municipalities import current_number

__all__ = ["Fact", "facts_for", "municipality_facts"]


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


FAMILIES: tuple[Callable[[str], tuple[Fact, ...]], ...] = (
    people.population_facts,
    people.projection_facts,
    people.ages_facts,
    homes.dwellings_facts,
    homes.tenure_facts,
    homes.income_facts,
    homes.prices_facts,
    people.area_facts,
)
"""The facts in the order a page shows them."""
