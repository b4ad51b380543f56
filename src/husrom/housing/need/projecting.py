"""From people to need: every projection with every set of assumptions, and the main one in full."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from husrom.housing.errors import NeedInputError
from husrom.housing.households import HouseholdRates, adults_by_head_age, drifted_index
from husrom.housing.households.kinds import Floats
from husrom.housing.need.assumptions import Assumptions
from husrom.housing.need.balance import NeedBalance, build_need
from husrom.housing.need.interval import Interval, chance_sd, interval_of

MAIN = "main"


@dataclass(frozen=True, slots=True)
class NeedInputs:
    """The figures of one municipality.

    Attributes
    ----------
    persons
        By projection (`main` must be there): shape (T + 1, 19), persons by five-year age from the first year on.
    rates
        How adults live, fitted to the newest counts.
    dwellings_now
        Dwellings in the first year.
    drift
        Logarithmic yearly growth in households per adult beyond what ages explain.
    history
        Shape (H,), the population of the last years, for the swings of chance.
    observed_losses_pct
        Yearly losses of the municipality itself, per cent of its dwellings; None where nobody has counted them.
    """

    persons: Mapping[str, Floats]
    rates: HouseholdRates
    dwellings_now: float
    drift: float
    history: Floats
    observed_losses_pct: float | None = None


@dataclass(frozen=True, slots=True)
class NeedProjection:
    """The answer for one municipality.

    Attributes
    ----------
    households
        Shape (T + 1, 5 ages, 5 kinds), the main projection with the main assumptions.
    balance
        The account of the main alternative.
    by_projection
        Total need by projection, with the main assumptions.
    alternatives
        Shape (P, Θ), total need of every alternative.
    interval
        Its uncertainty.
    losses_pct
        The yearly losses that the main alternative uses.
    """

    households: Floats
    balance: NeedBalance
    by_projection: Mapping[str, float]
    alternatives: Floats
    interval: Interval
    losses_pct: float


def project_need(inputs: NeedInputs, assumptions: Assumptions) -> NeedProjection:
    """Project households, and reckon the need of every alternative.

    The alternatives are the projections × lasting, fading and no drift towards smaller households × three rates of
    loss × three vacancy reserves. The main one is the main projection with a fading drift.

    Parameters
    ----------
    inputs
        The figures.
    assumptions
        What is assumed.

    Raises
    ------
    NeedInputError
        When the main projection is missing, or the projections do not cover the same years.

    Examples
    --------
    >>> import datetime as dt
    >>> from husrom.housing.need.assumptions import assumptions_on
    >>> rates = HouseholdRates(np.tile([0.4, 0.3, 0.2, 0.05, 0.05], (5, 1)), np.array([1.0, 2.0, 2.0, 1.0, 3.0]))
    >>> inputs = NeedInputs({"main": np.full((3, 19), 100.0)}, rates, 1200.0, 0.0, np.array([1.0, 1.0, 1.0, 1.0]))
    >>> answer = project_need(inputs, assumptions_on(dt.date(2026, 11, 23)))
    >>> round(float(answer.balance.households_change.sum()), 6), round(float(answer.balance.total), 2)
    (0.0, 2.88)
    """
    names = _projections(inputs.persons)
    losses_pct = assumptions.losses_pct if inputs.observed_losses_pct is None else inputs.observed_losses_pct
    dampings = sorted({0.0, assumptions.headship_damping, 1.0})
    losses = sorted({assumptions.losses_low_pct, losses_pct, assumptions.losses_high_pct})
    reserves = sorted(
        {assumptions.vacancy_reserve_low_pct, assumptions.vacancy_reserve_pct, assumptions.vacancy_reserve_high_pct}
    )
    households = _households(inputs, names, dampings)
    fading = dampings.index(assumptions.headship_damping)
    account = _account(inputs, assumptions, households.sum(axis=(-2, -1)), losses, reserves)
    # drift × projection × losses × reserve; the projections first, everything assumed in one line.
    totals = account.total[fading, :, losses.index(losses_pct), reserves.index(assumptions.vacancy_reserve_pct)]
    values = np.moveaxis(account.total, 1, 0).reshape(len(names), -1)
    main = households[fading, 0]
    years = main.shape[0] - 1
    interval = interval_of(
        values,
        _weights(names, assumptions),
        main=float(totals[0]),
        chance_sd=chance_sd(inputs.history, float(inputs.persons[MAIN][0].sum() / main[0].sum()), years),
        chance_share_pct=assumptions.chance_share_pct,
    )
    return NeedProjection(
        households=main,
        balance=_account(inputs, assumptions, main.sum(axis=(-2, -1)), losses_pct, assumptions.vacancy_reserve_pct),
        by_projection=dict(zip(names, totals.tolist(), strict=True)),
        alternatives=values,
        interval=interval,
        losses_pct=losses_pct,
    )


def _projections(persons: Mapping[str, Floats]) -> list[str]:
    """Return the names of the projections, the main one first."""
    if MAIN not in persons:
        raise NeedInputError("The main projection is missing.")
    lengths = {len(ages) for ages in persons.values()}
    if len(lengths) != 1 or min(lengths) < 2:  # noqa: PLR2004 -- a change needs two years
        raise NeedInputError(f"The projections cover {sorted(lengths)} years; expected the same, and at least two.")
    return [MAIN, *(name for name in persons if name != MAIN)]


def _households(inputs: NeedInputs, names: list[str], dampings: list[float]) -> Floats:
    """Return households, shape (drift, projection, T + 1, 5 ages, 5 kinds)."""
    adults = adults_by_head_age(np.stack([inputs.persons[name] for name in names]))
    plain = inputs.rates.households(adults)
    years = adults.shape[1] - 1
    paths = []
    for damping in dampings:
        index = drifted_index(inputs.drift if damping else 0.0, years, damping)
        totals = plain.sum(axis=(-2, -1)) * index
        paths.append(inputs.rates.households_of_total(adults, totals) if inputs.drift and damping else plain)
    return np.stack(paths)


def _account(
    inputs: NeedInputs,
    assumptions: Assumptions,
    households: Floats,
    losses_pct: float | list[float],
    reserve_pct: float | list[float],
) -> NeedBalance:
    """Return the account of one path of households, or of many with every rate of loss and every reserve."""
    many = isinstance(losses_pct, list)
    return build_need(
        households[..., None, None, :] if many else households,
        inputs.dwellings_now,
        losses_pct=np.reshape(losses_pct, (-1, 1, 1)) if many else np.asarray(losses_pct),
        vacancy_reserve_pct=np.reshape(reserve_pct, (-1, 1)) if many else np.asarray(reserve_pct),
        backlog_dwellings=float(households.flat[0]) * assumptions.backlog_pct / 100,
        backlog_years=assumptions.backlog_years,
        second_homes_per_year=assumptions.second_homes_per_year,
        conversions_per_year=assumptions.conversions_per_year,
    )


def _weights(names: list[str], assumptions: Assumptions) -> Floats:
    low, high = assumptions.projection_low_weight, assumptions.projection_high_weight
    given = {"low": low, "high": high, MAIN: 1 - low - high}
    return np.array([given[name] for name in names])
