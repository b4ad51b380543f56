"""Re-shape population: by age, by age and sex, as totals and as projected."""

from collections import Counter

import polars as pl

from snapshot.reading import TableInputs, expect
from snapshot.tidy import cell, tidy

LAST_OBSERVED_IN_PROJECTION_FILE = 2024
POPULATION_OF_NORWAY_2026 = 5_627_400
OPEN_AGE_GROUP_FROM = 90
AGE_GROUPS = {"age_from": pl.Int16, "age_to": pl.Int16}
PERSONS = {"persons": pl.Int32}


PROJECTION_FIRST_YEAR = 2026
PROJECTED_GROUPS = {"mmmm_0_19": (0, 19), "mmmm_20_64": (20, 64), "mmmm_65_pluss": (65, None)}
ALTERNATIVES = {"MMMM": "main", "LLML": "low", "HHMH": "high"}
FIVE_YEAR_FILE = "population_5yr_age_2005_2026_all.csv"
Place = tuple[str, int]


def _age_group(column: str) -> tuple[int, int | None]:
    """Return first and last age of a column name such as `a5_9`; the oldest group is open (`a90_pluss`)."""
    first, last = column.removeprefix("a").split("_")
    return int(first), None if last == "pluss" else int(last)


def _five_year_groups(inputs: TableInputs) -> dict[Place, dict[int, int]]:
    """Return persons by (municipality, year) and first age of the five-year group."""
    return {
        (row["kommunenr"], int(row["aar"])): {
            _age_group(name)[0]: int(row[name]) for name in row if name not in {"kommunenr", "navn", "aar"}
        }
        for row in inputs.rows(FIVE_YEAR_FILE)
    }


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
    source = inputs.rows(FIVE_YEAR_FILE)
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
    """Return observed totals for 2000-2024 and the main alternative of the 2024 projection after that.

    The last observed year must be the same in the file of totals, in a second copy and in the file of ages.
    """
    ages = {
        number: sum(groups.values()) for (number, year), groups in _five_year_groups(inputs).items() if year == 2024
    }
    copies = {row["kommunenr"]: int(row["folkemengde_2024"]) for row in inputs.rows("population_2024_all.csv")}
    rows: list[dict[str, object]] = []
    for row in inputs.rows("population_2000_2050_proj14288_all.csv"):
        three = {int(row["2024"]), copies.get(row["kommunenr"]), ages.get(row["kommunenr"])}
        expect(
            holds=len(three) == 1,
            otherwise=f"Three files differ on the population of {row['kommunenr']} in 2024: {three}.",
        )
        for year in (int(name) for name in row if name.isdigit()):
            basis = "observed" if year <= LAST_OBSERVED_IN_PROJECTION_FILE else "projected"
            persons = cell("persons", int(row[str(year)]))
            rows.append({"municipality_number": row["kommunenr"], "year": year, "basis": basis, **persons})
    return tidy(rows, dimensions={"basis": pl.String}, values=PERSONS)


def population_by_age_and_sex(inputs: TableInputs) -> pl.DataFrame:
    """Return single years of age: the members by sex, the northern municipalities (2026) for both sexes together.

    The members' ages must sum to the five-year groups, and the three municipalities in both files must agree.
    """
    rows: list[dict[str, object]] = []
    sums: Counter[tuple[str, int, int]] = Counter()
    for row in inputs.rows("population_1yr_age_sex_2005_2026_17.csv"):
        place, year, age = row["kommunenr"], int(row["aar"]), int(row["alder"])
        expect(holds=row["imputert"] == "False", otherwise=f"Population of {place} in {year} is imputed.")
        leading = {"municipality_number": place, "year": year, "age": age}
        for column, sex in {"kvinner": "female", "menn": "male"}.items():
            rows.append({**leading, "sex": sex, **cell("persons", int(row[column]))})
            sums[place, year, age] += int(row[column])
    northern = {
        (row["kommunenr"], int(row["aar"]), int(row["alder"])): int(row["personer"])
        for row in inputs.rows("nn_population_1yr_age_2026_80.csv")
    }
    differing = [key for key in sums.keys() & northern.keys() if sums[key] != northern[key]]
    expect(holds=not differing, otherwise=f"The two files of single years of age disagree on {sorted(differing)[:1]}.")
    _expect_five_year_sums(sums | northern, _five_year_groups(inputs))
    for (place, year, age), persons in northern.items():
        leading = {"municipality_number": place, "year": year, "age": age}
        rows.append({**leading, "sex": "all", **cell("persons", persons)})
    return tidy(rows, dimensions={"sex": pl.String, "age": pl.Int16}, values=PERSONS)


def _expect_five_year_sums(ages: Counter[tuple[str, int, int]], groups: dict[Place, dict[int, int]]) -> None:
    sums: Counter[tuple[str, int, int]] = Counter()
    for (place, year, age), persons in ages.items():
        sums[place, year, min(age // 5 * 5, OPEN_AGE_GROUP_FROM)] += persons
    wrong = [key for key, persons in sums.items() if groups[key[0], key[1]][key[2]] != persons]
    expect(holds=not wrong, otherwise=f"Single years of age do not sum to the five-year group {sorted(wrong)[:1]}.")


def national_population_by_age(inputs: TableInputs) -> pl.DataFrame:
    """Return the population of Norway by single year of age."""
    rows = [
        {"region_code": "0", "year": int(row["aar"]), "age": int(row["alder"]), **cell("persons", int(row["personer"]))}
        for row in inputs.rows("population_1yr_age_norway_2000_2026.csv")
    ]
    table = tidy(rows, dimensions={"age": pl.Int16}, values=PERSONS, region="region_code")
    total = table.filter(pl.col("year") == 2026)["persons"].sum()
    expect(
        holds=total == POPULATION_OF_NORWAY_2026,
        otherwise=f"Population of Norway in 2026 sums to {total}; expected {POPULATION_OF_NORWAY_2026}.",
    )
    return table


def projection(inputs: TableInputs) -> pl.DataFrame:
    """Return three alternatives of the 2026 projection; the main one also in three age groups.

    Its ages must sum to its total, and its first year must be the population observed that year.
    """
    observed = {place: sum(groups.values()) for place, groups in _five_year_groups(inputs).items()}
    rows: list[dict[str, object]] = []
    for row in inputs.rows("nn_projection_14746_2026_2050_80.csv"):
        place, year, total = row["kommunenr"], int(row["aar"]), int(row["MMMM"])
        groups = {ages: int(row[column]) for column, ages in PROJECTED_GROUPS.items()}
        expect(holds=sum(groups.values()) == total, otherwise=f"Projected ages of {place} in {year} miss the total.")
        expect(
            holds=year != PROJECTION_FIRST_YEAR or observed[place, year] == total,
            otherwise=f"The projection of {place} does not begin with its population in {year}.",
        )
        cells = {(name, (0, None)): int(row[column]) for column, name in ALTERNATIVES.items()}
        cells |= {("main", ages): persons for ages, persons in groups.items()}
        for (alternative, (first, last)), persons in cells.items():
            leading = {"municipality_number": place, "year": year, "alternative": alternative}
            rows.append({**leading, "age_from": first, "age_to": last, **cell("persons", persons)})
    return tidy(rows, dimensions={"alternative": pl.String, **AGE_GROUPS}, values=PERSONS)
