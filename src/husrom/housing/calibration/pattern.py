"""A pattern of moves: from eleven numbers to probabilities for any list of sectors.

Where nobody has counted moves between sectors, a few tendencies decide them: who leaves a dwelling behind, and how far
the dwelling left resembles the one moved into. The tendencies can be fitted to what has been published of chains
elsewhere; the probabilities for a place follow from its own stock.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from husrom.figures.wording import gettext_noop as _
from husrom.housing.calibration.errors import CalibrationError
from husrom.housing.mobility.codes import DWELLING_KINDS

Floats = NDArray[np.float64]

_HOUSES = ("detached", "semi_detached", "row")
_ORDINARY_ROOMS = 3


@dataclass(frozen=True, slots=True)
class PatternSector:
    """What the pattern asks of a sector.

    Attributes
    ----------
    kind
        One of `mobility.codes.DWELLING_KINDS`.
    rooms
        1 to 5, 5 being five or more.
    owned
        False for rented.
    dwellings
        How many there are.
    accessible_share
        0 to 1.
    area
        Name of the place it lies in; the empty name where there is one place only.
    """

    kind: str
    rooms: int
    owned: bool
    dwellings: float
    accessible_share: float = 0.0
    area: str = ""


@dataclass(frozen=True, slots=True)
class MovePattern:
    """The tendencies.

    Attributes
    ----------
    continuation
        Log-odds that whoever moves into an owned flat of three rooms leaves a dwelling.
    house, rented, accessible
        Added for a house of any kind, a rented dwelling, and one that is accessible.
    per_room
        Added for each room above three.
    same_kind, same_tenure
        Log of how many times likelier a dwelling of the same kind, or tenure, is the one left.
    room_step
        Log of how many times likelier for each room's difference; negative.
    upward
        Log of how many times likelier a smaller dwelling is than a larger one.
    rented_mobility
        Log of how many times oftener those who rent move than those who own.
    local_share
        Of those who leave a dwelling, how many leave one in the same municipality.
    """

    continuation: float
    house: float
    rented: float
    accessible: float
    per_room: float
    same_kind: float
    same_tenure: float
    room_step: float
    upward: float
    rented_mobility: float
    local_share: float

    @property
    def values(self) -> Floats:
        """The numbers in order, shape (11,)."""
        return np.array(list(asdict(self).values()), np.float64)

    @classmethod
    def of(cls, values: Floats) -> Self:
        """Return the pattern of numbers in order.

        Examples
        --------
        >>> MovePattern.of(np.arange(11.0)).upward
        8.0
        """
        return cls(*(float(value) for value in values))


TENDENCIES = tuple(field.name for field in fields(MovePattern))
"""Their names in order."""


class _Columns(NamedTuple):
    """Sectors as arrays of shape (S,) or (S, S), vacancy by row."""

    house: Floats
    rented: Floats
    accessible: Floats
    rooms_over_three: Floats
    same_kind: Floats
    same_tenure: Floats
    room_difference: Floats
    upward: Floats
    log_dwellings: Floats


def pattern_transitions(
    sectors: Sequence[PatternSector], values: Floats, *, from_areas: Floats | None = None
) -> Floats:
    """Return the probability that a vacancy is filled by a household that leaves a dwelling in each sector.

    Parameters
    ----------
    sectors
        S sectors; those without dwellings are left by nobody.
    values
        Shape (..., 11), patterns as `MovePattern.values`.
    from_areas
        Shape (A, A), by areas in the order the sectors first name them: of those who move into the row's area and
        leave a dwelling, how many leave one in each area. What a row lacks up to 1 leave one elsewhere. None takes
        the pattern's `local_share` within the area and nothing between areas.

    Returns
    -------
    array, shape (..., S, S), probability
        What a row lacks up to 1 is filled by somebody who leaves no dwelling, or one elsewhere.

    Raises
    ------
    CalibrationError
        When a kind is unknown, a number is impossible, or there is not one dwelling to leave.

    Examples
    --------
    >>> flats = [PatternSector("flat", 3, True, 100.0)]
    >>> even = MovePattern(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, local_share=0.5)
    >>> pattern_transitions(flats, even.values).tolist()
    [[0.25]]
    """
    columns, areas = _columns(sectors), list(dict.fromkeys(sector.area for sector in sectors))
    go_on = continuations(sectors, values)
    name = dict(zip(TENDENCIES, np.moveaxis(values, -1, 0)[..., None, None], strict=True))
    weight = (
        columns.log_dwellings
        + name["same_kind"] * columns.same_kind
        + name["same_tenure"] * columns.same_tenure
        + name["room_step"] * columns.room_difference
        + name["upward"] * columns.upward
        + name["rented_mobility"] * columns.rented
    )
    leaving = np.exp(weight - weight.max(axis=-1, keepdims=True))
    place = np.array([areas.index(sector.area) for sector in sectors])
    shares = np.zeros_like(leaving)
    for area in range(len(areas)):
        inside = np.where(place == area, leaving, 0)
        total = inside.sum(axis=-1, keepdims=True)
        if from_areas is None:
            coming = np.where(place == area, 1.0, 0.0)[:, None] * name["local_share"]
        else:
            coming = from_areas[place, area][:, None]
        shares += coming * np.divide(inside, total, out=np.zeros_like(inside), where=total > 0)
    found: Floats = go_on[..., None] * shares
    return found


def continuations(sectors: Sequence[PatternSector], values: Floats) -> Floats:
    """Return the probability that whoever fills a vacancy leaves a dwelling, wherever that lies.

    Returns
    -------
    array, shape (..., S), probability

    Examples
    --------
    >>> even = MovePattern(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, local_share=0.5)
    >>> continuations([PatternSector("flat", 3, True, 100.0)], even.values).tolist()
    [0.5]
    """
    columns = _columns(sectors)
    name = dict(zip(TENDENCIES, np.moveaxis(values, -1, 0)[..., None], strict=True))
    log_odds = (
        name["continuation"]
        + name["house"] * columns.house
        + name["rented"] * columns.rented
        + name["accessible"] * columns.accessible
        + name["per_room"] * columns.rooms_over_three
    )
    found: Floats = 1 / (1 + np.exp(-log_odds))
    return found


def _columns(sectors: Sequence[PatternSector]) -> _Columns:
    for row, sector in enumerate(sectors, 1):
        _check(row, sector)
    if not sum(sector.dwellings for sector in sectors):
        raise CalibrationError(_("The stock has %(value)s dwellings, so nobody can leave one."), value=0.0)
    kind = np.array([DWELLING_KINDS.index(sector.kind) for sector in sectors])
    rooms = np.array([sector.rooms for sector in sectors], np.float64)
    owned = np.array([sector.owned for sector in sectors])
    with np.errstate(divide="ignore"):
        log_dwellings = np.log(np.array([sector.dwellings for sector in sectors], np.float64))
    return _Columns(
        house=np.array([sector.kind in _HOUSES for sector in sectors], np.float64),
        rented=(~owned).astype(np.float64),
        accessible=np.array([sector.accessible_share for sector in sectors], np.float64),
        rooms_over_three=rooms - _ORDINARY_ROOMS,
        same_kind=(kind[:, None] == kind).astype(np.float64),
        same_tenure=(owned[:, None] == owned).astype(np.float64),
        room_difference=np.abs(rooms[:, None] - rooms),
        upward=(rooms < rooms[:, None]).astype(np.float64),
        log_dwellings=log_dwellings,
    )


def _check(row: int, sector: PatternSector) -> None:
    if sector.kind not in DWELLING_KINDS:
        raise CalibrationError(
            _("Row %(row)s has the kind %(value)s. Use one of %(known)s."),
            row=str(row),
            value=sector.kind,
            known=", ".join(DWELLING_KINDS),
        )
    for name, value, most in (
        ("rooms", sector.rooms, 5),
        ("dwellings", sector.dwellings, np.inf),
        ("accessible_share", sector.accessible_share, 1),
    ):
        if not (name == "rooms") <= value <= most or not np.isfinite(value):
            raise CalibrationError(
                _("Row %(row)s has %(name)s %(value)s, but a number from %(least)s to %(most)s was expected."),
                row=str(row),
                name=name,
                value=float(value),
                least=float(name == "rooms"),
                most=float(most),
            )
