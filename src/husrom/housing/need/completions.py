"""What has been built against what households grew by: the two do not go one to one."""

from dataclasses import dataclass

from husrom.housing.errors import NeedInputError
from husrom.housing.households.kinds import Floats


@dataclass(frozen=True, slots=True)
class CompletionRecord:
    """Completed dwellings and household growth over the same years.

    Attributes
    ----------
    completed, households_change
        Sums over the years.
    households_per_completion
        NaN where nothing was completed. Above 1 where households found room in another way: parts of houses, other
        buildings, second homes, or a break in the register.
    """

    completed: float
    households_change: float
    households_per_completion: float


def compared_with_completions(completed: Floats, households_change: Floats) -> CompletionRecord:
    """Compare completed dwellings with household growth.

    Parameters
    ----------
    completed, households_change
        Shape (T,), of the same years. NaN gives NaN.

    Raises
    ------
    NeedInputError
        When the two do not cover the same years.

    References
    ----------
    Norges Bank, Monetary Policy Report 4/18, sheet 114: 412,862 households and 349,320 completions 2005–17.

    Examples
    --------
    >>> import numpy as np
    >>> compared_with_completions(np.array([10.0, 10.0]), np.array([12.0, 13.0])).households_per_completion
    1.25
    """
    if completed.shape != households_change.shape:
        raise NeedInputError(f"{len(completed)} years of completions and {len(households_change)} of households.")
    built, grown = float(completed.sum()), float(households_change.sum())
    return CompletionRecord(built, grown, grown / built if built else float("nan"))


def annual_need(total: float, years: int) -> float:
    """Return a need as dwellings a year.

    Raises
    ------
    NeedInputError
        When there are no years.

    References
    ----------
    Boverket states its need both ways: 571 000 dwellings 2022–30 are 63 400 a year.

    Examples
    --------
    >>> round(annual_need(571_000, 9), -2)
    63400.0
    """
    if years < 1:
        raise NeedInputError(f"A need a year needs at least one year, not {years}.")
    return total / years
