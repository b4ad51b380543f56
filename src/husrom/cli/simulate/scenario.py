"""A scenario file as what the models take: a town, its rules under each projection and draw, and horizons."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from husrom.cli.simulate.ages import by_age, spread
from husrom.cli.simulate.faults import faults
from husrom.cli.simulate.moves import Draws, certain_moves, counted_moves, pattern_moves
from husrom.cli.simulate.scenario_text import ScenarioFile, refuse
from husrom.housing.mobility.choice import LIFE_CLASSES, STAGES, Choice
from husrom.housing.mobility.codes import HOUSEHOLD_KINDS
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


@dataclass(frozen=True, slots=True)
class Projection:
    """How many households may come each year, and how much that weighs beside the others."""

    name: str
    weight: float
    arrivals_per_year: int


@dataclass(frozen=True, slots=True, eq=False)
class Scenario:
    """What a scenario file asks for.

    Attributes
    ----------
    grade
        Of the data: A from registers, B from margins and gross flows, C from priors alone.
    unverified
        The parts whose reference nobody has read.
    rules
        With the first projection and, where moves are uncertain, none of them.
    draws
        Moves by draw; None where they are certain.
    """

    name: str
    example: bool
    grade: str
    unverified: tuple[str, ...]
    years: int
    horizons: tuple[int, ...]
    start: State
    rules: Rules
    projections: tuple[Projection, ...]
    draws: Draws | None

    def rules_of(self, projection: int, draw: int) -> Rules:
        """Return the rules under a projection and with a draw of what is not known."""
        arrivals = replace(self.rules.arrivals, per_year=self.projections[projection].arrivals_per_year)
        moves = self.rules.moves if self.draws is None else self.draws(draw)
        return replace(self.rules, arrivals=arrivals, moves=moves)

    @property
    def weights(self) -> Floats:
        """Weights of the projections, shape (P,)."""
        return np.array([projection.weight for projection in self.projections])

    @property
    def new_dwellings(self) -> int:
        """How many dwellings the projects have whose effect is asked for."""
        return sum(project.dwellings for project in self.rules.projects if project.effect_of)


def scenario_of(file: ScenarioFile, seed: int) -> Scenario:
    """Return the scenario of a file; the seed makes its town."""
    tree = file.tree
    refuse(file.name, list(faults(tree)))
    local = {entry["name"] for entry in tree.get("areas", {}).get("list", []) if entry["scope"] == "local"}
    sectors = tuple(_sector(entry, local) for entry in tree["sectors"]["list"])
    names = [sector.name for sector in sectors]
    start = State(tree["first_year"], *synthetic(_margins(tree), sectors, seed))
    start.households.since[:] = tree["first_year"]
    return Scenario(
        name=tree["name"],
        example=tree["example"],
        grade=GRADES[tree["evidence"]],
        unverified=tuple(_unverified(tree, "")),
        years=tree["years"],
        horizons=tuple(sorted(tree["horizons"])),
        start=start,
        rules=_rules(tree, sectors, names, start),
        projections=_projections(tree),
        draws=_draws(tree, names, seed),
    )


def _sector(entry: Tree, local: Collection[str]) -> Sector:
    return Sector(
        entry["name"],
        entry["kind"],
        entry["rooms"],
        owned=entry["tenure"] == "owned",
        price_nok=entry.get("price_nok", 0.0),
        area=entry.get("area", ""),
        local="area" not in entry or entry["area"] in local,
    )


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
    supply, moves = tree["market"] == "supply", tree.get("moves", {})
    return Rules(
        sectors=sectors,
        rates=Rates(**{name: by_age(rate["by_age"]) for name, rate in tree["rates"].items()}),
        stay=stay,
        arrivals=_arrivals(tree["arrivals"], start.households),
        moves=certain_moves(moves.get("rows", {}) if supply else {}, names),
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


def _projections(tree: Tree) -> tuple[Projection, ...]:
    if "projections" not in tree:
        return (Projection("main", 1.0, tree["arrivals"]["per_year"]),)
    return tuple(Projection(**entry) for entry in tree["projections"]["list"])


def _draws(tree: Tree, names: list[str], seed: int) -> Draws | None:
    if tree["market"] == "choice" or "rows" in tree["moves"]:
        return None
    if "counts" in tree["moves"]:
        return counted_moves(tree["moves"]["counts"], names, seed)
    return pattern_moves(tree["sectors"]["list"], tree.get("areas", {}).get("list", []))


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
