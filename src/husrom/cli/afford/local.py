"""The sales of a municipality: means per m² from the snapshot, made into estimated prices by stated sizes."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from husrom.figures.catalogue import source
from husrom.figures.municipalities import municipality_by_number
from husrom.figures.prices import Price, last_prices
from husrom.figures.provenance import Source
from husrom.housing.affordability import EstimatedPrices, Share, Spread
from husrom.housing.parameters import parameter

DATASET = "dwelling_prices"
KINDS = ("apartment", "small_house", "detached")
PRIOR = ("price_log_sd", "price_log_sd_low", "price_log_sd_high", "dwelling_size_margin_pct")
"""The parameters of the prior, in the order of `Spread`."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of dwelling with a published price."""

    key: str
    price_nok_per_m2: int
    size_m2: float
    sales: int

    @property
    def mean_price_nok(self) -> float:
        return self.price_nok_per_m2 * self.size_m2


@dataclass(frozen=True, slots=True)
class LocalSales:
    """A municipality's sales; without a published price there is no share and no cheapest."""

    number: str
    name: str
    year: int
    kinds: tuple[Kind, ...]
    sales_without_price: int
    share: Share | None
    kind_shares: tuple[float, ...]
    cheap_share_pct: float
    cheapest_nok: float | None
    parameters: tuple[str, ...]
    source: Source


def local_sales(number: str, max_price_nok: float, *, size_m2: float | None, day: dt.date) -> LocalSales:
    """Return the sales of a municipality and the estimated share of them at or below a price."""
    published = {key: last_prices().get((number, key), Price(None, None, None)) for key in KINDS}
    kinds = tuple(
        Kind(key, price.price_nok_per_m2, size_m2 or _value(f"dwelling_size_{key}_m2", day), price.sales)
        for key, price in published.items()
        if price.price_nok_per_m2 and price.sales
    )
    priced = {kind.key for kind in kinds}
    prior = Spread(*(_value(name, day) for name in PRIOR))
    prices = _estimated(kinds, prior) if kinds else None
    cheap_share_pct = _value("cheap_share_pct", day)
    sizes = () if size_m2 else tuple(f"dwelling_size_{kind.key}_m2" for kind in kinds)
    return LocalSales(
        number=number,
        name=municipality_by_number(number).name,
        year=source(DATASET).years[1],
        kinds=kinds,
        sales_without_price=sum(price.sales or 0 for key, price in published.items() if key not in priced),
        share=prices.share_within(max_price_nok) if prices else None,
        kind_shares=tuple(float(_estimated((one,), prior).share_within(max_price_nok).middle[0]) for one in kinds),
        cheap_share_pct=cheap_share_pct,
        # An estimate is not known to the krone.
        cheapest_nok=round(prices.price_of_cheapest(cheap_share_pct / 100), -4) if prices else None,
        parameters=tuple(f"affordability.{name}" for name in (*PRIOR, *sizes, "cheap_share_pct")) if kinds else (),
        source=source(DATASET),
    )


def _estimated(kinds: tuple[Kind, ...], prior: Spread) -> EstimatedPrices:
    means = np.array([kind.mean_price_nok for kind in kinds])
    return EstimatedPrices(means, np.array([kind.sales for kind in kinds], dtype=np.float64), prior)


def _value(name: str, day: dt.date) -> float:
    value = parameter(f"affordability.{name}").at(day)
    return 0.0 if value is None else float(value)
