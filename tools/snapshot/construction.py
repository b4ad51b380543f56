"""Re-shape construction: dwellings started, completed and demolished.

The northern quarterly file has merged municipalities added up to the borders of 2024. Tysfjord, which was divided in
2020, is left out of both its heirs, so their figures before 2020 are only a part.
"""

from collections import Counter

import polars as pl

from snapshot.reading import TableInputs, expect
from snapshot.tidy import cell, first_of_january, number, quarter, tidy

QUARTERLY_FILE = "nn_starts_completions_demolitions_quarterly_80.csv"
HEIRS_OF_TYSFJORD = ("1806", "1875")
TYSFJORD_DIVIDED = 2020
STARTED_AND_COMPLETED = {"started_dwellings": pl.Int32, "completed_dwellings": pl.Int32}
TYPES = {
    "Enebolig": "detached",
    "Tomannsbolig": "semi_detached",
    "Rekkehus, kjedehus, andre småhus": "row_house",
    "Store boligbygg": "apartment_block",
    "Bygning for bofellesskap": "shared_housing",
    "Andre bygg enn boligbygg": "other",
}


def _only_a_part(place: str, year: object) -> str | None:
    return "estimated" if place in HEIRS_OF_TYSFJORD and isinstance(year, int) and year < TYSFJORD_DIVIDED else None


def construction_by_quarter(inputs: TableInputs) -> pl.DataFrame:
    """Return the northern municipalities' started and completed dwellings by quarter."""
    rows: list[dict[str, object]] = []
    for row in inputs.rows(QUARTERLY_FILE):
        period = quarter(row["kvartal"])
        status = _only_a_part(row["kommunenr"], period["year"])
        started = cell("started_dwellings", int(row["igangsatte_05889"]), status)
        completed = cell("completed_dwellings", int(row["fullforte_05889"]), status)
        rows.append({"municipality_number": row["kommunenr"], **period, **started, **completed})
    return tidy(rows, dimensions={}, values=STARTED_AND_COMPLETED, quarterly=True)


def demolitions_by_quarter(inputs: TableInputs) -> pl.DataFrame:
    """Return the northern municipalities' demolished dwellings by quarter; the table begins in 2009."""
    rows: list[dict[str, object]] = []
    for row in inputs.rows(QUARTERLY_FILE):
        period, demolished = quarter(row["kvartal"]), number(row["avgang_10784"])
        if demolished is not None:
            value = cell("demolished_dwellings", demolished, _only_a_part(row["kommunenr"], period["year"]))
            rows.append({"municipality_number": row["kommunenr"], **period, **value})
    return tidy(rows, dimensions={}, values={"demolished_dwellings": pl.Int32}, quarterly=True)


def national_construction_by_quarter(inputs: TableInputs) -> pl.DataFrame:
    """Return Norway's started and completed dwellings by quarter."""
    found = inputs.json("nn_national_and_county_series.json")
    series = zip(found["bolig_quarters"], found["bolig_riket"]["ig"], found["bolig_riket"]["fu"], strict=True)
    rows = [
        {"region_code": "0", **quarter(label)}
        | cell("started_dwellings", started)
        | cell("completed_dwellings", completed)
        for label, started, completed in series
    ]
    return tidy(rows, dimensions={}, values=STARTED_AND_COMPLETED, region="region_code", quarterly=True)


def construction(inputs: TableInputs) -> pl.DataFrame:
    """Return Telemark's started and completed dwellings by year and type; `all` is the sum of the types."""
    started = _telemark(inputs, "telemark/igangsettelser_etter_boligtype.csv")
    completed = _telemark(inputs, "telemark/fullforte_boliger_etter_boligtype.csv")
    expect(holds=started.keys() == completed.keys(), otherwise="Telemark's two files of construction differ in rows.")
    rows = [
        {"municipality_number": place, "year": year, "building_type": kind}
        | cell("started_dwellings", started[place, year, kind])
        | cell("completed_dwellings", completed[place, year, kind])
        for place, year, kind in started
    ]
    return tidy(rows, dimensions={"building_type": pl.String}, values=STARTED_AND_COMPLETED)


def _telemark(inputs: TableInputs, file: str) -> Counter[tuple[str, int, str]]:
    """Return dwellings by municipality, year and type: the file's detailed types added up."""
    counts: Counter[tuple[str, int, str]] = Counter()
    for row in inputs.rows(file):
        for kind in (TYPES[row["Bygningstype_6_gr"]], "all"):
            counts[row["Kommunenummer"], first_of_january(row["År"]), kind] += int(row["Antall"])
    return counts
