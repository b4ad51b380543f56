"""The answer as data. The keys are a promise: they stand in docs/explanation/housing-need.md."""

import datetime as dt
import itertools
import math
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from husrom.cli.need.backtests import household_test
from husrom.cli.need.country import level_test
from husrom.cli.need.names import ASSUMPTION_NAMES
from husrom.cli.need.result import OLDER_AGES, RELEASED_YEARS, MunicipalNeed
from husrom.figures import model_arrays as figures
from husrom.figures.catalogue import source
from husrom.figures.provenance import said_in
from husrom.housing.households import HOUSEHOLD_KINDS
from husrom.housing.need import DWELLING_KINDS, annual_need, need_between
from husrom.housing.need.assumptions import NAMES, PREFIX
from husrom.housing.parameters import parameter

PERIOD_YEARS = 5
PARTS = ("households_change", "vacancy_reserve_change", "losses", "backlog", "second_homes", "conversions")


def answer(found: MunicipalNeed, day: dt.date) -> dict[str, Any]:
    """Return the whole answer; numbers are rounded to one decimal, never to look more certain."""
    known = found.figures
    return {
        "municipality": known.number,
        "name": found.name,
        "from_year": found.first_year,
        "to_year": found.to_year,
        "answered": True,
        "grade": found.grade,
        "grades": [{"part": one.part, "grade": one.letter, "reason": one.reason} for one in found.grades],
        "need": _need(found),
        "decline": _decline(found),
        "years": _years(found),
        "periods": _periods(found),
        "household_kinds": _household_kinds(found),
        "dwelling_kinds": _dwelling_kinds(found),
        "older": _older(found),
        "released_by_older": _released(found),
        "accessibility": {"answered": False, "reason": no_accessibility()},
        "disadvantaged": _disadvantaged(found),
        "completions": _completions(found),
        "backtests": _backtests(found),
        "assumptions": assumptions(found, day),
        "sources": [_source(identifier) for identifier in known.identifiers],
    }


def no_accessibility() -> str:
    return _("no official table says which dwellings are accessible; the municipality must count them itself")


def rounded(number: float) -> float | None:
    """Return a number with one decimal; None for what is not known."""
    return None if math.isnan(number) else round(float(number), 1) + 0.0


def _need(found: MunicipalNeed) -> dict[str, Any]:
    balance, interval = found.projection.balance, found.projection.interval
    total = float(balance.total)
    return {
        "total": rounded(total),
        "per_year": rounded(annual_need(total, found.to_year - found.first_year)),
        "parts": {name: rounded(float(getattr(balance, name).sum())) for name in PARTS},
        "range_only": interval.range_only,
        "interval": {
            name: rounded(getattr(interval, name))
            for name in ("low", "high", "p10", "p90", "chance_low", "chance_high")
        },
        "variance_shares": {
            name: round(getattr(interval, f"{name}_share"), 3) for name in ("parameter", "projection", "chance")
        },
        "alternatives": found.projection.alternatives.size,
        "by_projection": {name: rounded(total) for name, total in sorted(found.projection.by_projection.items())},
        "losses_pct": round(found.projection.losses_pct, 3),
    }


def _decline(found: MunicipalNeed) -> dict[str, Any]:
    balance, households, without = found.projection.balance, found.households, found.dwellings_without_household
    return {
        "fewer_households": bool(households[-1] < households[0]),
        "surplus": rounded(float(balance.surplus)),
        "replacement": rounded(float(balance.replacement)),
        "mismatch": rounded(found.dwellings.mismatch),
        "dwellings_without_household": None if without is None else rounded(without),
        "peak_year": found.first_year + int(np.argmax(balance.dwellings)),
    }


def _years(found: MunicipalNeed) -> list[dict[str, Any]]:
    households, population = found.households, found.population
    wanted, build = found.projection.balance.dwellings, found.projection.balance.build
    return [
        {
            "year": found.first_year + index,
            "population": rounded(population[index]),
            "households": rounded(households[index]),
            "persons_per_household": round(float(population[index] / households[index]), 3),
            "dwellings_wanted": rounded(wanted[index]),
            "build": rounded(build[index]) if index < len(build) else None,
        }
        for index in range(len(households))
    ]


def _periods(found: MunicipalNeed) -> list[dict[str, Any]]:
    """Return the account by periods that end in years divisible by five."""
    ends = [year for year in range(found.first_year + 1, found.to_year) if year % PERIOD_YEARS == 0]
    bounds = [found.first_year, *ends, found.to_year]
    rows = []
    for first, last in itertools.pairwise(bounds):
        part = need_between(found.projection.balance, first - found.first_year, last - found.first_year)
        parts = {name: rounded(float(getattr(part, name).sum())) for name in PARTS}
        rows.append({"from_year": first, "to_year": last, **parts, "build": rounded(float(part.total))})
    return rows


def _household_kinds(found: MunicipalNeed) -> list[dict[str, Any]]:
    by_kind = found.projection.households[[0, -1]].sum(axis=1)
    return [
        {"kind": kind, "from": rounded(before), "to": rounded(after), "change": rounded(after - before)}
        for kind, before, after in zip(HOUSEHOLD_KINDS, *by_kind, strict=True)
    ]


def _dwelling_kinds(found: MunicipalNeed) -> list[dict[str, Any]]:
    divided = found.dwellings
    return [
        {
            "kind": kind,
            **{name: rounded(getattr(divided, name)[index]) for name in ("now", "wanted", "losses", "other", "build")},
        }
        for index, kind in enumerate(DWELLING_KINDS)
    ]


def _older(found: MunicipalNeed) -> list[dict[str, Any]]:
    return [
        {
            "age_from": first,
            "age_to": last,
            "alone": not index,
            "dwelling": kind,
            "from": rounded(found.older[0, age, index, column]),
            "to": rounded(found.older[1, age, index, column]),
        }
        for age, (first, last) in enumerate(OLDER_AGES)
        for index in (0, 1)
        for column, kind in enumerate(DWELLING_KINDS)
    ]


def _released(found: MunicipalNeed) -> dict[str, Any] | None:
    if found.released is None:
        return None
    kinds = {kind: rounded(found.released[index]) for index, kind in enumerate(DWELLING_KINDS)}
    return {"from_year": found.first_year, "to_year": found.first_year + RELEASED_YEARS, **kinds}


def _disadvantaged(found: MunicipalNeed) -> dict[str, Any]:
    flow = found.disadvantaged
    return {
        "from": rounded(flow.stock[0]),
        "to": rounded(flow.stock[-1]),
        "inflow_per_year": rounded(float(flow.inflow.mean())),
        "outflow_per_year": rounded(float(flow.outflow.mean())),
        "mean_years": round(flow.mean_years, 2),
        "municipal_dwellings_per_1000": figures.municipal_dwellings_per_1000(found.figures.number),
    }


def _completions(found: MunicipalNeed) -> dict[str, Any] | None:
    record = found.completions
    if record is None:
        return None
    ratio = record.households_per_completion
    return {
        "from_year": 2015,
        "to_year": 2024,
        "completed": rounded(record.completed),
        "households_change": rounded(record.households_change),
        "households_per_completion": None if math.isnan(ratio) else round(ratio, 2),
    }


def _backtests(found: MunicipalNeed) -> dict[str, Any]:
    households, level = household_test(), level_test()
    return {
        "own": [
            {
                "what": one.what,
                "from_year": one.from_year,
                "year": one.year,
                "expected": rounded(one.expected),
                "observed": rounded(one.observed),
                "error_pct": round(one.error_pct, 2),
            }
            for one in found.backtests
        ],
        "households_2015_2024": {
            "municipalities": households.municipalities,
            "median_absolute_error_pct": round(households.median_absolute_error_pct, 2),
            "ninetieth_absolute_error_pct": round(households.ninetieth_absolute_error_pct, 2),
            "median_error_pct": round(households.median_error_pct, 2),
            "country_error_pct": round(households.country_error_pct, 2),
        },
        "households_without_own_count": {
            "municipalities": level.municipalities,
            "median_absolute_error_pct": round(level.median_error_pct, 2),
            "ninetieth_absolute_error_pct": round(level.ninetieth_error_pct, 2),
        },
    }


def assumptions(found: MunicipalNeed, day: dt.date) -> list[dict[str, Any]]:
    """Return every assumption with its value, and where the value is from."""
    rows = []
    for name in NAMES:
        one, used = parameter(f"{PREFIX}{name}"), getattr(found.assumptions, name)
        reference = one.reference_at(day)
        given = used != one.at(day)
        rows.append(
            {
                "name": name,
                "label": _(ASSUMPTION_NAMES[name]),
                "value": used,
                "unit": one.unit,
                "description": one.description,
                "given_by_user": given,
                "verified": reference.verified and not given,
                "reference": None if given else reference.title,
                "href": None if given else reference.href,
            }
        )
    return rows


def _source(identifier: str) -> dict[str, Any]:
    one = source(identifier)
    return {
        "identifier": identifier,
        "producer": one.producer,
        "table": one.table,
        "title": one.title.nb,
        "retrieved": one.retrieved_on.isoformat() if one.retrieved_on else None,
        "licence": one.licence.name,
        "url": one.url,
        "attribution": one.attribution,
        "unverified": [said_in(note, "nb") for note in one.unverified],
    }
