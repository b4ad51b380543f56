"""What becomes of a dwelling that is left."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Stay(NamedTuple):
    """What becomes of a dwelling that is left; each of shape (S,).

    Attributes
    ----------
    vacancy_years
        Mean time before somebody moves in, years.
    kept_secondary, withdrawn
        Probability that it is kept as a second home, or demolished, merged or put to other use.
    """

    vacancy_years: Floats
    kept_secondary: Floats
    withdrawn: Floats

    @classmethod
    def none(cls, sectors: int) -> "Stay":
        """Return what becomes of dwellings where each is taken over at once.

        Examples
        --------
        >>> Stay.none(2).vacancy_years.tolist()
        [0.0, 0.0]
        """
        return cls(*(np.zeros(sectors) for _column in cls._fields))
