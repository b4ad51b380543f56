"""How likely a person is to die within a year, read from how cohorts grow smaller."""

import numpy as np

from husrom.housing.errors import HouseholdInputError
from husrom.housing.households.kinds import Floats

HIGHEST_AGE = 110
_SETTLED, _OLDEST = 65, 100
"""Ages between which few move in or out of the country and there are many enough to count."""


def death_rates(persons: Floats) -> Floats:
    """Return the probability of dying within a year, by age.

    From 65 to 99 it is how much smaller the cohorts of the country grew. Below 65, where people move in and out, it
    follows Gompertz' law through what was found above: the logarithm of the rate is a straight line of age. From 100
    it is the rate of 99. Deaths of infants, which the law does not tell, are not in it.

    Parameters
    ----------
    persons
        Shape (T, A), persons of a country by year of age in T years one after the other, A above 100.

    Returns
    -------
    numpy.ndarray
        Shape (111,), float64, probability; no NaN.

    Raises
    ------
    HouseholdInputError
        When there are fewer than two years, too few ages, or a cohort above 65 does not grow smaller.

    References
    ----------
    Gompertz, B. (1825). On the nature of the function expressive of the law of human mortality.
    Phil. Trans. R. Soc. 115.

    Examples
    --------
    >>> dying = 2e-5 * np.exp(0.1 * np.arange(106))
    >>> cohorts = np.cumprod(1 - dying)
    >>> bool(np.allclose(death_rates(np.stack([cohorts, cohorts]))[:100], dying[1:101]))
    True
    """
    if len(persons) < 2 or persons.shape[1] <= _OLDEST:  # noqa: PLR2004 -- a change needs two years
        raise HouseholdInputError(
            f"Found {len(persons)} years and {persons.shape[1]} ages; at least 2 and {_OLDEST + 1} are needed."
        )
    before = persons[:-1, _SETTLED:_OLDEST].sum(axis=0)
    after = persons[1:, _SETTLED + 1 : _OLDEST + 1].sum(axis=0)
    lost = 1 - after / before
    if not (lost > 0).all():
        age = _SETTLED + int(np.argmin(lost > 0))
        raise HouseholdInputError(f"Those aged {age} did not become fewer in a year, so deaths cannot be read from it.")
    ages = np.arange(HIGHEST_AGE + 1)
    slope, level = np.polyfit(ages[_SETTLED:_OLDEST], np.log(lost), 1)
    rates = np.exp(level + slope * ages)
    rates[_SETTLED:_OLDEST] = lost
    rates[_OLDEST:] = lost[-1]
    return np.asarray(rates, np.float64)
