"""A place's dwellings by sector: building types and tenure as counted, rooms as in the country."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from husrom.cli.scenario.place import Place
from husrom.housing.calibration import Margin, PatternSector, fit_table, reference_market
from husrom.housing.mobility.codes import DWELLING_KINDS

FEWEST = 20
"""A sector of fewer dwellings is taken together with the largest of its kind."""
_NAMES = {
    "detached": "enebolig",
    "semi_detached": "tomannsbolig",
    "row": "rekkehus",
    "flat": "leilighet",
    "shared": "bofellesskap",
    "other": "annen bolig",
}


@dataclass(frozen=True, slots=True)
class StockSector:
    """A sector and its name."""

    name: str
    sector: PatternSector


def stock_of(place: Place, area: str, suffix: str = "") -> list[StockSector]:
    """Return the sectors of a place, the small ones merged."""
    market = reference_market()
    cells = _by_kind_and_tenure(place)
    sectors = []
    for sector in market.sectors:
        kind = DWELLING_KINDS.index(sector.kind)
        alike = sum(
            other.dwellings for other in market.sectors if (other.kind, other.owned) == (sector.kind, sector.owned)
        )
        dwellings = cells[kind, int(sector.owned)] * sector.dwellings / alike
        sectors.append(replace(sector, dwellings=dwellings, area=area))
    whole = _whole(np.array([sector.dwellings for sector in sectors]), round(place.dwellings.sum()))
    counted = [replace(sector, dwellings=float(count)) for sector, count in zip(sectors, whole, strict=True)]
    return [StockSector(sector_name(sector, suffix), sector) for sector in _merged(counted)]


def sector_name(sector: PatternSector, suffix: str = "") -> str:
    """Return what a sector is called."""
    tenure = "eid" if sector.owned else "leid"
    rooms = "5 rom eller flere" if sector.rooms == 5 else f"{sector.rooms} rom"  # noqa: PLR2004 -- as the sectors count
    easy = ", tilgjengelig" if sector.accessible_share == 1 else ""
    return f"{_NAMES[sector.kind]}, {tenure}, {rooms}{easy}{suffix}"


def new_sector_name(kind: str, rooms: int, *, owned: bool) -> str:
    """Return what new dwellings are called."""
    return sector_name(PatternSector(kind, rooms, owned, 0.0))


def _by_kind_and_tenure(place: Place) -> NDArray[np.float64]:
    """Return dwellings by kind and whether they are owned: the country's pattern on the place's own totals."""
    prior = np.zeros((len(DWELLING_KINDS), 2))
    for sector in reference_market().sectors:
        prior[DWELLING_KINDS.index(sector.kind), int(sector.owned)] += sector.dwellings
    total = float(place.dwellings.sum())
    tenures = Margin.of(("rented", "owned"), [place.rented_share * total, (1 - place.rented_share) * total])
    return fit_table(prior, Margin.of(DWELLING_KINDS, place.dwellings), tenures).table


def _whole(values: NDArray[np.float64], total: int) -> NDArray[np.int64]:
    """Round to whole numbers with the given sum: those nearest to the next number go up."""
    low = np.floor(values).astype(np.int64)
    order = np.argsort(low - values, kind="stable")
    low[order[: total - int(low.sum())]] += 1
    return low


def _merged(sectors: list[PatternSector]) -> list[PatternSector]:
    """Add the small sectors of each kind to its largest."""
    found = []
    for kind in DWELLING_KINDS:
        alike = [sector for sector in sectors if sector.kind == kind]
        largest = max(alike, key=lambda sector: sector.dwellings)
        small = sum(sector.dwellings for sector in alike if sector.dwellings < FEWEST and sector is not largest)
        for sector in alike:
            if sector is largest:
                found.append(replace(sector, dwellings=sector.dwellings + small))
            elif sector.dwellings >= FEWEST:
                found.append(sector)
    return [sector for sector in found if sector.dwellings]
