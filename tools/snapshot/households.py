"""Re-shape households: their tenure, their type and their income."""

import polars as pl

from snapshot.reading import TableInputs, expect
from snapshot.tidy import cell, decimal, first_of_january, number, tidy

TENURE_SHARES = {"selveier_pst": "owner", "andelseier_pst": "cooperative_owner", "leier_pst": "tenant"}
INCOME_YEAR_OF_ALL = 2024
INCOME_HOUSEHOLD_TYPES = {
    "alle": "all",
    "aleneboende": "alone",
    "par_uten_barn": "couple_without_children",
    "par_med_barn": "couple_with_children",
    "enslig_forelder": "single_parent",
}
TENURE_FILE, TENURE_SHARES_FILE = "nn_tenure_11084_2015_2024_80.csv", "tenure_11084_2024_all.csv"
TENURES_2024 = {
    "hush_2024": "all",
    "selveier_2024": "owner",
    "andels_2024": "cooperative_owner",
    "leier_2024": "tenant",
}
TENURES_2015 = {"hush_i_alt_2015": "all", "leier_2015": "tenant"}
HOUSEHOLD_TYPES = {
    "Aleneboende": "alone",
    "Par uten hjemmeboende barn": "couple_without_children",
    "Par med barn under 18 år": "couple_with_children",
    "Aleneforsørger med barn under 18 år": "single_parent",
    "Par eller aleneforsørger med voksne barn (18+)": "with_adult_children",
    "Flerfamiliehusholdninger": "several_families",
}
# Zero in every year of every municipality: the column is empty, not a count.
EMPTY_HOUSEHOLD_TYPE = "Andre husholdninger"
TELEMARK = "40"


def tenure_shares(inputs: TableInputs) -> pl.DataFrame:
    """Return the shares of households by tenure; blank cells stay missing."""
    rows: list[dict[str, object]] = []
    for row in inputs.rows(TENURE_SHARES_FILE):
        place = {"municipality_number": row["kommunenr"], "year": int(row["aar"])}
        for column, tenure in TENURE_SHARES.items():
            rows.append({**place, "tenure": tenure, **cell("share_pct", decimal(row[column]))})
    return tidy(rows, dimensions={"tenure": pl.String}, values={"share_pct": pl.Float64})


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
            "municipality_number": place,
            "year": year,
            "household_type": kind,
            **cell("households", households.get((place, year, kind))),
            **cell("median_income_after_tax_nok", medians.get((place, year, kind))),
        }
        for place, year, kind in keys
    ]
    values = {"households": pl.Int32, "median_income_after_tax_nok": pl.Int32}
    return tidy(rows, dimensions={"household_type": pl.String}, values=values)


def households_by_tenure(inputs: TableInputs) -> pl.DataFrame:
    """Return the northern municipalities' households by tenure: all four in 2024, the total and tenants in 2015.

    The counts of 2024 must give the shares of the file of all municipalities.
    """
    shares = {row["kommunenr"]: row for row in inputs.rows(TENURE_SHARES_FILE)}
    rows: list[dict[str, object]] = []
    for row in inputs.rows(TENURE_FILE):
        counts = {tenure: number(row[column]) for column, tenure in TENURES_2024.items()}
        _expect_tenures(row, counts, shares[row["kommunenr"]])
        years = {2024: counts, 2015: {tenure: int(row[column]) for column, tenure in TENURES_2015.items()}}
        for year, tenures in years.items():
            for tenure, count in tenures.items():
                place = {"municipality_number": row["kommunenr"], "year": year, "tenure": tenure}
                rows.append({**place, **cell("households", count)})
    return tidy(rows, dimensions={"tenure": pl.String}, values={"households": pl.Int32})


def _expect_tenures(row: dict[str, str], counts: dict[str, int | None], shares: dict[str, str]) -> None:
    place, total = row["kommunenr"], counts["all"] or 0
    again = (row["hush_i_alt_2024_b"], row["leier_2024_b"]) == (row["hush_2024"], row["leier_2024"])
    expect(holds=again, otherwise=f"Households of {place} in 2024 are written twice and differ.")
    parts = sum(count or 0 for tenure, count in counts.items() if tenure != "all")
    expect(holds=parts == total, otherwise=f"Households of {place} by tenure sum to {parts}; expected {total}.")
    for column, tenure in TENURE_SHARES.items():
        share, count = decimal(shares[column]), counts[tenure]
        right = share is None if count is None else share is not None and abs(share - 100 * count / total) < 0.0501
        expect(holds=right, otherwise=f"{tenure} in {place}: {count} of {total} households is not {share} per cent.")


def national_tenure(inputs: TableInputs) -> pl.DataFrame:
    """Return all households and tenants in Norway in 2015 and 2024."""
    found = inputs.json("nn_national_and_county_series.json")["leie_riket"]
    rows = [
        {"region_code": "0", "year": year, "tenure": tenure, **cell("households", found[f"{letter}{year % 100}"])}
        for year in (2015, 2024)
        for letter, tenure in {"a": "all", "l": "tenant"}.items()
    ]
    values = {"households": pl.Int32}
    return tidy(rows, dimensions={"tenure": pl.String}, values=values, region="region_code")


def households(inputs: TableInputs) -> pl.DataFrame:
    """Return Telemark's households by type; `all` is the sum of the types, and the county is its municipalities."""
    counts: dict[tuple[str, int, str], int] = {}
    for row in inputs.rows("telemark/husholdninger_etter_boligtype.csv"):
        place, year, count = row["Kommunenummer"], first_of_january(row["År"]), int(row["Antall"])
        if row["Husholdningstype"] == EMPTY_HOUSEHOLD_TYPE:
            expect(holds=count == 0, otherwise=f"{EMPTY_HOUSEHOLD_TYPE} in {row['Kommune']} is {count}; was empty.")
            continue
        kind = HOUSEHOLD_TYPES[row["Husholdningstype"]]
        counts[place, year, kind] = count
        counts[place, year, "all"] = counts.get((place, year, "all"), 0) + count
    for (place, year, kind), total in counts.items():
        if place == TELEMARK:
            parts = sum(n for (other, *rest), n in counts.items() if rest == [year, kind] and other != TELEMARK)
            expect(holds=parts == total, otherwise=f"{kind} in Telemark in {year}: {parts}; expected {total}.")
    rows = [
        {"municipality_number": place, "year": year, "household_type": kind, **cell("households", count)}
        for (place, year, kind), count in counts.items()
        if place != TELEMARK
    ]
    return tidy(rows, dimensions={"household_type": pl.String}, values={"households": pl.Int32})
