"""Re-shape the stock of dwellings: by type, as shares and as numbers."""

import polars as pl

from snapshot.reading import TableInputs, expect
from snapshot.tidy import cell, expect_municipalities, tidy

BUILDING_TYPE = {"building_type": pl.String}
SHARES = {
    "enebolig_pst": "detached",
    "tomannsbolig_pst": "semi_detached",
    "rekkehus_pst": "row_house",
    "blokk_pst": "apartment_block",
    "bofellesskap_pst": "shared_housing",
    "annet_pst": "other",
}
COUNTS = {
    "i_alt": "all",
    "enebolig": "detached",
    "tomannsbolig": "semi_detached",
    "rekkehus": "row_house",
    "boligblokk": "apartment_block",
    "bofellesskap": "shared_housing",
    "andre": "other",
}


def dwelling_type_shares(inputs: TableInputs) -> pl.DataFrame:
    """Return the shares of the types of building, which must sum to 100 in each municipality."""
    rows: list[dict[str, object]] = []
    for row in inputs.rows("dwelling_type_shares_06265_2024_all.csv"):
        shares = {kind: float(row[column]) for column, kind in SHARES.items()}
        total = sum(shares.values())
        expect(
            holds=abs(total - 100) < 0.1,
            otherwise=f"Dwelling type shares of {row['kommunenr']} sum to {total}; expected 100.",
        )
        place = {"municipality_number": row["kommunenr"], "year": int(row["aar"])}
        rows.extend({**place, "building_type": kind, **cell("share_pct", share)} for kind, share in shares.items())
    table = tidy(rows, dimensions=BUILDING_TYPE, values={"share_pct": pl.Float64})
    expect_municipalities(table, "dwelling_type_shares")
    return table


def dwellings(inputs: TableInputs) -> pl.DataFrame:
    """Return numbers of dwellings by type of building."""
    rows: list[dict[str, object]] = []
    for row in inputs.rows("nn_dwellings_by_type_06265_2026_80.csv"):
        place = {"municipality_number": row["kommunenr"], "year": int(row["aar"])}
        for column, kind in COUNTS.items():
            rows.append({**place, "building_type": kind, **cell("dwellings", int(row[column]))})
    return tidy(rows, dimensions=BUILDING_TYPE, values={"dwellings": pl.Int32})
