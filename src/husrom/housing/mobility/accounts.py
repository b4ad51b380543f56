"""The accounts of a year: what came and went must explain every dwelling, household, person and vacancy."""

from dataclasses import dataclass

from husrom.housing.mobility.codes import NO_ONE, OCCUPIED, SECONDARY, VACANT, WITHDRAWN
from husrom.housing.mobility.errors import ConservationError
from husrom.housing.mobility.state import Dwellings, Households


@dataclass(frozen=True, slots=True)
class Count:
    """What there is at a moment.

    Attributes
    ----------
    dwellings
        Those that are not withdrawn; the three that follow are parts of it.
    waiting
        Households without a dwelling.
    second
        Dwellings that couples have beside the one they live in.
    persons
        In private households.
    """

    dwellings: int
    occupied: int
    vacant: int
    secondary: int
    households: int
    waiting: int
    second: int
    persons: int


@dataclass(slots=True)
class Flows:
    """What came and went in a year, in dwellings, households, persons and vacancies.

    Attributes
    ----------
    completed, withdrawn, kept_secondary
        Dwellings.
    formed, separated, arrived, moved_out, gave_up, merged, dissolved, institutionalised
        Households: by leaving home, separation and in-migration; out-migration, those who waited too long among them
        counted apart; by pairing, death, and institutions.
    born, died, to_institution, children_placed, persons_in, persons_out
        Persons.
    initiated, released, filled
        Vacancies: begun otherwise than by a move within the municipality, by such a move, and filled.
    """

    completed: int = 0
    withdrawn: int = 0
    kept_secondary: int = 0
    formed: int = 0
    separated: int = 0
    arrived: int = 0
    moved_out: int = 0
    gave_up: int = 0
    merged: int = 0
    dissolved: int = 0
    institutionalised: int = 0
    born: int = 0
    died: int = 0
    to_institution: int = 0
    children_placed: int = 0
    persons_in: int = 0
    persons_out: int = 0
    initiated: int = 0
    released: int = 0
    filled: int = 0


@dataclass(frozen=True, slots=True)
class YearAccount:
    """The count at the end of a year, and what led there."""

    year: int
    flows: Flows
    end: Count


def count(dwellings: Dwellings, households: Households) -> Count:
    """Count dwellings, households and persons afresh.

    Examples
    --------
    >>> count(Dwellings.vacant([1], [0], [True]), Households.waiting([1], [[40] + [255] * 7], [5], 0, 2026)).waiting
    1
    """
    by_status = [int((dwellings.status == status).sum()) for status in (OCCUPIED, VACANT, SECONDARY, WITHDRAWN)]
    there = households.ages[:, 0] != NO_ONE
    return Count(
        dwellings=sum(by_status[:3]),
        occupied=by_status[0],
        vacant=by_status[1],
        secondary=by_status[2],
        households=int(there.sum()),
        waiting=int((there & (households.dwelling < 0)).sum()),
        second=int((households.second_dwelling >= 0).sum()),
        persons=households.persons(),
    )


def check(year: int, start: Count, end: Count, flows: Flows) -> None:
    """See that a year's flows explain the change.

    Raises
    ------
    ConservationError
        Naming the first account that does not balance, and by how much.
    """
    came = flows.formed + flows.separated + flows.arrived
    went = flows.moved_out + flows.gave_up + flows.merged + flows.dissolved + flows.institutionalised
    born, lost = flows.born + flows.persons_in, flows.died + flows.to_institution + flows.children_placed
    accounts = {
        "dwellings": end.dwellings - start.dwellings - flows.completed + flows.withdrawn,
        "second homes": end.secondary - start.secondary - flows.kept_secondary,
        "households": end.households - start.households - came + went,
        "persons": end.persons - start.persons - born + lost + flows.persons_out,
        "vacancies": end.vacant - start.vacant - flows.initiated - flows.released + flows.filled,
        "occupied dwellings": end.occupied - (end.households - end.waiting) - end.second,
    }
    for name, difference in accounts.items():
        if difference:
            raise ConservationError(
                f"The {name} of {year} are {difference:+d} from what came and went. This is a fault in the engine: "
                "report it with the scenario and the seed."
            )
