"""Re-shape what municipalities report of themselves: fees, property tax and the dwellings they dispose of."""

import polars as pl

from snapshot.reading import TableInputs, expect
from snapshot.tidy import cell, decimal, number, tidy

FEES_AND_TAX_FILE = "gebyrer_eiendomsskatt_12842_14674_all.csv"
FEES_YEAR = 2026
FEES = {
    "vann": "water_fee_nok",
    "avlop": "wastewater_fee_nok",
    "avfall": "waste_fee_nok",
    "feiing": "chimney_sweeping_fee_nok",
}


def municipal_fees(inputs: TableInputs) -> pl.DataFrame:
    """Return the yearly fees; what a municipality did not report is missing. The file's sum is checked, not kept."""
    rows: list[dict[str, object]] = []
    for row in inputs.rows(FEES_AND_TAX_FILE):
        fees = {name: number(row[column]) for column, name in FEES.items()}
        total = sum(fee or 0 for fee in fees.values())
        expect(
            holds=total == (number(row["sum_gebyr"]) or 0),
            otherwise=f"Fees of {row['kommunenr']} sum to {total}; expected {row['sum_gebyr']}.",
        )
        # The year is blank where no fee was reported.
        known_year = row["gebyr_aar"] in {str(FEES_YEAR), ""}
        expect(holds=known_year, otherwise=f"Fees of {row['kommunenr']} are of {row['gebyr_aar']}; not {FEES_YEAR}.")
        place: dict[str, object] = {"municipality_number": row["kommunenr"], "year": FEES_YEAR}
        for name, fee in fees.items():
            place |= cell(name, fee)
        rows.append(place)
    return tidy(rows, dimensions={}, values=dict.fromkeys(FEES.values(), pl.Int32))


def property_tax(inputs: TableInputs) -> pl.DataFrame:
    """Return the tax on dwellings; a municipality without it has no rate to give."""
    rows: list[dict[str, object]] = []
    for row in inputs.rows(FEES_AND_TAX_FILE):
        taxed = row["har_eiendomsskatt_bolig"] == "True"
        rate, amount = decimal(row["promille"]), number(row["eskatt_120m2_kr"])
        expect(
            holds=taxed == (rate is not None) and (taxed or amount is None),
            otherwise=f"{row['kommunenr']} has tax on dwellings: {taxed}, but the rate {rate} and the amount {amount}.",
        )
        status = None if taxed else "not_applicable"
        values = cell("rate_per_mille", rate, status) | cell("tax_120_m2_nok", amount, status)
        rows.append({"municipality_number": row["kommunenr"], "year": int(row["eskatt_aar"]), **values})
    return tidy(rows, dimensions={}, values={"rate_per_mille": pl.Float64, "tax_120_m2_nok": pl.Int32})


def municipal_dwellings(inputs: TableInputs) -> pl.DataFrame:
    """Return municipally disposed dwellings per 1000 inhabitants in the northern municipalities."""
    rows = [
        {"municipality_number": row["kommunenr"], "year": 2025}
        | cell(
            "municipal_dwellings_per_1000_inhabitants",
            number(row["komm_disp_boliger_per_1000_2025"]),
        )
        for row in inputs.rows("nn_tenure_11084_2015_2024_80.csv")
    ]
    return tidy(rows, dimensions={}, values={"municipal_dwellings_per_1000_inhabitants": pl.Int32})
