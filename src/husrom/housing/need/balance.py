"""The account of housing need: what must be built for the dwellings wanted to be there, year by year.

build = change in households + losses + change in the vacancy reserve + backlog made good
        + change in second homes − dwellings made from other buildings

A negative sum is a surplus, told as such: nobody must build it away.
"""

from dataclasses import dataclass

import numpy as np

from husrom.housing.errors import NeedInputError
from husrom.housing.households.kinds import Floats


@dataclass(frozen=True, slots=True)
class NeedBalance:
    """The parts of the need, one number a year; the leading axes are alternatives.

    Attributes
    ----------
    households_change, vacancy_reserve_change, losses, backlog, second_homes, conversions
        Shape (..., T), float64, dwellings a year. `conversions` is what other buildings give, and is taken off.
    dwellings
        Shape (..., T + 1), float64: the dwellings wanted at the beginning of every year and after the last.
    """

    households_change: Floats
    vacancy_reserve_change: Floats
    losses: Floats
    backlog: Floats
    second_homes: Floats
    conversions: Floats
    dwellings: Floats

    @property
    def build(self) -> Floats:
        """Dwellings to build a year, shape (..., T); negative where there are more than are wanted."""
        demand = self.households_change + self.vacancy_reserve_change + self.second_homes
        return np.asarray(demand + self.losses + self.backlog - self.conversions, dtype=np.float64)

    @property
    def total(self) -> Floats:
        """The need of all years together, shape (...)."""
        return np.asarray(self.build.sum(axis=-1), dtype=np.float64)

    @property
    def replacement(self) -> Floats:
        """Dwellings lost over all years, shape (...): the most that has to be built again, also where people leave."""
        return np.asarray(self.losses.sum(axis=-1), dtype=np.float64)

    @property
    def surplus(self) -> Floats:
        """Dwellings left over, before losses, when the wanted dwellings become fewer; otherwise 0. Shape (...)."""
        change = self.build.sum(axis=-1) - self.losses.sum(axis=-1)
        return np.asarray(np.maximum(-change, 0.0), dtype=np.float64)


def build_need(
    households: Floats,
    dwellings_now: float,
    *,
    losses_pct: float | Floats,
    vacancy_reserve_pct: float | Floats,
    backlog_dwellings: float = 0.0,
    backlog_years: float = 1.0,
    second_homes_per_year: float = 0.0,
    conversions_per_year: float = 0.0,
) -> NeedBalance:
    """Reckon the need year by year.

    Dwellings that today stand without a household beyond the reserve (second homes, empty houses) are neither filled
    nor torn down: they stay, and are lost at the same rate as the others.

    Parameters
    ----------
    households
        Shape (..., T + 1), households at the beginning of every year and after the last.
    dwellings_now
        Dwellings at the beginning of the first year.
    losses_pct, vacancy_reserve_pct
        Per cent of the dwellings; numbers, or arrays that broadcast against the leading axes with a last axis of 1.
    backlog_dwellings, backlog_years
        Dwellings that are lacking today, and over how many years they are made good, in equal parts.
    second_homes_per_year, conversions_per_year
        Dwellings a year. NaN households give NaN in the parts that depend on them.

    Raises
    ------
    NeedInputError
        When there are fewer than two years, no dwellings, a rate outside 0–100 per cent or a backlog without years.

    Examples
    --------
    >>> need = build_need(np.array([980.0, 1000.0]), 1000.0, losses_pct=0.5, vacancy_reserve_pct=2.0)
    >>> need.households_change.tolist(), need.vacancy_reserve_change.round(3).tolist(), need.losses.tolist()
    ([20.0], [0.408], [5.0])
    """
    _refuse(households, dwellings_now, losses_pct, vacancy_reserve_pct, backlog_years)
    vacancy = np.asarray(vacancy_reserve_pct, dtype=np.float64) / 100
    change = np.diff(households, axis=-1)
    reserve = change * vacancy / (1 - vacancy)
    change, reserve = np.broadcast_arrays(change, reserve)
    years = change.shape[-1]
    second_homes = np.full(years, second_homes_per_year)
    wanted = _wanted(dwellings_now, change + reserve + second_homes)
    losses = np.maximum(wanted[..., :-1], 0.0) * np.asarray(losses_pct, dtype=np.float64) / 100
    shape = losses.shape
    return NeedBalance(
        households_change=np.broadcast_to(change, shape).astype(np.float64),
        vacancy_reserve_change=np.broadcast_to(reserve, shape).astype(np.float64),
        losses=losses,
        backlog=np.broadcast_to(_made_good(backlog_dwellings, backlog_years, years), shape),
        second_homes=np.broadcast_to(second_homes, shape),
        conversions=np.full(shape, conversions_per_year),
        dwellings=wanted,
    )


def _wanted(dwellings_now: float, growth: Floats) -> Floats:
    """Return the dwellings wanted at the beginning of every year and after the last."""
    none = np.zeros((*growth.shape[:-1], 1))
    return np.asarray(dwellings_now + np.concatenate([none, np.cumsum(growth, axis=-1)], axis=-1), dtype=np.float64)


def _refuse(
    households: Floats,
    dwellings_now: float,
    losses_pct: float | Floats,
    vacancy_reserve_pct: float | Floats,
    backlog_years: float,
) -> None:
    if households.shape[-1] < 2:  # noqa: PLR2004 -- a change needs two years
        raise NeedInputError("Need is a change: give the households of at least two years.")
    if not dwellings_now > 0:
        raise NeedInputError(f"There are {dwellings_now} dwellings today; expected a positive number.")
    for name, rate in (("losses_pct", losses_pct), ("vacancy_reserve_pct", vacancy_reserve_pct)):
        if np.any(np.asarray(rate) < 0) or np.any(np.asarray(rate) >= 100):  # noqa: PLR2004 -- per cent
            raise NeedInputError(f"{name} is {rate}; expected per cent from 0 to below 100.")
    if backlog_years < 1:
        raise NeedInputError(f"A backlog must be made good over at least one year, not {backlog_years}.")


def _made_good(dwellings: float, over_years: float, years: int) -> Floats:
    """Return the backlog made good in each year; what falls after the last year is not in the need."""
    passed = np.minimum(np.arange(years + 1, dtype=np.float64), over_years)
    return np.asarray(dwellings * np.diff(passed) / over_years, dtype=np.float64)


def need_between(need: NeedBalance, first: int, last: int) -> NeedBalance:
    """Return the account of some of the years: from index `first` to before `last`.

    Examples
    --------
    >>> need = build_need(np.array([980.0, 1000.0, 990.0]), 1000.0, losses_pct=0.5, vacancy_reserve_pct=2.0)
    >>> need_between(need, 1, 2).households_change.tolist()
    [-10.0]
    """
    return NeedBalance(
        households_change=need.households_change[..., first:last],
        vacancy_reserve_change=need.vacancy_reserve_change[..., first:last],
        losses=need.losses[..., first:last],
        backlog=need.backlog[..., first:last],
        second_homes=need.second_homes[..., first:last],
        conversions=need.conversions[..., first:last],
        dwellings=need.dwellings[..., first : last + 1],
    )
