from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2

from husrom.housing.mobility.codes import CONTINUES, VACANT
from husrom.housing.mobility.errors import MobilityInputError
from husrom.housing.mobility.rules import Arrivals, Rates, Stay
from husrom.housing.mobility.simulation import State, simulate
from husrom.housing.mobility.state import Dwellings, Households
from tests.housing.mobility.test_simulation import same
from tests.housing.mobility.towns import SECTORS, choice, rules, state

NOBODY_ELSE = Arrivals(0, rules().arrivals.ages, rules().arrivals.decile)


@given(seed=st.integers(0, 2**40), slow=st.booleans())
@settings(max_examples=8, deadline=None)
def test_choosing_conserves_and_the_ledger_agrees(seed: int, slow: bool) -> None:
    stay = Stay(np.full(5, 0.3 * slow), np.full(5, 0.02), np.full(5, 0.01))
    end = simulate(state(500), rules(choice=choice(), stay=stay), 5, seed)
    flows = [account.flows for account in end.accounts]
    assert int(end.fills["freed"].sum()) == sum(flow.released for flow in flows) > 0
    assert (end.fills["freed"] > 0).tolist() == (end.fills["reason"] == CONTINUES).tolist()
    assert len(end.ledger()) == len(end.chains) + end.fills["freed"].sum()


def test_nobody_moves_to_what_costs_more_than_they_can_pay() -> None:
    end = simulate(state(1_500), rules(choice=choice()), 4, 2)
    price = np.array([sector.price_nok for sector in SECTORS])[end.fills["to_sector"]]
    assert (price <= choice().budget_nok[end.fills["decile"] - 1]).all()
    assert (price > 0).any()


def test_nobody_moves_within_a_sector_or_twice_a_year() -> None:
    fills = simulate(state(1_500), rules(choice=choice()), 4, 2).fills
    assert (fills["from_sector"] != fills["to_sector"]).all()
    moves = np.stack([fills["household"], fills["time"].astype(np.uint64)])
    assert len(np.unique(moves, axis=1).T) == len(fills)


def test_a_dwelling_that_nobody_wanted_is_taken_in_a_later_year_at_that_year_s_date() -> None:
    end = simulate(state(1_500), rules(choice=choice()), 4, 2)
    started = end.chains["start"][end.fills["chain"]]
    assert (end.fills["time"] >= started).all()
    assert (np.diff([fills["time"].min() // 1 for fills in end.filled]) == 1).all()
    assert (end.fills["time"] - end.fills["since"] > 1).any()


def test_dwellings_stay_vacant_when_nobody_can_pay() -> None:
    poor = choice(budget_nok=np.zeros(10))
    end = simulate(state(500), rules(choice=poor), 3, 1)
    owned = [place for place, sector in enumerate(SECTORS) if sector.owned]
    assert not np.isin(end.fills["to_sector"], owned).any()
    assert ((end.dwellings.status == VACANT) & np.isin(end.dwellings.sector, owned)).sum() > 30


def test_a_dwelling_goes_to_each_group_in_proportion_to_the_exponential_of_its_utility() -> None:
    """One vacant flat; as many singles under 35 as singles of 35 or over, whose utility is log 3 higher."""
    preference = np.zeros((12, 5))
    preference[1] = np.log(3)
    wanted = choice(preference=preference, spare=np.zeros(2), desire=np.full(12, -50.0))
    ages = [[25 + 20 * (row % 2)] + [255] * 7 for row in range(20)]
    quiet = rules(choice=wanted, rates=Rates.none(), projects=(), arrivals=NOBODY_ELSE)
    older = 0
    for town in range(400):
        people = Households.waiting(np.arange(20) + 1000 * town, ages, [5] * 20, 0, 2026)
        flat = Dwellings.vacant([10**9 + town], [4], [True])
        fills = simulate(State(2026, flat, people), quiet, 1, 1).fills
        assert len(fills) == 1
        older += int(fills["age"][0] > 35)
    expected = 400 * 0.75
    assert (older - expected) ** 2 / expected + (older - expected) ** 2 / 100 < chi2.ppf(0.9999, 1)


def test_choosing_does_not_depend_on_the_order_of_households_or_on_a_pause() -> None:
    start, town = state(500), rules(choice=choice())
    order = np.random.default_rng(0).permutation(len(start.households.number))
    shuffled = replace(start, dwellings=start.dwellings.copy(), households=start.households.only(order))
    rows = np.argsort(order).astype(np.int32)
    housed = shuffled.dwellings.household >= 0
    shuffled.dwellings.household[housed] = rows[shuffled.dwellings.household[housed]]
    whole = simulate(start, town, 5, 5)
    assert same(whole, simulate(shuffled, town, 5, 5))
    assert same(whole, simulate(simulate(start, town, 2, 5), town, 3, 5))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"budget_nok": np.zeros(9)}, r"budget_nok has the shape \(9,\)"),
        ({"desire": np.full(12, np.nan)}, "desire has something that is no number"),
    ],
)
def test_choosing_refuses_what_nobody_could_go_by(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(MobilityInputError, match=sentence):
        simulate(state(200), rules(choice=choice(**changes)), 1, 1)
