"""From what is counted or published to probabilities, with how sure one can be.

Moves observed, totals only, gross flows; and a pattern of moves fitted to published lengths of chains by simulation.
"""

from husrom.housing.calibration.chain_targets import (
    ChainTarget,
    UnansweredTarget,
    chain_targets,
    unanswered_targets,
)
from husrom.housing.calibration.counts import MoveCounts, Posterior, posterior
from husrom.housing.calibration.errors import CalibrationError
from husrom.housing.calibration.estimation import ChainEstimate, Interval, estimate, length_standard_error
from husrom.housing.calibration.from_margins import MarginEstimate, estimate_from_margins
from husrom.housing.calibration.inversion import FittedSample, fit_by_simulation
from husrom.housing.calibration.margins import FittedTable, Margin, fit_table
from husrom.housing.calibration.pattern import (
    TENDENCIES,
    MovePattern,
    PatternSector,
    continuations,
    pattern_transitions,
)
from husrom.housing.calibration.published_patterns import fitted_patterns, pattern_prior, published_patterns
from husrom.housing.calibration.reference_market import ReferenceMarket, reference_market
from husrom.housing.calibration.same_sector import (
    LengthInterval,
    length_interval,
    lengths_with_same_sector,
    with_gross_fills,
    with_gross_total,
)

__all__ = [
    "TENDENCIES",
    "CalibrationError",
    "ChainEstimate",
    "ChainTarget",
    "FittedSample",
    "FittedTable",
    "Interval",
    "LengthInterval",
    "Margin",
    "MarginEstimate",
    "MoveCounts",
    "MovePattern",
    "PatternSector",
    "Posterior",
    "ReferenceMarket",
    "UnansweredTarget",
    "chain_targets",
    "continuations",
    "estimate",
    "estimate_from_margins",
    "fit_by_simulation",
    "fit_table",
    "fitted_patterns",
    "length_interval",
    "length_standard_error",
    "lengths_with_same_sector",
    "pattern_prior",
    "pattern_transitions",
    "posterior",
    "published_patterns",
    "reference_market",
    "unanswered_targets",
    "with_gross_fills",
    "with_gross_total",
]
