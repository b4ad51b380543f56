"""How adults of each age lived in Norway in 2009: the pattern over ages that newer counts are laid upon."""

from functools import cache
from importlib.resources import files

import numpy as np
import yaml

from husrom.housing.households.kinds import Floats

_TOGETHER = slice(3, None)  # 67–79 and 80 or over, which the counts by kind hold together


@cache
def national_pattern() -> Floats:
    """Return the share of adults of each age in each kind of household in Norway in 2009.

    The counts by kind hold everybody aged 67 or over together. Those living alone are divided between 67–79 and 80 or
    over as those who are not in a couple, couples without children as those who are. Couples with children that are
    not under 45 are 45–66; single parents are taken to have the ages of parents in couples. What is left is `other`.

    Returns
    -------
    numpy.ndarray
        Shape (5, 5), float64, shares: ages as `HEAD_AGES` (the source has 18, 45–66 and 67 where ours has 20, 45–64
        and 65) × kinds as `HOUSEHOLD_KINDS`. Every row sums to 1. No NaN. Read-only.

    References
    ----------
    Statistics Norway, families and households 1 January 2009; the pages are named in `norway_2009.yaml`.

    Examples
    --------
    >>> national_pattern().round(2)[:, 0].tolist()
    [0.24, 0.18, 0.19, 0.32, 0.58]
    """
    persons, in_couples, alone, without, with_children, single_parents = _published()
    singles = persons - in_couples
    living_alone = _spread_oldest(alone, singles)
    couples = np.minimum(_spread_oldest(2 * without, in_couples), in_couples)
    parents = in_couples - couples
    parents[_TOGETHER] = 0
    parents[2] = 2 * with_children.sum() - parents[:2].sum()
    single = single_parents.sum() * parents / parents.sum()
    other = persons - living_alone - couples - parents - single
    shares: Floats = np.stack([living_alone, couples, parents, single, other], axis=1) / persons[:, None]
    shares.setflags(write=False)
    return shares


def _spread_oldest(counts: Floats, by: Floats) -> Floats:
    """Divide the last count between the two oldest groups in proportion to `by`."""
    return np.concatenate([counts[:3], counts[3] * by[_TOGETHER] / by[_TOGETHER].sum()])


def _published() -> list[Floats]:
    content = yaml.safe_load((files("husrom.housing.households") / "norway_2009.yaml").read_text(encoding="utf-8"))
    names = (
        "persons_in_private_households",
        "persons_in_couples",
        "living_alone",
        "couples_without_children",
        "couples_with_children",
        "single_parents",
    )
    return [np.array(content[name]["values"], dtype=np.float64) for name in names]
