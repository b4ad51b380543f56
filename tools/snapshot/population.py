"""Re-shape population: by age, by age and sex, as totals and as projected."""

import polars as pl

from snapshot.reading import TableInputs, expect
from snapshot.tidy import cell, expect_municipalities, tidy

LAST_OBSERVED_IN_PROJECTION_FILE = 2024
POPULATION_OF_NORWAY_2026 = 5_627_400
OPEN_AGE_GROUP_FROM = 90
AGE_GROUPS = {"age_from": pl.Int16, "age_to": pl.Int16}
PERSONS = {"persons": pl.Int32}


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
    """Return five-year ages; municipalities without figures in a year are there with status `missing`."""
    source = inputs.rows("population_5yr_age_2005_2026_all.csv")
    groups = {name: _age_group(name) for name in source[0] if name not in {"kommunenr", "navn", "aar"}}
    divided = _years_divided(inputs)
    known = {(row["kommunenr"], int(row["aar"])): row for row in source}
    numbers, years = {number for number, _ in known}, {year for _, year in known}
    rows: list[dict[str, object]] = []
    for key in ((number, year) for number in numbers for year in years):
        status = "estimated" if key in divided else None
        for column, (first, last) in groups.items():
            persons = cell("persons", int(known[key][column]), status) if key in known else cell("persons", None)
            rows.append({"municipality_number": key[0], "year": key[1], "age_from": first, "age_to": last, **persons})
    table = tidy(rows, dimensions=AGE_GROUPS, values=PERSONS)
    expect_municipalities(table, "population_by_age")
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
            persons = cell("persons", int(row[str(year)]))
            rows.append({"municipality_number": row["kommunenr"], "year": year, "basis": basis, **persons})
    table = tidy(rows, dimensions={"basis": pl.String}, values=PERSONS)
    expect_municipalities(table, "population_totals")
    return table
