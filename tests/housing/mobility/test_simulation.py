from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from husrom.housing.mobility.codes import CONTINUES, OCCUPIED, VACANT
from husrom.housing.mobility.rules import Rates, Stay
from husrom.housing.mobility.simulation import State, simulate
from husrom.housing.mobility.state import Households
from tests.housing.mobility.towns import rates, rules, state

SLOW = Stay(np.full(5, 0.4), np.full(5, 0.02), np.full(5, 0.01))


def same(first: State, second: State) -> bool:
    """Tell whether two runs led to the same ledger and the same town, whatever the order of its rows."""
    order, other = np.argsort(first.households.number), np.argsort(second.households.number)
    towns = [(one[order] == two[other]).all() for one, two in zip(first.households, second.households, strict=True)]
    return first.fills.tobytes() == second.fills.tobytes() and all(towns) and first.accounts == second.accounts


@given(seed=st.integers(0, 2**40), two=st.sampled_from([0.0, 1.0]), slow=st.booleans())
@settings(max_examples=12, deadline=None)
def test_simulate_conserves_in_every_year_and_the_ledger_agrees(seed: int, two: float, slow: bool) -> None:
    changes = rules(two_dwellings_share=two, stay=SLOW if slow else Stay.none(5))
    start = state(400)
    end = simulate(start, changes, 6, seed)
    flows = [account.flows for account in end.accounts]
    assert sum(flow.filled for flow in flows) == len(end.fills)
    assert int(end.fills["freed"].sum()) == sum(flow.released for flow in flows)
    assert (end.fills["freed"] > 0).tolist() == (end.fills["reason"] == CONTINUES).tolist()
    assert len(end.chains) == sum(flow.initiated for flow in flows)
    assert len(end.ledger()) == len(end.chains) + end.fills["freed"].sum()
    housed = np.flatnonzero(end.households.dwelling >= 0)
    assert (end.dwellings.household[end.households.dwelling[housed]] == housed).all()
    assert len(np.unique(end.households.number)) == len(end.households.number)


def test_simulate_moves_as_many_into_each_sector_as_its_dwellings_explain() -> None:
    end = simulate(state(800), rules(two_dwellings_share=0.0), 5, 3)
    fills, start = end.fills, state(800).dwellings
    moved_in = np.bincount(fills["to_sector"], minlength=5)
    moved_out = np.bincount(fills["from_sector"][fills["from_sector"] >= 0], minlength=5)
    before = np.bincount(start.sector[start.status == OCCUPIED], minlength=5)
    after = np.bincount(end.dwellings.sector[end.dwellings.status == OCCUPIED], minlength=5)
    begun = np.bincount(end.chains["sector"][end.chains["project"] < 0], minlength=5)
    assert (after == before + moved_in - moved_out - begun).all()


def test_simulate_goes_on_from_a_pause_as_if_there_had_been_none() -> None:
    stay = rules(stay=SLOW)
    whole = simulate(state(500), stay, 8, 11)
    paused = simulate(simulate(state(500), stay, 3, 11), stay, 5, 11)
    assert same(whole, paused)


def test_simulate_does_not_depend_on_the_order_of_the_households() -> None:
    start = state(500)
    order = np.random.default_rng(0).permutation(len(start.households.number))
    shuffled = replace(start, dwellings=start.dwellings.copy(), households=start.households.only(order))
    rows = np.empty(len(order), np.int32)
    rows[order] = np.arange(len(order))
    housed = shuffled.dwellings.household >= 0
    shuffled.dwellings.household[housed] = rows[shuffled.dwellings.household[housed]]
    town = rules(two_dwellings_share=0.7)
    assert same(simulate(start, town, 6, 5), simulate(shuffled, town, 6, 5))


def test_simulate_differs_by_seed_and_leaves_its_start_alone() -> None:
    start = state(400)
    before = start.copy()
    first, other = (simulate(start, rules(), 3, seed) for seed in (1, 2))
    assert first.fills.tobytes() != other.fills.tobytes()
    assert all((one == two).all() for one, two in zip(start.dwellings, before.dwellings, strict=True))


def test_simulate_makes_no_chains_where_nothing_happens() -> None:
    town = rules(rates=Rates.none(), projects=(), arrivals=replace(rules().arrivals, per_year=0))
    end = simulate(state(400), town, 5, 1)
    assert len(end.chains) == len(end.fills) == 0
    assert end.accounts[-1].end.households == len(state(400).households.number)


def test_simulate_lets_people_die_as_the_table_says() -> None:
    start, table = state(6_000), rates().death
    alone = Rates.none()._replace(death=table)
    end = simulate(start, rules(rates=alone, projects=()), 1, 7)
    ages = np.minimum(start.households.ages[start.households.ages < 255].astype(int) + 1, 110)
    expected, spread = table[ages].sum(), np.sqrt((table[ages] * (1 - table[ages])).sum())
    assert abs(end.accounts[0].flows.died - expected) < 4 * spread


def test_simulate_lets_a_couple_leave_two_dwellings() -> None:
    eager = rates()._replace(pairing=np.full(111, 0.5))
    end = simulate(state(3_000), rules(two_dwellings_share=1.0, rates=eager), 4, 1)
    assert (end.fills["freed"] == 2).any()
    assert set(np.unique(end.fills["freed"])) <= {0, 1, 2}


def test_simulate_leaves_vacant_what_nobody_can_move_into_yet() -> None:
    slow = Stay(np.full(5, 5.0), np.zeros(5), np.zeros(5))
    end = simulate(state(400), rules(stay=slow), 2, 1)
    opened = end.ledger()[len(end.fills) :]
    assert len(opened) == ((end.dwellings.status == VACANT) & (end.dwellings.chain >= 0)).sum() > 0
    assert np.isnan(opened["time"]).all()
    assert (end.fills["time"] < 2028).all()


def test_households_without_dwelling_leave_when_they_have_waited_too_long() -> None:
    start = state(200)
    crowd = Households.waiting(np.arange(500) + 10**6, [[30] + [255] * 7] * 500, [5] * 500, 0, 2026)
    start.households = start.households.and_(crowd)
    town = rules(patience_years=2)
    assert [simulate(start, town, years, 1).accounts[-1].flows.gave_up > 300 for years in (1, 2, 3)] == [
        False,
        False,
        True,
    ]
