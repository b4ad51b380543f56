from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from husrom.housing.mobility.codes import DWELLING_KINDS, NEW_DWELLING, REASONS
from husrom.housing.mobility.effect_rows import effect_rows
from husrom.housing.mobility.effects import check_effect, run_effect, run_seed
from husrom.housing.mobility.errors import MobilityInputError
from husrom.housing.mobility.markov import markov_comparison
from husrom.housing.mobility.measures import MEASURES
from husrom.housing.mobility.rules import Project, Rules, Stay
from husrom.housing.mobility.simulation import simulate
from tests.housing.mobility.towns import MOVES, choice, rules, state

HORIZONS = (1, 3, 5)
TRACED, PAIRED = 0, 1
ONE = np.ones(1)


def column(counts: NDArray[np.float64], measure: str) -> NDArray[np.float64]:
    return counts[..., MEASURES.index(measure)]


@pytest.mark.parametrize("chosen", [None, choice()])
def test_the_paired_effect_of_nothing_is_exactly_nothing(chosen: object) -> None:
    nothing = (Project("field", 0, 20, 2026), Project("none", 2, 0, 2027, effect_of=True))
    effect = run_effect(state(500), rules(projects=nothing, choice=chosen), 8, HORIZONS, 3)
    assert not effect.counts.any()


@pytest.mark.parametrize("chosen", [None, choice()])
def test_effects_agree_with_themselves(chosen: object) -> None:
    town = rules(choice=chosen, stay=Stay(np.full(5, 0.3), np.full(5, 0.05), np.full(5, 0.02)))
    effect = run_effect(state(800), town, 8, HORIZONS, 3)
    traced = effect.counts[TRACED]
    freed = column(traced, "freed_existing")
    kinds = [column(traced, name) for name in (f"freed_{kind}" for kind in DWELLING_KINDS)]
    assert (np.sum(kinds, axis=0) == freed).all()
    assert (column(traced, "freed_local") == freed).all()
    assert not column(traced, "freed_regional").any()
    assert (np.diff(column(traced, "fills")) >= 0).all()
    # Every vacancy is a new dwelling or was freed, and is filled or not.
    begun = [(effect.chains["project"] == 0) & (effect.chains["start"] < 2028 + horizon) for horizon in HORIZONS]
    new = np.sum(begun, axis=1)
    assert (column(traced, "fills") + column(traced, "unfilled") == new + freed).all()
    assert (effect.ledger["chain"] >= 0).all()
    assert (effect.chains["cause"][effect.ledger["chain"]] == NEW_DWELLING).all()
    assert len(effect.months) == 30
    assert (effect.months[~np.isnan(effect.months)] >= 0).all()


def test_every_chain_ends_for_one_reason_when_no_couple_leaves_two() -> None:
    town = rules(two_dwellings_share=0.0)
    counts = run_effect(state(800), town, 8, HORIZONS, 3).counts[TRACED]
    ends = sum(column(counts, f"ended_{reason}") for reason in REASONS[1:])
    assert ends.tolist() == [30, 30, 30]


def test_traced_chains_free_what_the_closed_form_says_and_paired_agrees_in_the_supply_driven_market() -> None:
    start, town = state(2_000), rules(two_dwellings_share=0.0, projects=(Project("p", 2, 100, 2026, effect_of=True),))
    runs = [run_effect(start, town, 1, (1,), run_seed(7, run)) for run in range(40)]
    freed = np.array([column(run.counts, "freed_existing")[:, 0] for run in runs]) / 100
    expected = np.linalg.inv(np.eye(5) - MOVES)[2].sum() - 1
    errors = freed.std(axis=0, ddof=1) / np.sqrt(len(runs))
    assert abs(freed[:, TRACED].mean() - expected) < 3.5 * errors[TRACED]
    assert abs(freed[:, PAIRED].mean() - expected) < 3.5 * errors[PAIRED]


def test_twice_the_dwellings_lead_to_twice_as_much() -> None:
    def freed(dwellings: int) -> NDArray[np.float64]:
        town = rules(two_dwellings_share=0.0, projects=(Project("p", 2, dwellings, 2026, effect_of=True),))
        runs = [run_effect(state(1_000), town, 1, (1,), run_seed(3, run)) for run in range(30)]
        return np.array([column(run.counts, "freed_existing")[TRACED, 0] for run in runs])

    once, twice = freed(40), freed(80)
    error = np.sqrt(4 * once.var(ddof=1) + twice.var(ddof=1)) / np.sqrt(30)
    assert abs(twice.mean() - 2 * once.mean()) < 3.5 * error


def test_effect_rows_are_per_100_dwellings() -> None:
    runs = [run_effect(state(500), rules(), 8, HORIZONS, seed) for seed in (1, 2, 3)]
    counts = np.stack([run.counts for run in runs])[None, None]
    rows = {(row.estimate, row.horizon_years, row.measure): row for row in effect_rows(counts, ONE, HORIZONS, 30)}
    row = rows["traced", 5.0, "freed_existing"]
    values = np.array([column(run.counts, "freed_existing")[TRACED, 2] for run in runs]) / 0.3
    assert row.mean == pytest.approx(values.mean())
    assert row.p50 == pytest.approx(np.median(values))
    assert row.standard_error == pytest.approx(values.std(ddof=1) / np.sqrt(3))
    assert len(rows) == 2 * 3 * len(MEASURES)
    assert (row.parameter_share, row.projection_share, row.chance_share) == (0, 0, 1)
    once = effect_rows(counts[:, :, :1], ONE, HORIZONS, 30)[0]
    assert np.isnan(once.standard_error)
    assert np.isnan(once.chance_share)


def test_where_chance_is_wide_against_the_middle_only_the_range_is_told() -> None:
    counts = np.zeros((1, 1, 2, 2, 1, len(MEASURES)))
    counts[0, 0, :, TRACED, 0, 0] = 90, 110
    counts[0, 0, :, TRACED, 0, 1] = 1, 9
    wide = [row.range_only for row in effect_rows(counts, ONE, (1,), 100)]
    assert wide[:2] == [False, True]


def test_effects_refuse_what_cannot_be_asked() -> None:
    with pytest.raises(MobilityInputError, match="ends in 2033, after the last simulated year 2029"):
        run_effect(state(200), rules(), 4, HORIZONS, 1)
    check_effect(state(200), rules(), 8, HORIZONS)
    with pytest.raises(MobilityInputError, match="mark at least one"):
        run_effect(state(200), rules(projects=()), 4, (1,), 1)
    with pytest.raises(MobilityInputError, match="no dwellings"):
        check_effect(state(200), rules(projects=(Project("none", 0, 0, 2026, effect_of=True),)), 8, HORIZONS)


def compared(town: Rules) -> NDArray[np.float64]:
    ends = [simulate(state(2_000), town, 6, seed) for seed in range(5)]
    comparison = markov_comparison([end.ledger() for end in ends], [end.chains for end in ends], 5)
    assert (comparison.chains > 0).all()
    return comparison.simulated / comparison.closed_form - 1


def test_markov_comparison_finds_no_error_where_the_market_is_markov() -> None:
    assert np.abs(compared(rules(two_dwellings_share=0.0))).max() < 0.1


def test_markov_comparison_finds_an_error_where_households_choose() -> None:
    assert np.abs(compared(replace(rules(two_dwellings_share=0.0), choice=choice()))).max() > 0.1


def test_markov_comparison_has_no_figure_for_a_sector_without_chains() -> None:
    end = simulate(state(500), rules(), 1, 1)
    none = end.chains[:0]
    comparison = markov_comparison([end.fills[:0]], [none], 5)
    assert np.isnan(comparison.simulated).all()
    assert np.isnan(comparison.closed_form).all()
