import numpy as np
import pytest

from husrom.housing.mobility.codes import OCCUPIED, VACANT
from husrom.housing.mobility.errors import MobilityInputError
from husrom.housing.mobility.leaving import CHILDREN_ALONE, GONE, REMAIN, close_ranks
from husrom.housing.mobility.ledger import FILL, with_room
from husrom.housing.mobility.state import Dwellings, Households, check_dwellings, check_households, settle

NOBODY = 255


def household(*ages: int, number: int = 1, decile: int = 5) -> Households:
    places = [*ages] + [NOBODY] * (8 - len(ages))
    return Households.waiting([number], [places], [decile], 0, 2026)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (household(40, 120), "age 255|age 120"),
        (household(17), r"Household 0 has \[17, 255\]"),
        (household(NOBODY, 40), r"Household 0 has \[255, 40\]"),
        (household(40, 12), r"Household 0 has \[40, 12\]"),
        (household(40, decile=0), "decile 0"),
        (household(40, decile=11), "decile 11"),
        (household(40).and_(household(41)), "same number"),
    ],
)
def test_check_households_names_what_cannot_be(wrong: Households, sentence: str) -> None:
    with pytest.raises(MobilityInputError, match=sentence):
        check_households(wrong)


def test_check_dwellings_names_a_sector_that_is_not_there_and_a_number_given_twice() -> None:
    with pytest.raises(MobilityInputError, match="Row 1 has the sector 2"):
        check_dwellings(Dwellings.vacant([1, 2], [0, 2], [True, True]), 2)
    with pytest.raises(MobilityInputError, match="same number"):
        check_dwellings(Dwellings.vacant([1, 1], [0, 1], [True, True]), 2)


def test_settle_lets_households_live_where_they_say_and_refuses_two_in_one() -> None:
    dwellings = Dwellings.vacant([1, 2], [0, 1], [True, True])
    people = household(40).and_(household(50, number=2))
    people.dwelling[:] = [1, -1]
    settle(dwellings, people, np.array([False, True]))
    assert dwellings.household.tolist() == [-1, 0]
    assert dwellings.status.tolist() == [VACANT, OCCUPIED]
    assert people.has_owned.tolist() == [True, False]
    people.dwelling[:] = [1, 1]
    with pytest.raises(MobilityInputError, match="same dwelling"):
        settle(dwellings, people, np.array([False, True]))
    people.dwelling[:] = [1, 9]
    with pytest.raises(MobilityInputError, match="lives in dwelling 9; there are 2"):
        settle(dwellings, people, np.array([False, True]))


@pytest.mark.parametrize(
    ("before", "outcome", "after"),
    [
        ([40, NOBODY, NOBODY, 5], REMAIN, [40, NOBODY, 5]),
        ([NOBODY, 38, 3], REMAIN, [38, NOBODY, 3]),
        ([NOBODY, NOBODY, 4, 19, 25], REMAIN, [25, NOBODY, 4, 19]),
        ([NOBODY, NOBODY, 30, 2], REMAIN, [30, NOBODY, 2]),
        ([NOBODY, NOBODY, 4, 9], CHILDREN_ALONE, [NOBODY, NOBODY, 4, 9]),
        ([NOBODY, NOBODY], GONE, []),
    ],
)
def test_close_ranks_lets_the_eldest_take_over(before: list[int], outcome: int, after: list[int]) -> None:
    ages = np.full((1, 8), NOBODY, np.uint8)
    ages[0, : len(before)] = before
    assert close_ranks(ages, 0) == outcome
    padded = after + [NOBODY] * (8 - len(after))
    assert sorted(ages[0].tolist()) == sorted(padded)
    assert ages[0, :2].tolist() == padded[:2]


def test_the_ledger_grows_by_doubling_and_keeps_its_rows() -> None:
    rows = np.zeros(2, FILL)
    rows["chain"] = 7, 8
    assert len(with_room(rows, 1)) == 2
    longer = with_room(rows, 2)
    assert (len(longer), longer["chain"][:2].tolist()) == (4, [7, 8])
