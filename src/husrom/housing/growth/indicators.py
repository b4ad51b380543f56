"""What the groups are made from: whoever has figures gives them this form; the model does not ask for their origin."""

from dataclasses import dataclass
from typing import Protocol


class GrowthIndicators(Protocol):
    """Figures of one municipality. None is missing, and is never replaced by a guess.

    Changes and shares are in per cent. Observed changes end on 1 January of `year`; the projected change goes from
    `year` to `projected_to_year`. The price is a mean for detached houses in `price_year`.
    """

    @property
    def municipality_number(self) -> str: ...  # noqa: D102 -- the class says what the properties are
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def year(self) -> int: ...  # noqa: D102
    @property
    def change_10_years_pct(self) -> float | None: ...  # noqa: D102
    @property
    def change_5_years_pct(self) -> float | None: ...  # noqa: D102
    @property
    def projected_change_pct(self) -> float | None: ...  # noqa: D102
    @property
    def projected_to_year(self) -> int: ...  # noqa: D102
    @property
    def detached_price_nok_per_m2(self) -> float | None: ...  # noqa: D102
    @property
    def price_year(self) -> int: ...  # noqa: D102
    @property
    def share_aged_80_or_over_pct(self) -> float | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Indicators:
    """The same, for those who have only numbers: a notebook or a test.

    Examples
    --------
    >>> Indicators("3403", "Hamar", 2026, change_10_years_pct=12.3).change_5_years_pct is None
    True
    """

    municipality_number: str
    name: str
    year: int
    change_10_years_pct: float | None = None
    change_5_years_pct: float | None = None
    projected_change_pct: float | None = None
    projected_to_year: int = 2036
    detached_price_nok_per_m2: float | None = None
    price_year: int = 2024
    share_aged_80_or_over_pct: float | None = None
