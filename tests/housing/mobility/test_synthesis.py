from dataclasses import replace

import numpy as np
import pytest

from husrom.housing.mobility.codes import ADULT_PLACES, NO_ONE, OCCUPIED
from husrom.housing.mobility.errors import MobilityInputError
from husrom.housing.mobility.state import check_dwellings, check_households
from husrom.housing.mobility.synthesis import synthetic
from tests.housing.mobility.towns import SECTORS, margins


@pytest.mark.parametrize("seed", [1, 2])
def test_synthetic_meets_every_margin(seed: int) -> None:
    town = margins(3_000)
    dwellings, households = synthetic(town, SECTORS, seed)
    present = households.ages[households.ages != NO_ONE]
    assert (np.bincount(present, minlength=len(town.persons)) == town.persons).all()
    assert (np.bincount(dwellings.sector, minlength=len(SECTORS)) == town.dwellings).all()
    couple = households.ages[:, 1] != NO_ONE
    parent = households.ages[:, ADULT_PLACES] != NO_ONE
    kinds = [(~couple & ~parent).sum(), (couple & ~parent).sum(), (couple & parent).sum(), (~couple & parent).sum()]
    assert kinds == town.households.tolist()
    assert np.ptp(np.bincount(households.decile)[1:]) <= 1
    check_dwellings(dwellings, len(SECTORS))
    check_households(households)


def test_synthetic_settles_every_household_and_leaves_the_rest_vacant_evenly() -> None:
    town = margins(3_000)
    dwellings, households = synthetic(town, SECTORS, 1)
    assert (dwellings.household[households.dwelling] == np.arange(len(households.number))).all()
    occupied = np.bincount(dwellings.sector[dwellings.status == OCCUPIED], minlength=len(SECTORS))
    assert np.abs(occupied - town.dwellings * occupied.sum() / town.dwellings.sum()).max() < 1


def test_synthetic_is_the_same_for_a_seed_and_another_for_another() -> None:
    town = margins(500)
    first, again, other = (synthetic(town, SECTORS, seed)[1] for seed in (4, 4, 5))
    assert all((one == two).all() for one, two in zip(first, again, strict=True))
    assert not (first.dwelling == other.dwelling).all()


def test_synthetic_puts_older_children_with_older_parents() -> None:
    _dwellings, households = synthetic(margins(3_000), SECTORS, 1)
    parents = households.ages[households.ages[:, ADULT_PLACES] != NO_ONE]
    assert np.corrcoef(parents[:, 0], parents[:, ADULT_PLACES])[0, 1] > 0.5


def test_synthetic_refuses_margins_that_contradict_each_other() -> None:
    town = margins(500)
    with pytest.raises(MobilityInputError, match="each household needs one"):
        synthetic(replace(town, dwellings=town.dwellings // 2), SECTORS, 1)
    with pytest.raises(MobilityInputError, match="to be children at home, but"):
        synthetic(replace(town, persons=town.persons // 2), SECTORS, 1)
    with pytest.raises(MobilityInputError, match="children for"):
        synthetic(replace(town, persons=np.where(np.arange(111) < 18, town.persons, 40)), SECTORS, 1)
    with pytest.raises(MobilityInputError, match=r"accessible has the shape \(4,\)"):
        synthetic(replace(town, accessible=np.zeros(4)), SECTORS, 1)
    with pytest.raises(MobilityInputError, match="accessible has -1"):
        synthetic(replace(town, accessible=np.full(5, -1.0)), SECTORS, 1)
