"""Re-shape households: their tenure, their type and their income."""

import polars as pl

from snapshot.reading import TableInputs, expect
from snapshot.tidy import cell, decimal, expect_municipalities, tidy

TENURE_SHARES = {"selveier_pst": "owner", "andelseier_pst": "cooperative_owner", "leier_pst": "tenant"}
INCOME_YEAR_OF_ALL = 2024
INCOME_HOUSEHOLD_TYPES = {
    "alle": "all",
    "aleneboende": "alone",
    "par_uten_barn": "couple_without_children",
    "par_med_barn": "couple_with_children",
    "enslig_forelder": "single_parent",
}


def tenure_shares(inputs: TableInputs) -> pl.DataFrame:
    """Return the shares of households by tenure; blank cells stay missing."""
    rows: list[dict[str, object]] = []
    for row in inputs.rows("tenure_11084_2024_all.csv"):
        place = {"municipality_number": row["kommunenr"], "year": int(row["aar"])}
        for column, tenure in TENURE_SHARES.items():
            rows.append({**place, "tenure": tenure, **cell("share_pct", decimal(row[column]))})
    table = tidy(rows, dimensions={"tenure": pl.String}, values={"share_pct": pl.Float64})
    expect_municipalities(table, "tenure_shares")
    return table


def household_income(inputs: TableInputs) -> pl.DataFrame:
    """Merge all households of every municipality in 2024 with the northern municipalities' types and years.

    Where both files have the median they must agree. A type the northern file leaves out of a year is missing.
    """
    medians: dict[tuple[str, int, str], int] = {
        (row["kommunenr"], INCOME_YEAR_OF_ALL, "all"): int(row["median_inntekt_etter_skatt_2024_kr"])
        for row in inputs.rows("median_income_2024_all.csv")
    }
    households: dict[tuple[str, int, str], int] = {}
    years: set[tuple[str, int]] = set()
    for row in inputs.rows("nn_household_types_income_06944_2005_2024_80.csv"):
        key = (row["kommunenr"], int(row["aar"]), INCOME_HOUSEHOLD_TYPES[row["husholdningstype"]])
        median = int(row["median_inntekt_etter_skatt_kr"])
        known = medians.setdefault(key, median)
        expect(holds=known == median, otherwise=f"The two income files disagree on {key}: {known} and {median}.")
        households[key] = int(row["antall"])
        years.add(key[:2])
    keys = medians.keys() | {(*place, kind) for place in years for kind in INCOME_HOUSEHOLD_TYPES.values()}
    rows = [
        {
            "municipality_number": number,
            "year": year,
            "household_type": kind,
            **cell("households", households.get((number, year, kind))),
            **cell("median_income_after_tax_nok", medians.get((number, year, kind))),
        }
        for number, year, kind in keys
    ]
    values = {"households": pl.Int32, "median_income_after_tax_nok": pl.Int32}
    table = tidy(rows, dimensions={"household_type": pl.String}, values=values)
    expect_municipalities(table, "household_income")
    return table
