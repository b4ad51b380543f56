"""Groups by growth and decline: the real members, the rule's properties, and what is said."""

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from husrom.figures.growth import growth_indicators
from husrom.figures.municipalities import municipalities
from husrom.housing.errors import ThresholdError
from husrom.housing.growth import (
    GROUP_NAMES,
    CircumstanceKind,
    Direction,
    GrowthGroup,
    Indicators,
    Placement,
    Thresholds,
    classify,
    sensitivity,
    thresholds,
)
from husrom.housing.parameters import Parameter

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "growth_groups.yaml").read_text(encoding="utf-8"))
THRESHOLDS = Thresholds.on(dt.date(2026, 11, 23))
TOWARDS_GROWTH = [GrowthGroup.DECLINE, GrowthGroup.STEADY, GrowthGroup.GROWTH_PRESSURE]
POPULATION_MEASURES = ("change_10_years_pct", "change_5_years_pct", "projected_change_pct")

changes = st.floats(min_value=-40, max_value=60).map(lambda value: round(value, 2))
known_or_missing = st.none() | changes


def _one(*values: float | None, thresholds: Thresholds = THRESHOLDS, **beside: float) -> Placement:
    entry = Indicators("9999", "Prøvekommunen", 2026, *values, **beside)  # type: ignore[arg-type]
    (placement,) = classify([entry], thresholds)
    return placement


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_member_is_placed_on_its_real_figures(case: dict[str, object]) -> None:
    (placement,) = classify(growth_indicators([str(case["number"])]), THRESHOLDS)
    shown = [signal.value_pct for signal in placement.signals]
    assert (placement.name, *shown, placement.group.value) == (
        case["name"],
        case["ten_years"],
        case["five_years"],
        case["projected"],
        case["group"],
    )


@given(values=st.tuples(changes, changes, changes), raised=st.integers(0, 2), by=st.floats(0, 30))
def test_higher_growth_never_moves_towards_decline(values: Sequence[float], raised: int, by: float) -> None:
    higher = [value + by if index == raised else value for index, value in enumerate(values)]
    before, after = _one(*values).group, _one(*higher).group
    assert TOWARDS_GROWTH.index(after) >= TOWARDS_GROWTH.index(before)


@given(values=st.tuples(known_or_missing, known_or_missing, known_or_missing))
def test_a_municipality_is_placed_exactly_when_two_measures_are_known(values: Sequence[float | None]) -> None:
    placement = _one(*values)
    known = [value for value in values if value is not None]
    assert (placement.group is not GrowthGroup.NOT_CLASSIFIED) == (len(known) >= THRESHOLDS.agreeing_measures)
    missing = [name for name, value in zip(POPULATION_MEASURES, values, strict=True) if value is None]
    assert [name for name in placement.missing if name in POPULATION_MEASURES] == missing
    assert all(text.endswith(".") for text in (placement.sentence.nb, placement.sentence.nn, placement.sentence.en))


@given(values=st.tuples(changes, changes, changes))
def test_moving_the_nearest_threshold_past_the_figure_changes_the_group(values: Sequence[float]) -> None:
    placement = _one(*values)
    margin = placement.margin
    if margin is None:
        return
    # One tenth to either side of the figure, or onto it: the smallest steps that are compared.
    limits = [round(margin.value_pct + step, 1) for step in (-0.1, 0, 0.1)]
    tried = {
        _one(*values, thresholds=THRESHOLDS.with_changes(**{margin.threshold: limit})).group
        for limit in limits
        if _is_valid(margin.threshold, limit)
    }
    assert margin.other_group in tried


def _is_valid(threshold: str, limit: float) -> bool:
    try:
        THRESHOLDS.with_changes(**{threshold: limit})
    except ThresholdError:
        return False
    return True


@given(values=st.tuples(known_or_missing, known_or_missing, known_or_missing))
def test_the_sentence_says_every_known_figure(values: Sequence[float | None]) -> None:
    placement = _one(*values)
    figures = re.findall(r"(\d+,\d)\N{NO-BREAK SPACE}%", placement.sentence.nb)
    shown = [signal.value_pct for signal in placement.signals if signal.value_pct]
    assert figures == [f"{abs(value):.1f}".replace(".", ",") for value in shown]


@given(
    price=st.none() | st.floats(5_000, 120_000),
    share=st.none() | st.floats(0, 20),
    values=st.tuples(changes, changes, changes),
)
def test_price_and_age_never_move_a_municipality(
    price: float | None, share: float | None, values: Sequence[float]
) -> None:
    alone = _one(*values)
    beside = _one(*values, detached_price_nok_per_m2=price, share_aged_80_or_over_pct=share)
    assert (beside.group, beside.margin) == (alone.group, alone.margin)


def test_a_figure_on_a_threshold_counts_as_it_is_shown() -> None:
    assert _one(6.96, 3.96, -5.0).group is GrowthGroup.GROWTH_PRESSURE
    assert _one(6.94, 3.94, -5.0).group is GrowthGroup.STEADY
    assert _one(0.04, -0.04, 10.0).group is GrowthGroup.DECLINE


def test_measures_that_contradict_each_other_are_said_to() -> None:
    placement = _one(3.5, 5.0, -1.9)
    assert (placement.group, placement.sentence.key) == (GrowthGroup.STEADY, "steady_mixed")
    assert "tallene peker hver sin vei" in placement.sentence.nb


def test_missing_measures_are_named_and_never_guessed() -> None:
    placement = _one(None, 5.0, None)
    assert placement.group is GrowthGroup.NOT_CLASSIFIED
    assert [signal.direction for signal in placement.signals] == [
        Direction.MISSING,
        Direction.GROWTH,
        Direction.MISSING,
    ]
    assert placement.sentence.nb == (
        "Prøvekommunen er ikke plassert, fordi for få tall er kjent: endringen i folketallet fra 2016 til 2026 er "
        "ikke kjent (opp 5,0\N{NO-BREAK SPACE}% siden 2021), og framskrivingen til 2036 er ikke kjent."
    )


def test_price_and_age_are_said_beside_the_group() -> None:
    placement = _one(12.3, 7.3, 7.2, detached_price_nok_per_m2=31191, share_aged_80_or_over_pct=6.24)
    found = [(circumstance.kind, circumstance.value) for circumstance in placement.circumstances]
    assert found == [(CircumstanceKind.HIGH_PRICE, 31191), (CircumstanceKind.MANY_OLDEST, 6.2)]
    assert placement.sentence.en.endswith(
        "; detached houses are dear, NOK 31,191 per m² in 2024; many are aged 80 or over, 6.2% in 2026."
    )


def test_three_measures_may_be_asked_to_agree() -> None:
    strict = THRESHOLDS.with_changes(agreeing_measures=3)
    assert _one(12.0, 6.0, 1.0, thresholds=strict).group is GrowthGroup.STEADY
    assert _one(12.0, 6.0, None, thresholds=strict).group is GrowthGroup.NOT_CLASSIFIED


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"growth_from_5_years_pct": 0},
            (
                "growth_from_5_years_pct is 0 and decline_to_5_years_pct is 0: "
                "growth must begin above where decline ends. Raise the first or lower the second."
            ),
        ),
        ({"agreeing_measures": 1}, "agreeing_measures is 1: of three measures, 2 or 3 can be asked to agree."),
    ],
)
def test_thresholds_that_contradict_each_other_are_refused(changed: dict[str, float], message: str) -> None:
    with pytest.raises(ThresholdError) as caught:
        THRESHOLDS.with_changes(**changed)
    assert str(caught.value) == message


def test_sensitivity_names_who_would_change_group() -> None:
    members = growth_indicators([str(case["number"]) for case in CASES])
    trials = sensitivity(members, THRESHOLDS, step_pct_points=1)
    moved = [
        (trial.threshold, trial.tried_pct, [(change.name, change.to_group.value) for change in trial.changes])
        for trial in trials
        if trial.changes
    ]
    assert len(trials) == 12
    assert moved == [
        ("growth_from_5_years_pct", 3, [("Iveland", "growth_pressure")]),
        ("growth_from_5_years_pct", 5, [("Lunner", "steady")]),
        ("growth_from_projected_pct", 4, [("Lunner", "steady")]),
    ]


def test_sensitivity_leaves_out_steps_where_growth_would_meet_decline() -> None:
    trials = sensitivity([], THRESHOLDS, step_pct_points=3)
    assert [trial.threshold for trial in trials].count("growth_from_projected_pct") == 1


def test_sensitivity_asks_for_a_positive_step() -> None:
    with pytest.raises(ThresholdError, match="expected a positive number"):
        sensitivity([], THRESHOLDS, step_pct_points=0)


def test_every_group_has_a_name_in_three_languages() -> None:
    named = {group: set(names) for group, names in GROUP_NAMES.items()}
    assert named == {group: {"nb", "nn", "en"} for group in GrowthGroup}


def test_every_municipality_of_the_country_is_placed() -> None:
    everyone = [found.number for found in municipalities(on=dt.date(2026, 1, 1))]
    placed = classify(growth_indicators(everyone), THRESHOLDS)
    counted = {group: sum(placement.group is group for placement in placed) for group in GrowthGroup}
    assert counted == {
        GrowthGroup.GROWTH_PRESSURE: 105,
        GrowthGroup.STEADY: 136,
        GrowthGroup.DECLINE: 116,
        GrowthGroup.NOT_CLASSIFIED: 0,
    }


def test_thresholds_are_stored_by_name() -> None:
    stored = THRESHOLDS.as_dict()
    assert Thresholds(**stored) == THRESHOLDS  # type: ignore[arg-type]
    assert tuple(stored) == Thresholds.names()


def test_a_repealed_threshold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    repealed = dt.date(2026, 6, 1)
    values = ((dt.date(2026, 1, 1), 2.0), (repealed, None))
    known = Parameter("growth.growth_from_10_years_pct", "Tried here", "per_cent", values, (), repealed)
    monkeypatch.setattr(thresholds, "parameter", lambda name: known)
    with pytest.raises(ThresholdError) as caught:
        Thresholds.on(repealed)
    assert str(caught.value) == (
        "growth.growth_from_10_years_pct is repealed on 2026-06-01. Give the thresholds yourself."
    )
