from dataclasses import replace

import pytest

from husrom.housing.mobility.accounts import Count, Flows, check
from husrom.housing.mobility.errors import ConservationError

BEFORE = Count(dwellings=110, occupied=100, vacant=8, secondary=2, households=101, waiting=2, second=1, persons=200)


def test_check_takes_a_year_whose_flows_explain_the_change() -> None:
    flows = Flows(completed=3, initiated=4, filled=5, released=1, born=2, died=1, formed=1, persons_in=4, arrived=2)
    after = replace(BEFORE, dwellings=113, occupied=103, vacant=8, households=104, persons=205)
    check(2026, BEFORE, after, flows)


@pytest.mark.parametrize(
    ("change", "account"),
    [
        ({"dwellings": 111}, r"dwellings of 2026 are \+1"),
        ({"secondary": 1}, "second homes of 2026 are -1"),
        ({"households": 102, "occupied": 101}, r"households of 2026 are \+1"),
        ({"persons": 190}, "persons of 2026 are -10"),
        ({"vacant": 9}, r"vacancies of 2026 are \+1"),
        ({"occupied": 99}, "occupied dwellings of 2026 are -1"),
    ],
)
def test_check_names_the_account_that_does_not_balance(change: dict[str, int], account: str) -> None:
    with pytest.raises(ConservationError, match=account):
        check(2026, BEFORE, replace(BEFORE, **change), Flows())
