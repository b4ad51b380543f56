"""Prices of dwellings sold: the mean per square metre and the number of sales behind it."""

from dataclasses import dataclass
from functools import cache

from husrom.figures.catalogue import source
from husrom.figures.snapshot import table


@dataclass(frozen=True, slots=True)
class Price:
    """The price of one kind of dwelling in one year.

    Attributes
    ----------
    price_nok_per_m2
        None where there is no price; then `status` is `suppressed` (withheld by the source) or `missing`.
    sales
        Number of sales behind the mean; None where unknown.
    """

    price_nok_per_m2: int | None
    sales: int | None
    status: str | None


@cache
def last_prices() -> dict[tuple[str, str], Price]:
    """Return the prices of the last year by municipality and kind: `detached`, `small_house`, `apartment`.

    Examples
    --------
    >>> last_prices()["3403", "detached"]
    Price(price_nok_per_m2=31191, sales=228, status=None)
    >>> last_prices()["4218", "apartment"]
    Price(price_nok_per_m2=None, sales=3, status='suppressed')
    """
    prices = table("dwelling_prices")
    columns = ("municipality_number", "dwelling_type", "price_nok_per_m2", "sales", "price_nok_per_m2_status")
    rows = prices.filter(prices["year"] == source("dwelling_prices").years[1]).select(columns).iter_rows()
    return {(number, kind): Price(*cells) for number, kind, *cells in rows}
