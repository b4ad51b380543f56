"""Re-shape prices of dwellings sold, with the number of sales behind each mean."""

import polars as pl

from snapshot.reading import TableInputs, expect
from snapshot.tidy import cell, number, quarter, tidy

PRICED_TYPES = {"01": "detached", "02": "small_house", "03": "apartment"}
PRICE_YEARS = range(2020, 2025)
DWELLING_TYPE = {"dwelling_type": pl.String}
PRICE_AND_SALES = {"price_nok_per_m2": pl.Int32, "sales": pl.Int32}

SERIES_FILE = "nn_national_and_county_series.json"
COUNTY_CODES = {"Nordland": "18", "Troms": "55", "Finnmark": "56"}
STAVANGER = "1103"
PUBLISHED_FROM_SALES, WITHHELD_TO_SALES = 10, 2
# Statistics Norway gave the parts of the country new codes in 2025.
NORTHERN_NORWAY_TO_2024, NORTHERN_NORWAY_FROM_2025 = "L06", "La6"

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


def former_dwelling_prices(inputs: TableInputs) -> pl.DataFrame:
    """Return Stavanger's prices before the merger of 2020: another municipality, so of another division."""
    rows: list[dict[str, object]] = []
    for row in inputs.rows("kvmpris_06035_stavanger_2016_2019_oldborders.csv"):
        place = {"municipality_number": STAVANGER, "division_year": 2019, "year": int(row["aar"])}
        for column, kind in {"ene": "detached", "sma": "small_house", "blokk": "apartment"}.items():
            values = cell("price_nok_per_m2", int(row[f"{column}_kv"])) | cell("sales", int(row[f"{column}_oms"]))
            rows.append({**place, "dwelling_type": kind, **values})
    return tidy(rows, dimensions=DWELLING_TYPE, values=PRICE_AND_SALES)


def dwelling_prices_all_tenures(inputs: TableInputs) -> pl.DataFrame:
    """Return the northern municipalities' prices of all dwellings in 2025: withheld below ten sales."""
    rows: list[dict[str, object]] = []
    for row in inputs.rows("nn_kvmpris_14545_2025_80.csv"):
        price, sales = number(row["kvpris_boliger_i_alt"]), number(row["omsetninger"])
        withheld = price is None and sales is not None
        expect(
            holds=not withheld or sales < PUBLISHED_FROM_SALES,
            otherwise=f"No price for {row['kommunenr']} with {sales} sales; expected one from {PUBLISHED_FROM_SALES}.",
        )
        values = cell("price_nok_per_m2", price, "suppressed" if withheld else None) | cell("sales", sales)
        place = {"municipality_number": row["kommunenr"], "year": int(row["aar"])}
        rows.append({**place, "dwelling_type": "all", **values})
    return tidy(rows, dimensions=DWELLING_TYPE, values=PRICE_AND_SALES)


def county_dwelling_prices_all_tenures(inputs: TableInputs) -> pl.DataFrame:
    """Return the three northern counties' and Norway's prices in 2025; Norway's file has no number of sales."""
    series = inputs.json(SERIES_FILE)
    found = {COUNTY_CODES[name]: cells for name, cells in series["kvm_fylker"].items()}
    rows: list[dict[str, object]] = []
    for code, cells in {**found, "0": series["kvm_riket"]}.items():
        for ending, kind in {"": "all", "01": "detached"}.items():
            values = cell("price_nok_per_m2", cells[f"p{ending}"]) | cell("sales", cells.get(f"o{ending}"))
            rows.append({"region_code": code, "year": 2025, "dwelling_type": kind, **values})
    return tidy(rows, dimensions=DWELLING_TYPE, values=PRICE_AND_SALES, region="region_code")


def county_dwelling_prices_by_quarter(inputs: TableInputs) -> pl.DataFrame:
    """Return the three northern counties' prices of all dwellings by quarter."""
    series = inputs.json(SERIES_FILE)["kvartal_14310"]
    rows = [
        {"region_code": COUNTY_CODES[name], **quarter(label), "dwelling_type": "all", **cell("price_nok_per_m2", price)}
        for name, prices in series["fylker"].items()
        for label, price in zip(series["labels"], prices, strict=True)
    ]
    values = {"price_nok_per_m2": pl.Int32}
    return tidy(rows, dimensions=DWELLING_TYPE, values=values, region="region_code", quarterly=True)


def new_detached_house_prices(inputs: TableInputs) -> pl.DataFrame:
    """Return prices of new detached houses in Northern Norway and Norway; Norway's series has no number of sales."""
    series = inputs.json(SERIES_FILE)["nye_eneboliger_13500"]
    rows: list[dict[str, object]] = []
    for index, year in enumerate(series["years"]):
        north = NORTHERN_NORWAY_FROM_2025 if year >= 2025 else NORTHERN_NORWAY_TO_2024
        found = {north: (series["nn_p"][index], series["nn_o"][index]), "0": (series["riket_p"][index], None)}
        for code, (price, sales) in found.items():
            values = cell("price_nok_per_m2", price) | cell("sales", sales)
            rows.append({"region_code": code, "year": year, **values})
    return tidy(rows, dimensions={}, values=PRICE_AND_SALES, region="region_code")


def property_sales(inputs: TableInputs) -> pl.DataFrame:
    """Return sales of residential property; zero stands for both none and withheld in the file, so it is no number.

    A sum of zero beside one or two sales was withheld.
    """
    rows: list[dict[str, object]] = []
    for row in inputs.rows("nn_sales_06726_1992_2025_80.csv"):
        sales, total = int(row["omsetninger"]) or None, int(row["kjopesum_1000kr"]) or None
        expect(
            holds=(total is None) == (sales is None or sales <= WITHHELD_TO_SALES),
            otherwise=f"{row['kommunenr']} in {row['aar']}: {sales} sales for {total}; sums are withheld to two sales.",
        )
        status = "suppressed" if total is None and sales else None
        values = cell("sales", sales) | cell("purchase_sum_1000_nok", total, status)
        rows.append({"municipality_number": row["kommunenr"], "year": int(row["aar"]), **values})
    return tidy(rows, dimensions={}, values={"sales": pl.Int32, "purchase_sum_1000_nok": pl.Int32})
