"""Re-shape prices of dwellings sold, with the number of sales behind each mean."""

import polars as pl

from snapshot.reading import TableInputs, expect
from snapshot.tidy import cell, number, tidy

PRICED_TYPES = {"01": "detached", "02": "small_house", "03": "apartment"}
PRICE_YEARS = range(2020, 2025)
DWELLING_TYPE = {"dwelling_type": pl.String}
PRICE_AND_SALES = {"price_nok_per_m2": pl.Int32, "sales": pl.Int32}

PriceKey = tuple[str, int, str]
PriceCell = tuple[int | None, int | None, str | None]


def dwelling_prices(inputs: TableInputs) -> pl.DataFrame:
    """Merge the file of all municipalities with the members' file, which also has sales and the years before 2024.

    The grid is complete, so that a missing price is seen as missing. Where both files have a price they must agree.
    """
    prices = _merged_prices(inputs)
    rows: list[dict[str, object]] = []
    for place in (row["kommunenr"] for row in inputs.rows("municipality_county_2024.csv")):
        for year in PRICE_YEARS:
            for code, kind in PRICED_TYPES.items():
                price, sales, status = prices.pop((place, year, code), (None, None, None))
                values = cell("price_nok_per_m2", price, status) | cell("sales", sales)
                rows.append({"municipality_number": place, "year": year, "dwelling_type": kind, **values})
    expect(holds=not prices, otherwise=f"Prices outside the grid of municipalities and years: {sorted(prices)[:3]}.")
    return tidy(rows, dimensions=DWELLING_TYPE, values=PRICE_AND_SALES)


def _merged_prices(inputs: TableInputs) -> dict[PriceKey, PriceCell]:
    prices: dict[PriceKey, PriceCell] = {}
    for row in inputs.rows("kvmpris_06035_2020_2024_all.csv"):
        key = (row["kommunenr"], int(row["aar"]), row["boligtype"])
        prices[key] = (int(row["kvpris_kr"]), number(row["omsetninger_siste_aar"]), None)
    for row in inputs.rows("kvmpris_06035_17.csv"):
        key = (row["kommunenr"], int(row["aar"]), row["boligtype"])
        price, sales = number(row["kvpris_kr"]), number(row["omsetninger"])
        known_price, known_sales, _ = prices.get(key, (price, sales, None))
        expect(
            holds=known_price == price and (known_sales is None or known_sales == sales),
            otherwise=f"The two price files disagree on {key}: {known_price}/{known_sales} and {price}/{sales}.",
        )
        prices[key] = (price, sales, None if price is not None else "suppressed")
    return prices
