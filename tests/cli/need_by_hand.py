"""The need of a municipality reckoned a second time: plain loops over the packaged tables, no code of the models.

The numbers of the assumptions are written out, so that a parameter that changes is noticed.
"""

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from math import exp, log

import polars as pl
from scipy.optimize import brentq

from husrom.figures.snapshot import table

AGES = range(0, 95, 5)
HEADS = ((20, 29), (30, 44), (45, 64), (65, 79), (80, 200))
KINDS = ("alone", "couple_without_children", "couple_with_children", "single_parent")
LOSSES_PCT, RESERVE_PCT, DAMPING, COUNTRYS_PERSONS = 0.12, 2.0, 0.9, 500
FIRST, LAST = 2026, 2050
# SSB, 1 January 2009, by age 18–29, 30–44, 45–66, 67–79, 80 or over.
PRIVATE, COUPLED = (724269, 1039346, 1308498, 391469, 196097), (185355, 711643, 947325, 250323, 69018)

Matrix = list[list[float]]


def pattern_of_2009() -> Matrix:
    single = [all_ - coupled for all_, coupled in zip(PRIVATE, COUPLED, strict=True)]
    old_single, old_coupled = single[3] + single[4], COUPLED[3] + COUPLED[4]
    alone = [170253, 191759, 251526, *(238935 * single[age] / old_single for age in (3, 4))]
    without = [2 * 32267, 2 * 45218, 2 * 207483, *(2 * 167899 * COUPLED[age] / old_coupled for age in (3, 4))]
    without = [min(couples, coupled) for couples, coupled in zip(without, COUPLED, strict=True)]
    with_children = [COUPLED[0] - without[0], COUPLED[1] - without[1]]
    with_children += [2 * (222117 + 245657) - sum(with_children), 0, 0]
    parents = [(31764 + 89653) * adults / sum(with_children) for adults in with_children]
    rows = []
    for age in range(5):
        known = [alone[age], without[age], with_children[age], parents[age]]
        rows.append([persons / PRIVATE[age] for persons in [*known, PRIVATE[age] - sum(known)]])
    return rows


@cache
def people() -> dict[tuple[str, int], list[float]]:
    found: dict[tuple[str, int], list[float]] = {}
    for number, year, age, persons in (
        table("population_by_age").select("municipality_number", "year", "age_from", "persons").iter_rows()
    ):
        found.setdefault((number, year), [0.0] * 19)[age // 5] = persons or 0
    return found


@cache
def country(year: int) -> tuple[float, ...]:
    columns = [persons for (_number, known), persons in people().items() if known == year]
    return tuple(sum(column[age] for column in columns) for age in range(19))


def heads(persons: list[float] | tuple[float, ...]) -> list[float]:
    return [sum(n for age, n in zip(AGES, persons, strict=True) if low <= age <= high) for low, high in HEADS]


@cache
def counts() -> dict[str, tuple[int, tuple[float, ...]]]:
    """Return the newest households by kind; the last is what the four kinds leave."""
    found: dict[str, tuple[int, tuple[float, ...]]] = {}
    for identifier in ("household_income", "households"):
        rows: dict[tuple[str, int], dict[str, int]] = {}
        for number, year, kind, households in (
            table(identifier).select("municipality_number", "year", "household_type", "households").iter_rows()
        ):
            rows.setdefault((number, year), {})[kind] = households or 0
        for (number, year), kinds in rows.items():
            if not kinds.get("alone") or (found.get(number, (0,))[0] > year):
                continue
            known = [kinds.get(kind, 0) for kind in KINDS]
            found[number] = (year, (*known, kinds["all"] - sum(known)))
    return found


def counts_in_2024() -> dict[str, tuple[float, ...]]:
    telemark = table("households").filter(pl.col("year") == 2024)
    found = {number: households for number, (year, households) in counts().items() if year == 2024}
    for number in telemark["municipality_number"].unique():
        rows = dict(
            telemark.filter(pl.col("municipality_number") == number).select("household_type", "households").iter_rows()
        )
        known = [rows[kind] for kind in KINDS]
        found[number] = (*known, rows["all"] - sum(known))
    return found


def fitted(adults: list[float], households: tuple[float, ...]) -> tuple[Matrix, list[float]]:
    """Return shares by age and kind, and adults per household, fitted to the counted households."""
    positions = [households[0], 2 * households[1], 2 * households[2], households[3]]
    positions.append(sum(adults) - sum(positions))
    cells = [[share * adults[age] for share in row] for age, row in enumerate(pattern_of_2009())]
    for _round in range(4000):
        sums = [sum(row[kind] for row in cells) for kind in range(5)]
        cells = [[cell * positions[kind] / sums[kind] for kind, cell in enumerate(row)] for row in cells]
        cells = [[cell * adults[age] / sum(row) for cell in row] for age, row in enumerate(cells)]
    shares = [[cell / sum(row) for cell in row] for row in cells]
    return shares, [1, 2, 2, 1, positions[4] / households[4]]


def tilted(shares: Matrix, size: list[float], tilt: float) -> Matrix:
    rows = [[share * exp(tilt / size[kind]) for kind, share in enumerate(row)] for row in shares]
    return [[cell / sum(row) for cell in row] for row in rows]


def number_of_households(shares: Matrix, size: list[float], adults: list[float]) -> float:
    each = [sum(share / size[kind] for kind, share in enumerate(row)) for row in shares]
    return sum(persons * headship for persons, headship in zip(adults, each, strict=True))


def of_total(shares: Matrix, size: list[float], adults: list[float], total: float) -> Matrix:
    off: Callable[[float], float] = lambda tilt: number_of_households(tilted(shares, size, tilt), size, adults) - total  # noqa: E731
    return tilted(shares, size, brentq(off, -20, 20, xtol=1e-13))


@cache
def national() -> tuple[Matrix, list[float]]:
    counted = counts_in_2024()
    adults = [sum(column) for column in zip(*(heads(people()[number, 2024]) for number in counted), strict=True)]
    shares, size = fitted(adults, tuple(sum(column) for column in zip(*counted.values(), strict=True)))
    return of_total(shares, size, heads(country(2024)), 2584527), size


@cache
def drift() -> float:
    shares, size = national()
    before, after = (number_of_households(shares, size, heads(country(year))) for year in (2015, 2024))
    return log(2584527 / (2308394 * after / before)) / 9


def carried(number: str) -> Matrix:
    """Return persons by five-year age every year, by cohorts, before they are scaled."""
    exposed, came, exposed_all, came_all = ([0.0] * 19 for _ in range(4))
    for first in (2016, 2021):
        for before, after, exposures, arrivals in (
            (people()[number, first], people()[number, first + 5], exposed, came),
            (country(first), country(first + 5), exposed_all, came_all),
        ):
            for age, persons in enumerate(_exposed(list(before))):
                exposures[age] += persons
                arrivals[age] += after[age]
    ratios = [
        (came[age] + COUNTRYS_PERSONS * came_all[age] / exposed_all[age]) / (exposed[age] + COUNTRYS_PERSONS)
        for age in range(19)
    ]
    nodes = [people()[number, FIRST]]
    for _step in range(5):
        nodes.append([n * ratio for n, ratio in zip(_exposed(nodes[-1]), ratios, strict=True)])
    years = []
    for year in range(LAST - FIRST + 1):
        left, part = year // 5, (year % 5) / 5
        right = nodes[min(left + 1, 5)]
        years.append([(1 - part) * a + part * b for a, b in zip(nodes[left], right, strict=True)])
    return years


def _exposed(persons: list[float]) -> list[float]:
    return [sum(persons[4:8]), *persons[:17], persons[17] + persons[18]]


def projected(number: str) -> Matrix:
    rows = table("projection").filter((pl.col("municipality_number") == number) & (pl.col("alternative") == "main"))
    years = carried(number)
    if len(rows):
        return [_in_groups(ages, rows.filter(pl.col("year") == FIRST + index)) for index, ages in enumerate(years)]
    totals = dict(
        table("population_totals")
        .filter((pl.col("municipality_number") == number) & (pl.col("year") >= FIRST))
        .select("year", "persons")
        .iter_rows()
    )
    level = sum(people()[number, FIRST]) / totals[FIRST]
    return [_in_total(ages, totals[FIRST + index] * level) for index, ages in enumerate(years)]


def _in_groups(ages: list[float], rows: pl.DataFrame) -> list[float]:
    scaled: list[float] = []
    for low, high, age_to in ((0, 4, 19), (4, 13, 64), (13, 19, None)):
        group = rows.filter((pl.col("age_from") == 5 * low) & pl.col("age_to").eq_missing(age_to))["persons"]
        scaled += [n * group[0] / sum(ages[low:high]) for n in ages[low:high]]
    return scaled


def _in_total(ages: list[float], total: float) -> list[float]:
    young, settled = sum(ages[:10]), sum(ages[10:])
    if total - settled < young / 2:
        return [n * total / (young + settled) for n in ages]
    return [n * (total - settled) / young for n in ages[:10]] + ages[10:]


def need_of(number: str) -> dict[str, float]:
    """Return households, dwellings and need in the main alternative."""
    own = counts().get(number)
    shares, size = fitted(heads(people()[number, own[0]]), own[1]) if own else national()
    households, index = [], 0.0
    for year, ages in enumerate(projected(number)):
        adults = heads(ages)
        households.append(number_of_households(shares, size, adults) * exp(drift() * index))
        index += DAMPING**year
    dwellings = _dwellings(number, households[0])
    total, losses, wanted = 0.0, 0.0, dwellings
    rate = _own_losses(number) or LOSSES_PCT
    for before, after in pairwise(households):
        change = (after - before) / (1 - RESERVE_PCT / 100)
        losses += wanted * rate / 100
        total += change + wanted * rate / 100
        wanted += change
    return {
        "households_from": households[0],
        "households_to": households[-1],
        "dwellings": dwellings,
        "losses": losses,
        "total": total,
    }


def _dwellings(number: str, households: float) -> float:
    rows = table("dwellings").filter(
        (pl.col("municipality_number") == number) & (pl.col("year") == FIRST) & (pl.col("building_type") == "all")
    )
    return float(rows["dwellings"][0]) if len(rows) else households * 2720882 / 2584527


def _own_losses(number: str) -> float | None:
    rows = table("demolitions_by_quarter").filter(
        (pl.col("municipality_number") == number) & pl.col("year").is_between(2016, 2025)
    )
    return 10 * rows["demolished_dwellings"].sum() / _dwellings(number, 0) if len(rows) else None
