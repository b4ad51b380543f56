"""The sectors of the dwelling stock: kind of dwelling, rooms, tenure and place taken together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from husrom.housing.mobility.codes import DWELLING_KINDS
from husrom.housing.mobility.errors import MobilityInputError

MOST_SECTORS = 256


@dataclass(frozen=True, slots=True)
class Sector:
    """A part of the stock within which dwellings are taken as alike.

    Attributes
    ----------
    kind
        One of `codes.DWELLING_KINDS`.
    rooms
        1 to 5, 5 being five or more.
    owned
        True for owner-occupied, whether freehold or in a housing cooperative; False for rented.
    price_nok
        What a dwelling costs a buyer, common debt included, in Norwegian kroner; 0 for rented.
    area
        Name of the place it lies in; the empty name where there is one place only.
    local
        False in the rest of the region, which is simulated so that chains can be followed out of the municipality.
    """

    name: str
    kind: str
    rooms: int
    owned: bool
    price_nok: float = 0.0
    area: str = ""
    local: bool = True


class SectorColumns(NamedTuple):
    """The sectors as arrays of shape (S,), for compiled code.

    Attributes
    ----------
    kind
        uint8, a code of `codes.DWELLING_KINDS`.
    rooms
        uint8, rooms.
    owned
        bool.
    price_nok
        float64, kroner.
    """

    kind: NDArray[np.uint8]
    rooms: NDArray[np.uint8]
    owned: NDArray[np.bool_]
    price_nok: NDArray[np.float64]


def sector_columns(sectors: Sequence[Sector]) -> SectorColumns:
    """Check sectors and return them as arrays.

    Raises
    ------
    MobilityInputError
        When there are none or too many, a name stands twice, or a kind, number of rooms or price is impossible.

    Examples
    --------
    >>> sector_columns([Sector("house", "detached", 4, True, 4e6)]).rooms.tolist()
    [4]
    """
    if not 0 < len(sectors) <= MOST_SECTORS:
        raise MobilityInputError(f"There are {len(sectors)} sectors, but 1 to {MOST_SECTORS} were expected.")
    names = [sector.name for sector in sectors]
    for sector in sectors:
        if names.count(sector.name) > 1:
            raise MobilityInputError(f"The sector {sector.name} is there twice: give each a name of its own.")
        if sector.kind not in DWELLING_KINDS:
            known = ", ".join(DWELLING_KINDS)
            raise MobilityInputError(f"Sector {sector.name} is of the kind {sector.kind}. Use one of {known}.")
        if not 1 <= sector.rooms <= 5:  # noqa: PLR2004 -- as its documentation says
            raise MobilityInputError(f"Sector {sector.name} has {sector.rooms} rooms, but 1 to 5 were expected.")
        if not (sector.price_nok >= 0 and np.isfinite(sector.price_nok)):
            raise MobilityInputError(f"Sector {sector.name} costs {sector.price_nok} kroner; expected 0 or more.")
    return SectorColumns(
        kind=np.array([DWELLING_KINDS.index(sector.kind) for sector in sectors], np.uint8),
        rooms=np.array([sector.rooms for sector in sectors], np.uint8),
        owned=np.array([sector.owned for sector in sectors], np.bool_),
        price_nok=np.array([sector.price_nok for sector in sectors], np.float64),
    )
