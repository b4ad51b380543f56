"""A scenario for a real place as a tree, every number with where it is from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from husrom.cli.scenario.place import Place, together
from husrom.cli.scenario.priors import priors, unverified
from husrom.cli.scenario.stock import StockSector, sector_name, stock_of
from husrom.cli.scenario.yearly import yearly_of
from husrom.figures import model_arrays as figures
from husrom.figures.catalogue import source
from husrom.housing import households as housing
from husrom.housing.calibration import PatternSector, reference_market
from husrom.housing.mobility.codes import HOUSEHOLD_KINDS

HORIZONS = (1, 3, 5, 10)
DEATH_YEARS = (2016, 2026)
_BACKGROUND = ("detached", "row", "flat")
_SPLITS = {(20, 29): "20-29", (30, 44): "30-44", (45, 64): "45-64", (65, 79): "65-79", (80, None): "80-110"}


@dataclass(frozen=True, slots=True)
class Asked:
    """The project whose effect is asked for.

    Attributes
    ----------
    lag_years
        From start to completion.
    """

    name: str
    kind: str
    rooms: int
    owned: bool
    dwellings: int
    start_year: int
    lag_years: int
    accessible_share: float


def scenario_tree(first_year: int, years: int, asked: Asked, place: Place, region: Place | None) -> dict[str, Any]:
    """Return the scenario; the region is the municipalities around, taken as one place."""
    both = place if region is None else together(place.name, [place, region])
    stock = _stock(place, region, asked)
    persons = {_band(index): round(count) for index, count in enumerate(both.persons)}
    roles, rates = _roles(), _rates()
    yearly = yearly_of(both, persons, roles, rates)
    scale = yearly.birth_scale
    for name in ("birth_couple", "birth_single"):
        rates[name] = {band: min(1.0, round(value * scale, 5)) for band, value in rates[name].items()}
    return {
        "name": f"{place.name}: {asked.name}",
        "example": False,
        "first_year": first_year,
        "years": years,
        "horizons": [
            horizon for horizon in HORIZONS if asked.start_year + asked.lag_years + horizon <= first_year + years
        ],
        "market": "supply",
        "evidence": "prior",
        "population": _population(both, persons, roles),
        "sectors": {"list": [_sector(one) for one in stock], "reference": _official(both, "dwelling")},
        **_areas(place, region),
        "rates": {name: {"by_age": bands, "reference": _rate_reference(name)} for name, bands in rates.items()},
        "arrivals": {
            "per_year": yearly.arrivals["main"],
            "by_age": dict(priors()["arrivals_by_age"]),
            "reference": unverified(),
        },
        "projections": {
            "list": [
                {"name": name, "weight": weight, "arrivals_per_year": yearly.arrivals[name]}
                for name, weight in priors()["projection_weights"].items()
            ],
            "reference": _official(both, "projection"),
        },
        **{
            name: {"value": priors()[name], "reference": unverified()}
            for name in (
                "two_dwellings_share",
                "partner_age_spread_years",
                "patience_years",
                "new_household_deciles",
            )
        },
        "moves": {
            "pattern": "published_chains",
            "reference": {
                "title": "Husrom: a pattern fitted to published chains in other countries (husrom chains calibrate)",
                "verified": False,
            },
        },
        "projects": {
            "list": [_project(asked), *_background(both, stock, first_year, years)],
            "reference": _official(both, "construction"),
        },
    }


def _stock(place: Place, region: Place | None, asked: Asked) -> list[StockSector]:
    area = "" if region is None else place.name
    stock = stock_of(place, area)
    wanted = PatternSector(asked.kind, asked.rooms, asked.owned, 0.0, round(asked.accessible_share), area)
    if sector_name(wanted) not in {one.name for one in stock}:
        stock.append(StockSector(sector_name(wanted), wanted))
    return stock if region is None else [*stock, *stock_of(region, region.name, f" – {region.name}")]


def _band(index: int) -> str:
    first = housing.FIVE_YEAR_AGES[index]
    return f"{first}-{first + 4}" if index < len(housing.FIVE_YEAR_AGES) - 1 else f"{first}-105"


def _roles() -> dict[str, dict[str, float]]:
    """Return how common each role is: how adults lived in the country, and who of the rest is a child."""
    pattern, couple = housing.national_pattern().round(4).tolist(), priors()["other_households_with_couple"]
    bands = list(_SPLITS.values())
    single, without, partners, parents, other = (list(column) for column in zip(*pattern, strict=True))
    grown = [share if place < 2 else share / 3 for place, share in enumerate(other)]  # noqa: PLR2004 -- from 45 on
    rest = [share - child for share, child in zip(other, grown, strict=True)]
    roles = {
        "single": single,
        "partner_without_children": without,
        "partner_with_children": [a + couple * b for a, b in zip(partners, rest, strict=True)],
        "single_parent": [a + (1 - couple) * b for a, b in zip(parents, rest, strict=True)],
        "child_at_home": grown,
    }
    tiny = 1e-4  # a role that nobody had in 2009 is rare, not impossible
    found = {
        role: dict(zip(bands, [max(tiny, round(share, 4)) for share in shares], strict=True))
        for role, shares in roles.items()
    }
    # Those of 18 and 19 live like those in their twenties, but at home far oftener.
    for role, shares in found.items():
        shares["18-19"] = 5.0 if role == "child_at_home" else shares["20-29"]
    return found | {"child_at_home": {"0-17": 1.0, **found["child_at_home"]}}


def _rates() -> dict[str, dict[str, float]]:
    deaths = housing.death_rates(figures.national_persons_by_year_of_age(*DEATH_YEARS))
    by_age = {str(age): round(float(rate), 5) for age, rate in enumerate(deaths)}
    return {"death": by_age, **{name: dict(bands) for name, bands in priors()["rates"].items()}}


def _rate_reference(name: str) -> dict[str, Any]:
    if name != "death":
        return unverified()
    one = source("national_population_by_age")
    years = f"{DEATH_YEARS[0]}–{DEATH_YEARS[1]}"
    title = f"{one.producer}, tabell {one.table}: how much smaller cohorts grew {years}, by Gompertz below 65"
    return {"title": title, "href": one.url, "verified": True}


def _population(place: Place, persons: Mapping[str, int], roles: Mapping[str, Any]) -> dict[str, Any]:
    counts = place.households.round().astype(int).tolist()
    return {
        "persons": {"by_age": dict(persons), "reference": _official(place, "population")},
        "households": {
            "by_kind": dict(zip(HOUSEHOLD_KINDS, counts, strict=True)),
            "reference": _official(place, "household"),
        },
        "roles": {
            "by_age": roles,
            "reference": {
                "title": "Statistisk sentralbyrå, familier og husholdninger 1. januar 2009: how adults lived by age; "
                "grown children at home by our prior",
                "verified": False,
            },
        },
        "income": {
            "deciles_by_kind": {kind: list(row) for kind, row in priors()["deciles_by_kind"].items()},
            "reference": unverified(),
        },
    }


def _sector(one: StockSector) -> dict[str, Any]:
    tenure = "owned" if one.sector.owned else "rented"
    found = {
        "name": one.name,
        "kind": one.sector.kind,
        "rooms": one.sector.rooms,
        "tenure": tenure,
        "dwellings": round(one.sector.dwellings),
        "accessible_share": float(one.sector.accessible_share),
        "vacancy_days": priors()["vacancy_days"][tenure],
        "kept_secondary": priors()["kept_secondary"][tenure],
        "withdrawn": priors()["withdrawn"][tenure],
        "households": dict(priors()["households_by_dwelling"][one.sector.kind][tenure]),
    }
    return {**found, "area": one.sector.area} if one.sector.area else found


def _areas(place: Place, region: Place | None) -> dict[str, Any]:
    """Return where fillers come from: most from the same municipality, some from the others of the region."""
    if region is None:
        return {}
    moves = priors()["moves"]
    every = moves["within_municipality"] + moves["between_municipalities"]
    same = moves["within_municipality"] / every
    near = (moves["between_municipalities"] - moves["between_regions"]) / every
    here = float(place.dwellings.sum() / (place.dwellings.sum() + region.dwellings.sum()))
    from_region = {place.name: round(near * here, 4), region.name: round(same + near * (1 - here), 4)}
    return {
        "areas": {
            "list": [
                {
                    "name": place.name,
                    "scope": "local",
                    "fillers_from": {place.name: round(same, 4), region.name: round(near, 4)},
                },
                {"name": region.name, "scope": "region", "fillers_from": from_region},
            ],
            "reference": dict(moves["reference"]),
        }
    }


def _project(asked: Asked) -> dict[str, Any]:
    wanted = PatternSector(asked.kind, asked.rooms, asked.owned, 0.0, round(asked.accessible_share))
    return {
        "name": asked.name,
        "sector": sector_name(wanted),
        "dwellings": asked.dwellings,
        "start_year": asked.start_year,
        "lag_years": asked.lag_years,
        "accessible_share": asked.accessible_share,
        "effect_of": True,
    }


def _background(place: Place, stock: Sequence[StockSector], first_year: int, years: int) -> list[dict[str, Any]]:
    """Return what is built anyway: as many a year as before, divided between kinds as new dwellings are."""
    market = reference_market()
    into = {
        kind: max(
            (one for one in stock if one.sector.kind == kind and one.sector.owned),
            key=lambda one: one.sector.dwellings,
            default=None,
        )
        for kind in _BACKGROUND
    }
    weights = np.array(
        [
            sum(new for sector, new in zip(market.sectors, market.new, strict=True) if sector.kind == kind)
            if into[kind]
            else 0.0
            for kind in _BACKGROUND
        ]
    )
    if not weights.sum():
        return []
    ends = np.arange(years + 1)[:, None] * place.built_per_year * weights / weights.sum()
    counts = np.diff(np.floor(ends + 0.5).astype(int), axis=0)
    return [
        {
            "name": f"Annen bygging {first_year + year}: {one.name}",
            "sector": one.name,
            "dwellings": int(counts[year, column]),
            "start_year": first_year + year,
            "lag_years": 0,
        }
        for year in range(years)
        for column, one in enumerate(into[kind] for kind in _BACKGROUND)
        if one is not None and counts[year, column]
    ]


_TABLES = {
    "population": ("population_by_age",),
    "household": ("households", "household_income", "national_tenure"),
    "dwelling": ("dwellings", "dwelling_type_shares", "tenure_shares"),
    "projection": ("projection", "population_totals"),
    "construction": ("construction", "construction_by_quarter"),
}
_FITTED = {
    "household": "fitted to the place; other kinds divided by our prior",
    "dwelling": "rooms, accessibility and time vacant by our priors",
    "projection": "arrivals that give the growth; weights are ours",
    "construction": "mean of ten years where published, otherwise the growth of households",
}


def _official(place: Place, part: str) -> dict[str, Any]:
    """Return the tables that a part rests on; what is fitted or divided by us is not verified."""
    used = [source(name) for name in _TABLES[part] if name in place.identifiers] or [source(_TABLES[part][0])]
    tables = ", ".join(f"tabell {one.table}" for one in used)
    more = f": {_FITTED[part]}" if part in _FITTED else ""
    return {"title": f"{used[0].producer}, {tables}{more}", "href": used[0].url, "verified": part not in _FITTED}
