"""From what is counted to probabilities, with how sure one can be: moves observed, totals only, gross flows.

Not here yet: fitting to lengths of chains by simulation (approximate Bayesian computation, ensemble inversion).
"""

from husrom.housing.calibration.counts import MoveCounts, Posterior, posterior
from husrom.housing.calibration.errors import CalibrationError
from husrom.housing.calibration.estimation import ChainEstimate, Interval, estimate, length_standard_error
from husrom.housing.calibration.from_margins import MarginEstimate, estimate_from_margins
from husrom.housing.calibration.margins import FittedTable, Margin, fit_table
from husrom.housing.calibration.same_sector import (
    LengthInterval,
    length_interval,
    lengths_with_same_sector,
    with_gross_fills,
    with_gross_total,
)

__all__ = [
    "CalibrationError",
    "ChainEstimate",
    "FittedTable",
    "Interval",
    "LengthInterval",
    "Margin",
    "MarginEstimate",
    "MoveCounts",
    "Posterior",
    "estimate",
    "estimate_from_margins",
    "fit_table",
    "length_interval",
    "length_standard_error",
    "lengths_with_same_sector",
    "posterior",
    "with_gross_fills",
    "with_gross_total",
]
