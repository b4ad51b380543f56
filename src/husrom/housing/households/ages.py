"""Ages of a projected population of which only the total, or three broad groups, is published.

The published numbers are never changed: cohorts are carried on as they have gone before, and what comes out is scaled
to the published totals year by year.
"""

from collections.abc import Sequence

import numpy as np

from husrom.housing.errors import HouseholdInputError
from husrom.housing.households.kinds import FIVE_YEAR_AGES, Floats

COHORT_YEARS = 5
_PARENTS = slice(4, 8)  # 20–39 years
_GROUPS = len(FIVE_YEAR_AGES)


def cohort_ratios(history: Floats, national: Floats, shrinkage_persons: float) -> Floats:
    """Return how cohorts changed over five years: survival and moving together, the children per parent first.

    Parameters
    ----------
    history
        Shape (T, 19), persons of one place by five-year age, five years between the rows, oldest first. Rows with
        NaN are left out, and so is what they would be compared with.
    national
        Shape (T, 19), the same for the country.
    shrinkage_persons
        The country's ratio counts as much as this many persons of the place; 0 uses the place's alone.

    Returns
    -------
    numpy.ndarray
        Shape (19,), float64: persons aged 0–4 per person aged 20–39, then persons in each group per person in the
        group before five years earlier; the last per person aged 85 or over.

    Raises
    ------
    HouseholdInputError
        When there are fewer than two years, or a group of the country is empty.

    Examples
    --------
    >>> level = np.full((2, 19), 100.0)
    >>> cohort_ratios(level, level, 0.0)[[0, 1, 18]].tolist()
    [0.25, 1.0, 0.5]
    """
    if len(history) < 2 or history.shape != national.shape:  # noqa: PLR2004 -- a change needs two years
        raise HouseholdInputError(f"Expected at least two years, the same for both; found {len(history)}.")
    country_before, country_after = _pairs(national)
    if np.any(country_before <= 0):
        raise HouseholdInputError("An age group of the country is empty. Give the country's persons by age.")
    before, after = _pairs(history)
    national_ratio = country_after / country_before
    weighted: Floats = after + shrinkage_persons * national_ratio
    whole = before + shrinkage_persons
    return np.divide(weighted, whole, out=national_ratio.copy(), where=whole > 0)


def _pairs(history: Floats) -> tuple[Floats, Floats]:
    """Return persons exposed and persons five years later, summed over the intervals that are known at both ends."""
    first, second = history[:-1], history[1:]
    known = ~(np.isnan(first).any(axis=1) | np.isnan(second).any(axis=1))
    first, second = first[known], second[known]
    exposed = np.concatenate([first[:, _PARENTS].sum(axis=1, keepdims=True), first[:, :-1]], axis=1)
    exposed[:, -1] = first[:, -2:].sum(axis=1)
    return exposed.sum(axis=0), second.sum(axis=0)


def project_ages(base: Floats, ratios: Floats, years: int) -> Floats:
    """Carry a population on by cohorts in steps of five years, with straight lines between.

    Parameters
    ----------
    base
        Shape (19,), persons by five-year age in the first year.
    ratios
        Shape (19,), from `cohort_ratios`.
    years
        How many years ahead.

    Returns
    -------
    numpy.ndarray
        Shape (years + 1, 19), float64, persons; not yet scaled to anything published.

    Examples
    --------
    >>> ratios = np.r_[0.25, np.ones(17), 0.5]
    >>> project_ages(np.full(19, 100.0), ratios, 7).sum(axis=1).tolist()[::7]
    [1900.0, 1900.0]
    """
    steps = -(-years // COHORT_YEARS)
    nodes = [base.astype(np.float64)]
    for _step in range(steps):
        before = nodes[-1]
        exposed = np.concatenate([[before[_PARENTS].sum()], before[:-1]])
        exposed[-1] = before[-2:].sum()
        nodes.append(exposed * ratios)
    at = np.arange(years + 1) / COHORT_YEARS
    left = np.minimum(at.astype(int), max(steps - 1, 0))
    right = np.minimum(left + 1, steps)
    weight = (at - left)[:, None]
    table = np.stack(nodes)
    carried: Floats = (1 - weight) * table[left] + weight * table[right]
    return carried


def fit_to_controls(ages: Floats, controls: Floats, first_ages: Sequence[int]) -> Floats:
    """Scale ages to published totals.

    Parameters
    ----------
    ages
        Shape (T, 19), persons by five-year age.
    controls
        Shape (T, G), the published persons of each broad group; one group is the whole population.
    first_ages
        First age of each group, from 0 upwards, each the beginning of a five-year group.

    Returns
    -------
    numpy.ndarray
        Shape (T, 19), float64; each broad group sums to its control. A group that has no one in it but a control
        is filled evenly. NaN in a control gives NaN in the ages of the group.

    Raises
    ------
    HouseholdInputError
        When a group does not begin where a five-year group does.

    Examples
    --------
    >>> fitted = fit_to_controls(np.ones((1, 19)), np.array([[8.0, 27.0, 12.0]]), (0, 20, 65))
    >>> fitted[0, [0, 4, 13]].tolist()
    [2.0, 3.0, 2.0]
    """
    unknown = [age for age in first_ages if age not in FIVE_YEAR_AGES]
    if unknown or not first_ages or first_ages[0] != 0:
        raise HouseholdInputError(f"The groups begin at {list(first_ages)}; expected 0 and other five-year ages.")
    starts = [FIVE_YEAR_AGES.index(age) for age in first_ages]
    ends = [*starts[1:], _GROUPS]
    fitted = np.array(ages, dtype=np.float64)
    for column, (start, end) in enumerate(zip(starts, ends, strict=True)):
        group = fitted[:, start:end]
        sums = group.sum(axis=1, keepdims=True)
        even = np.full_like(group, 1 / (end - start))
        fitted[:, start:end] = np.divide(group, sums, out=even, where=sums > 0) * controls[:, [column]]
    return fitted


def fit_to_totals(ages: Floats, totals: Floats, settled_from: int) -> Floats:
    """Scale ages to a published total, and leave those who seldom move as their cohorts give them.

    What a total differs by is people who move in or out, and they are young. The settled ages keep their numbers as
    long as the younger keep at least half of what their cohorts give; otherwise every age is scaled alike that year.

    Parameters
    ----------
    ages
        Shape (T, 19), persons by five-year age.
    totals
        Shape (T,), the published population. NaN gives NaN.
    settled_from
        First settled age, the beginning of a five-year group after the first.

    Returns
    -------
    numpy.ndarray
        Shape (T, 19), float64, with the published sums.

    Raises
    ------
    HouseholdInputError
        When the age begins no five-year group after the first.

    Examples
    --------
    >>> fit_to_totals(np.ones((1, 19)), np.array([14.0]), 50)[0, [0, 9, 10, 18]].tolist()
    [0.5, 0.5, 1.0, 1.0]
    >>> fit_to_totals(np.ones((1, 19)), np.array([9.5]), 50)[0, [0, 18]].tolist()
    [0.5, 0.5]
    """
    if settled_from not in FIVE_YEAR_AGES[1:]:
        raise HouseholdInputError(f"The settled ages begin at {settled_from}; expected a five-year age above 0.")
    first = FIVE_YEAR_AGES.index(settled_from)
    young, settled = ages[:, :first].sum(axis=1), ages[:, first:].sum(axis=1)
    alike = totals - settled < young / 2
    kept = np.where(alike, totals * settled / (young + settled), settled)
    return fit_to_controls(ages, np.stack([totals - kept, kept], axis=1), (0, settled_from))


def started_from_observed(observed: float, projected: Floats) -> Floats:
    """Start a projection from what has been observed since it was made: its growth on the observed level.

    Parameters
    ----------
    observed
        Persons observed in the first year.
    projected
        Shape (..., T), persons projected from that year on.

    Returns
    -------
    numpy.ndarray
        Shape (..., T), float64; the first year is the observed one.

    Raises
    ------
    HouseholdInputError
        When the projection begins with nobody.

    Examples
    --------
    >>> started_from_observed(90.0, np.array([100.0, 110.0])).tolist()
    [90.0, 99.0]
    """
    if np.any(projected[..., 0] <= 0):
        raise HouseholdInputError("The projection begins with no persons.")
    started: Floats = projected * (observed / projected[..., :1])
    return started
