"""Disadvantaged in the housing market as stock and flow: most leave soon, some stay, and new ones come.

A stock alone hides how many need help in a year. The stock here is made of those who came one, two, three … years ago
and are still there; the inflow is what keeps the stock at the level it is given.
"""

from dataclasses import dataclass

import numpy as np

from husrom.housing.errors import NeedInputError
from husrom.housing.households.kinds import Floats


@dataclass(frozen=True, slots=True)
class FlowModel:
    """The stock at the beginning of every year, and who came and left during it.

    Attributes
    ----------
    stock
        Shape (T + 1,), persons.
    inflow, outflow
        Shape (T,), persons a year; stock[t + 1] = stock[t] + inflow[t] − outflow[t]. A negative inflow says that the
        stock given falls faster than people leave by themselves.
    mean_years
        Years that a person who comes stays on average.
    """

    stock: Floats
    inflow: Floats
    outflow: Floats
    mean_years: float


def flow_of(stock: Floats, after_1_year: float, after_2_years: float) -> FlowModel:
    """Return the flows behind a stock.

    Of those who come, a share is still there after one year and after two; after that the same share stays from year to
    year as from the first year to the second. At the start the stock has the mixture of durations of a steady state.

    Parameters
    ----------
    stock
        Shape (T + 1,), persons at the beginning of every year and after the last.
    after_1_year, after_2_years
        Shares from 0 to below 1, the second at most the first.

    Returns
    -------
    FlowModel

    Raises
    ------
    NeedInputError
        When the shares contradict each other, or there are fewer than two years.

    Examples
    --------
    >>> flows = flow_of(np.array([225.0, 225.0]), 0.5, 0.3)
    >>> round(flows.mean_years, 2), flows.inflow.round(1).tolist(), flows.outflow.round(1).tolist()
    (2.25, [100.0], [100.0])
    """
    if not 0 < after_1_year < 1 or not 0 <= after_2_years < after_1_year:
        raise NeedInputError(
            f"{after_1_year:g} are left after one year and {after_2_years:g} after two; "
            "expected falling shares below 1."
        )
    if len(stock) < 2:  # noqa: PLR2004 -- a flow needs two years
        raise NeedInputError("A flow needs the stock of at least two years.")
    later = after_2_years / after_1_year
    mean_years = 1 + after_1_year / (1 - later)
    arrived, older = stock[0] / mean_years, stock[0] * (1 - 1 / mean_years)
    inflow, outflow = np.empty(len(stock) - 1), np.empty(len(stock) - 1)
    for year in range(len(stock) - 1):
        older = arrived * after_1_year + older * later
        outflow[year] = stock[year] - older
        arrived = stock[year + 1] - older
        inflow[year] = arrived
    return FlowModel(np.asarray(stock, dtype=np.float64), inflow, outflow, float(mean_years))
