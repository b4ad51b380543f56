"""A scenario file as what the models take: a town, rules and horizons, with every fault of its sense listed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from husrom.cli.simulate.scenario_text import ScenarioFile, refuse
from husrom.housing.mobility.choice import LIFE_CLASSES, STAGES, Choice
from husrom.housing.mobility.codes import AGES, HOUSEHOLD_KINDS
from husrom.housing.mobility.rules import Arrivals, Project, Rates, Rules
from husrom.housing.mobility.sectors import Sector
from husrom.housing.mobility.simulation import State
from husrom.housing.mobility.state import Households
from husrom.housing.mobility.staying import Stay
from husrom.housing.mobility.synthesis import Margins, synthetic

Floats = NDArray[np.float64]
Tree = Mapping[str, Any]

GRADES = {"register": "A", "margins_and_gross_flows": "B", "prior": "C"}
ROLES = ("single", "partner_without_children", "partner_with_children", "single_parent", "child_at_home")
_DAYS = 365.25


@dataclass(frozen=True, slots=True, eq=False)
class Scenario:
    """What a scenario file asks for.

    Attributes
    ----------
    grade
        Of the data: A from registers, B from margins and gross flows, C from priors alone.
    unverified
        The parts whose reference nobody has read.
    """

    name: str
    example: bool
    grade: str
    unverified: tuple[str, ...]
    years: int
    horizons: tuple[int, ...]
    start: State
    rules: Rules

    @property
    def new_dwellings(self) -> int:
        """How many dwellings the projects have whose effect is asked for."""
        return sum(project.dwellings for project in self.rules.projects if project.effect_of)


def scenario_of(file: ScenarioFile, seed: int) -> Scenario:
    """Return the scenario of a file; the seed makes its town."""
    tree = file.tree
    refuse(file.name, list(_faults(tree)))
    sectors = tuple(_sector(entry) for entry in tree["sectors"]["list"])
    names = [sector.name for sector in sectors]
    start = State(tree["first_year"], *synthetic(_margins(tree), sectors, seed))
    start.households.since[:] = tree["first_year"]
    rules = _rules(tree, sectors, names, start)
    return Scenario(
        name=tree["name"],
        example=tree["example"],
        grade=GRADES[tree["evidence"]],
        unverified=tuple(_unverified(tree, "")),
        years=tree["years"],
        horizons=tuple(sorted(tree["horizons"])),
        start=start,
        rules=rules,
    )


def _faults(tree: Tree) -> Iterator[str]:
    """Tell what the schema cannot: names that are nobody's, bands that overlap, sums that are too great."""
    names = [entry["name"] for entry in tree["sectors"]["list"]]
    projects = [entry["name"] for entry in tree["projects"]["list"]]
    for name in sorted({name for name in names + projects if names.count(name) > 1 or projects.count(name) > 1}):
        yield _("%(name)s is there twice: give each sector and project a name of its own.") % {"name": name}
    for place, name in _named_sectors(tree):
        if name not in names:
            there = ", ".join(names)
            yield _("%(place)s: there is no sector %(name)s. There are %(there)s.") % {
                "place": place,
                "name": name,
                "there": there,
            }
    for place, bands in _all_bands(tree):
        yield from _band_faults(place, bands)
    for name, row in tree.get("moves", {}).get("rows", {}).items():
        if sum(row.values()) > 1 + 1e-9:
            value = f"{sum(row.values()):g}"
            yield _("moves.rows.%(name)s sums to %(value)s, but probabilities sum to at most 1.") % {
                "name": name,
                "value": value,
            }
    if not any(entry.get("effect_of") for entry in tree["projects"]["list"]):
        yield _("projects: mark at least one project with effect_of: true, so that there is an effect to tell.")


def _named_sectors(tree: Tree) -> Iterator[tuple[str, str]]:
    for entry in tree["projects"]["list"]:
        yield f"projects.{entry['name']}", entry["sector"]
    for name, row in tree.get("moves", {}).get("rows", {}).items():
        yield "moves.rows", name
        yield from ((f"moves.rows.{name}", other) for other in row)
    for kind, stages in tree.get("choice", {}).get("preference", {}).items():
        for stage, wishes in stages.items():
            yield from ((f"choice.preference.{kind}.{stage}", name) for name in wishes)


def _all_bands(tree: Tree) -> Iterator[tuple[str, Tree]]:
    yield "population.persons", tree["population"]["persons"]["by_age"]
    for role, bands in tree["population"]["roles"]["by_age"].items():
        yield f"population.roles.{role}", bands
    for name, rate in tree["rates"].items():
        yield f"rates.{name}", rate["by_age"]
    yield "arrivals", tree["arrivals"]["by_age"]


def _band_faults(place: str, bands: Tree) -> Iterator[str]:
    seen: dict[int, str] = {}
    for band in bands:
        first, last = _ends(band)
        if first > last:
            yield _("%(place)s: the band %(band)s ends before it begins.") % {"place": place, "band": band}
        for age in range(first, last + 1):
            if age in seen:
                yield _("%(place)s: the bands %(one)s and %(other)s overlap.") % {
                    "place": place,
                    "one": seen[age],
                    "other": band,
                }
                break
            seen[age] = band


def _ends(band: str) -> tuple[int, int]:
    first, _dash, last = band.partition("-")
    return int(first), int(last or first)


def by_age(bands: Tree) -> Floats:
    """Return the value of each age, shape (111,); 0 where no band names it."""
    values = np.zeros(AGES)
    for band, value in bands.items():
        first, last = _ends(band)
        values[first : last + 1] = value
    return values


def spread(bands: Tree) -> NDArray[np.int64]:
    """Return the persons of each age, shape (111,): those of a band evenly, in whole persons."""
    persons = np.zeros(AGES, np.int64)
    for band, value in bands.items():
        first, last = _ends(band)
        persons[first : last + 1] = np.diff(np.arange(last - first + 2) * value // (last - first + 1))
    return persons


def _sector(entry: Tree) -> Sector:
    owned = entry["tenure"] == "owned"
    return Sector(entry["name"], entry["kind"], entry["rooms"], owned=owned, price_nok=entry.get("price_nok", 0.0))


def _margins(tree: Tree) -> Margins:
    people, stock = tree["population"], tree["sectors"]["list"]
    return Margins(
        persons=spread(people["persons"]["by_age"]),
        households=np.array([people["households"]["by_kind"][kind] for kind in HOUSEHOLD_KINDS], np.int64),
        dwellings=np.array([entry["dwellings"] for entry in stock], np.int64),
        age_prior=np.stack([by_age(people["roles"]["by_age"][role]) for role in ROLES], axis=1),
        decile_prior=np.array([people["income"]["deciles_by_kind"][kind] for kind in HOUSEHOLD_KINDS], np.float64),
        sector_prior=np.array([[entry["households"][kind] for entry in stock] for kind in HOUSEHOLD_KINDS], np.float64),
        accessible=np.array([entry["accessible_share"] for entry in stock], np.float64),
    )


def _rules(tree: Tree, sectors: tuple[Sector, ...], names: list[str], start: State) -> Rules:
    stock = tree["sectors"]["list"]
    stay = Stay(
        vacancy_years=np.array([entry.get("vacancy_days", 0) / _DAYS for entry in stock]),
        kept_secondary=np.array([float(entry.get("kept_secondary", 0)) for entry in stock]),
        withdrawn=np.array([float(entry.get("withdrawn", 0)) for entry in stock]),
    )
    supply = tree["market"] == "supply"
    return Rules(
        sectors=sectors,
        rates=Rates(**{name: by_age(rate["by_age"]) for name, rate in tree["rates"].items()}),
        stay=stay,
        arrivals=_arrivals(tree["arrivals"], start.households),
        moves=_moves(tree["moves"]["rows"], names) if supply else np.zeros((len(names), len(names))),
        projects=tuple(_project(entry, names) for entry in tree["projects"]["list"]),
        two_dwellings_share=float(tree["two_dwellings_share"]["value"]),
        partner_age_spread_years=float(tree["partner_age_spread_years"]["value"]),
        patience_years=tree["patience_years"]["value"],
        new_household_deciles=np.array(tree["new_household_deciles"]["value"], np.float64),
        choice=None if supply else _choice(tree["choice"], names),
    )


_DONORS = 2_000


def _arrivals(tree: Tree, here: Households) -> Arrivals:
    """Take households here, as often as the ages of those who arrive say, as what those who arrive are like."""
    weight = by_age(tree["by_age"])[here.ages[:, 0]]
    if not weight.any():
        return Arrivals(tree["per_year"], here.ages[:0], here.decile[:0])
    at = np.searchsorted(np.cumsum(weight), (np.arange(_DONORS) + 0.5) / _DONORS * weight.sum())
    return Arrivals(tree["per_year"], here.ages[at], here.decile[at])


def _moves(rows: Tree, names: list[str]) -> Floats:
    return np.array([[float(rows.get(name, {}).get(other, 0)) for other in names] for name in names])


def _project(entry: Tree, names: list[str]) -> Project:
    return Project(
        name=entry["name"],
        sector=names.index(entry["sector"]),
        dwellings=entry["dwellings"],
        start_year=entry["start_year"],
        lag_years=entry["lag_years"],
        accessible_share=float(entry.get("accessible_share", 0)),
        effect_of=entry.get("effect_of", False),
    )


def _choice(tree: Tree, names: list[str]) -> Choice:
    classes = [(kind, stage) for kind in HOUSEHOLD_KINDS for stage in STAGES]
    wishes = tree["preference"]
    preference = np.zeros((LIFE_CLASSES, len(names)))
    for place, (kind, stage) in enumerate(classes):
        for name, utility in wishes.get(kind, {}).get(stage, {}).items():
            preference[place, names.index(name)] = utility
    return Choice(
        preference=preference,
        budget_nok=np.array(tree["budget_nok"], np.float64),
        crowded=_pair(tree["crowded"]),
        spare=_pair(tree["spare"]),
        stairs=_pair(tree["stairs"]),
        desire=np.array([float(tree["desire_log_odds"][kind][stage]) for kind, stage in classes]),
        pressure=float(tree["pressure_log_odds_per_vacant_pct"]),
    )


def _pair(tree: Tree) -> Floats:
    return np.array([float(tree["utility"]), float(tree["log_odds"])])


def _unverified(tree: Tree, place: str) -> Iterator[str]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            if key == "reference" and not value["verified"]:
                yield place
            yield from _unverified(value, f"{place}.{key}" if place else key)
