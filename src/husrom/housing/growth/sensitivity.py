"""What happens to the groups when a threshold is moved: the honest way to show how firm they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from husrom.housing.errors import ThresholdError
from husrom.housing.growth.classification import group_for
from husrom.housing.growth.groups import GrowthGroup
from husrom.housing.growth.indicators import GrowthIndicators
from husrom.housing.growth.thresholds import PAIRS, Thresholds


@dataclass(frozen=True, slots=True)
class ChangedPlacement:
    """A municipality that would be in another group."""

    municipality_number: str
    name: str
    from_group: GrowthGroup
    to_group: GrowthGroup


@dataclass(frozen=True, slots=True)
class ThresholdTrial:
    """One threshold moved one step, and who would change group.

    Attributes
    ----------
    threshold
        Its name in `Thresholds`.
    value_pct, tried_pct
        As it is, and as it was tried.
    changes
        Empty when every placement stays.
    """

    threshold: str
    value_pct: float
    tried_pct: float
    changes: tuple[ChangedPlacement, ...]


def sensitivity(
    indicators: Sequence[GrowthIndicators], thresholds: Thresholds, *, step_pct_points: float
) -> tuple[ThresholdTrial, ...]:
    """Move each population threshold one step down and one step up, one at a time.

    Returns
    -------
    tuple of ThresholdTrial
        Two for each threshold, except where the move would let growth begin below where decline ends.

    Raises
    ------
    ThresholdError
        When the step is not positive.

    Examples
    --------
    >>> import datetime as dt
    >>> from husrom.housing.growth.indicators import Indicators
    >>> stavanger = Indicators("1103", "Stavanger", 2026, 7.8, 3.9, 3.2)
    >>> trials = sensitivity([stavanger], Thresholds.on(dt.date(2026, 11, 23)), step_pct_points=1)
    >>> [(trial.threshold, trial.tried_pct) for trial in trials if trial.changes]
    [('growth_from_10_years_pct', 8), ('growth_from_projected_pct', 4)]
    """
    if step_pct_points <= 0:
        raise ThresholdError(f"The step is {step_pct_points}: expected a positive number of percentage points.")
    groups = [group_for(entry, thresholds) for entry in indicators]
    trials = []
    for name in (threshold for _measure, *pair in PAIRS for threshold in pair):
        value: float = getattr(thresholds, name)
        for tried in (value - step_pct_points, value + step_pct_points):
            try:
                moved = thresholds.with_changes(**{name: tried})
            except ThresholdError:
                continue
            tried_groups = [group_for(entry, moved) for entry in indicators]
            changes = tuple(
                ChangedPlacement(entry.municipality_number, entry.name, before, after)
                for entry, before, after in zip(indicators, groups, tried_groups, strict=True)
                if before is not after
            )
            trials.append(ThresholdTrial(name, value, tried, changes))
    return tuple(trials)
