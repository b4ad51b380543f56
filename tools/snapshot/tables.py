"""Re-shape SSB's figures, as we received them, into one tidy table each.

Every table has `municipality_number`, `division_year` and `year`, its dimensions by meaning, and its values with the
unit in the name. Where a value is missing it is null, and a status column says why:

* `missing`: our input has no figure here, and does not say why;
* `suppressed`: Statistics Norway withholds it (too few cases);
* `estimated`: there is a value, but it was divided mechanically between the parts of a split municipality.
"""

from collections.abc import Callable

import polars as pl

from snapshot.reading import DIVISION_YEAR, MUNICIPALITY_COUNT, TableInputs, expect

LAST_OBSERVED_IN_PROJECTION_FILE = 2024
POPULATION_OF_NORWAY_2026 = 5_627_400
OPEN_AGE_GROUP_FROM = 90
BUILDING_TYPES = {
    "enebolig_pst": "detached",
    "tomannsbolig_pst": "semi_detached",
    "rekkehus_pst": "row_house",
    "blokk_pst": "apartment_block",
    "bofellesskap_pst": "shared_housing",
    "annet_pst": "other",
}
DWELLING_COUNTS = {
    "i_alt": "all",
    "enebolig": "detached",
    "tomannsbolig": "semi_detached",
    "rekkehus": "row_house",
    "boligblokk": "apartment_block",
    "bofellesskap": "shared_housing",
    "andre": "other",
}
TENURES = {"selveier_pst": "owner", "andelseier_pst": "cooperative_owner", "leier_pst": "tenant"}
PRICED_TYPES = {"01": "detached", "02": "small_house", "03": "apartment"}
PRICE_YEARS = range(2020, 2025)


def _tidy(rows: list[dict[str, object]], schema: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    """Return a sorted table with the three leading columns that every table has."""
    leading = {"municipality_number": pl.String, "division_year": pl.Int16, "year": pl.Int16}
    filled = [{"division_year": DIVISION_YEAR, **row} for row in rows]
    dimensions = [name for name, kind in schema.items() if name in {"age_from", "basis", "tenure"} or "type" in name]
    table = pl.DataFrame(filled, schema={**leading, **schema})
    return table.sort("municipality_number", "year", *dimensions)


def _expect_all_municipalities(table: pl.DataFrame, name: str) -> None:
    count = table["municipality_number"].n_unique()
    expect(
        holds=count == MUNICIPALITY_COUNT,
        otherwise=f"{name} covers {count} municipalities; expected {MUNICIPALITY_COUNT}.",
    )


def _age_group(column: str) -> tuple[int, int | None]:
    """Return first and last age of a column name such as `a5_9`; the oldest group is open (`a90_pluss`)."""
    first, last = column.removeprefix("a").split("_")
    return int(first), None if last == "pluss" else int(last)


def _years_divided(inputs: TableInputs) -> set[tuple[str, int]]:
    """Return (municipality, year) where the age figures are a mechanical share of a municipality later split."""
    return {
        (row["kommunenr_2024"], year)
        for row in inputs.rows("municipality_code_history_all.csv")
        if float(row["vekt"]) != 1.0
        for year in range(int(row["fra_aar"]), int(row["til_aar"]) + 1)
    }


def population_by_age(inputs: TableInputs) -> pl.DataFrame:
    source = inputs.rows("population_5yr_age_2005_2026_all.csv")
    columns = [name for name in source[0] if name not in {"kommunenr", "navn", "aar"}]
    divided = _years_divided(inputs)
    rows: list[dict[str, object]] = []
    for row in source:
        number, year = row["kommunenr"], int(row["aar"])
        status = "estimated" if (number, year) in divided else None
        for column in columns:
            first, last = _age_group(column)
            ages = {"age_from": first, "age_to": last}
            rows.append(
                {"municipality_number": number, "year": year, **ages, "persons": int(row[column]), "status": status}
            )
    known = {(row["kommunenr"], int(row["aar"])) for row in source}
    years = {year for _, year in known}
    for number, year in sorted({(number, year) for number, _ in known for year in years} - known):
        for first, last in map(_age_group, columns):
            cell = {"age_from": first, "age_to": last, "persons": None, "status": "missing"}
            rows.append({"municipality_number": number, "year": year, **cell})
    schema = {"age_from": pl.Int16, "age_to": pl.Int16, "persons": pl.Int32, "status": pl.String}
    table = _tidy(rows, schema)
    _expect_all_municipalities(table, "population_by_age")
    total = table.filter(pl.col("year") == table["year"].max())["persons"].sum()
    expect(
        holds=total == POPULATION_OF_NORWAY_2026,
        otherwise=f"Population of the last year sums to {total}; expected {POPULATION_OF_NORWAY_2026}.",
    )
    expect(
        holds=table["age_from"].max() == OPEN_AGE_GROUP_FROM,
        otherwise="The oldest age group no longer begins at 90.",
    )
    return table


def population_totals(inputs: TableInputs) -> pl.DataFrame:
    """Return observed totals for 2000-2024 and the main alternative of the 2024 projection after that."""
    rows: list[dict[str, object]] = []
    for row in inputs.rows("population_2000_2050_proj14288_all.csv"):
        for year in (int(name) for name in row if name.isdigit()):
            basis = "observed" if year <= LAST_OBSERVED_IN_PROJECTION_FILE else "projected"
            persons = int(row[str(year)])
            rows.append({"municipality_number": row["kommunenr"], "year": year, "basis": basis, "persons": persons})
    table = _tidy(rows, {"basis": pl.String, "persons": pl.Int32})
    _expect_all_municipalities(table, "population_totals")
    return table


def dwelling_type_shares(inputs: TableInputs) -> pl.DataFrame:
    rows: list[dict[str, object]] = []
    for row in inputs.rows("dwelling_type_shares_06265_2024_all.csv"):
        shares = {kind: float(row[column]) for column, kind in BUILDING_TYPES.items()}
        total = sum(shares.values())
        expect(
            holds=abs(total - 100) < 0.1,
            otherwise=f"Dwelling type shares of {row['kommunenr']} sum to {total}; expected 100.",
        )
        for kind, share in shares.items():
            cell = {"building_type": kind, "share_pct": share, "status": None}
            rows.append({"municipality_number": row["kommunenr"], "year": int(row["aar"]), **cell})
    table = _tidy(rows, {"building_type": pl.String, "share_pct": pl.Float64, "status": pl.String})
    _expect_all_municipalities(table, "dwelling_type_shares")
    return table


def tenure_shares(inputs: TableInputs) -> pl.DataFrame:
    rows: list[dict[str, object]] = []
    for row in inputs.rows("tenure_11084_2024_all.csv"):
        for column, tenure in TENURES.items():
            known = row[column] != ""
            share = float(row[column]) if known else None
            cell = {"tenure": tenure, "share_pct": share, "status": None if known else "missing"}
            rows.append({"municipality_number": row["kommunenr"], "year": int(row["aar"]), **cell})
    table = _tidy(rows, {"tenure": pl.String, "share_pct": pl.Float64, "status": pl.String})
    _expect_all_municipalities(table, "tenure_shares")
    return table


def median_income(inputs: TableInputs) -> pl.DataFrame:
    rows: list[dict[str, object]] = [
        {
            "municipality_number": row["kommunenr"],
            "year": 2024,
            "household_type": "all",
            "median_income_after_tax_nok": int(row["median_inntekt_etter_skatt_2024_kr"]),
            "status": None,
        }
        for row in inputs.rows("median_income_2024_all.csv")
    ]
    schema = {"household_type": pl.String, "median_income_after_tax_nok": pl.Int32, "status": pl.String}
    table = _tidy(rows, schema)
    _expect_all_municipalities(table, "median_income")
    return table


def _number_or_none(text: str) -> int | None:
    return int(text) if text else None


def dwelling_prices(inputs: TableInputs) -> pl.DataFrame:
    """Merge the file of all municipalities with the members' file, which also has sales and the years before 2024.

    The grid is complete, so that a missing price is seen as missing. Where both files have a price they must agree.
    """
    prices: dict[tuple[str, int, str], tuple[int | None, int | None, str | None]] = {}
    for row in inputs.rows("kvmpris_06035_2020_2024_all.csv"):
        key = (row["kommunenr"], int(row["aar"]), row["boligtype"])
        prices[key] = (int(row["kvpris_kr"]), _number_or_none(row["omsetninger_siste_aar"]), None)
    for row in inputs.rows("kvmpris_06035_17.csv"):
        key = (row["kommunenr"], int(row["aar"]), row["boligtype"])
        price, sales = _number_or_none(row["kvpris_kr"]), _number_or_none(row["omsetninger"])
        known_price, known_sales, _ = prices.get(key, (price, sales, None))
        expect(
            holds=known_price == price and (known_sales is None or known_sales == sales),
            otherwise=f"The two price files disagree on {key}: {known_price}/{known_sales} and {price}/{sales}.",
        )
        prices[key] = (price, sales, None if price is not None else "suppressed")
    municipalities = [row["kommunenr"] for row in inputs.rows("municipality_county_2024.csv")]
    rows: list[dict[str, object]] = []
    for number in municipalities:
        for year in PRICE_YEARS:
            for code, kind in PRICED_TYPES.items():
                price, sales, status = prices.pop((number, year, code), (None, None, "missing"))
                cell = {"dwelling_type": kind, "price_nok_per_m2": price, "price_status": status}
                cell |= {"sales": sales, "sales_status": None if sales is not None else "missing"}
                rows.append({"municipality_number": number, "year": year, **cell})
    expect(holds=not prices, otherwise=f"Prices outside the grid of municipalities and years: {sorted(prices)[:3]}.")
    schema = {"dwelling_type": pl.String, "price_nok_per_m2": pl.Int32, "price_status": pl.String}
    return _tidy(rows, {**schema, "sales": pl.Int32, "sales_status": pl.String})


def dwellings(inputs: TableInputs) -> pl.DataFrame:
    rows: list[dict[str, object]] = []
    for row in inputs.rows("nn_dwellings_by_type_06265_2026_80.csv"):
        for column, kind in DWELLING_COUNTS.items():
            cell = {"building_type": kind, "dwellings": int(row[column]), "status": None}
            rows.append({"municipality_number": row["kommunenr"], "year": int(row["aar"]), **cell})
    return _tidy(rows, {"building_type": pl.String, "dwellings": pl.Int32, "status": pl.String})


TABLES: dict[str, Callable[[TableInputs], pl.DataFrame]] = {
    "population_by_age": population_by_age,
    "population_totals": population_totals,
    "dwelling_type_shares": dwelling_type_shares,
    "tenure_shares": tenure_shares,
    "dwelling_prices": dwelling_prices,
    "median_income": median_income,
    "dwellings": dwellings,
}
