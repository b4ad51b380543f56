"""Re-shape moves: between pairs of municipalities, and by age."""

import re

import polars as pl

from snapshot.codes import norwegian_name
from snapshot.reading import TableInputs, expect
from snapshot.tidy import cell, number, tidy

FLOW_FILES = ("telemark/tilflytting_13864_2025.csv", "telemark/fraflytting_13864_2025.csv")
MUNICIPALITIES_FILE = "kommuner_centroid_bbox_2024.csv"
# The number Horten has today; the file has the one it had from 2020 to 2023.
HORTEN, HORTEN_2020 = "3901", "3801 Horten"


def migration_flows(inputs: TableInputs) -> pl.DataFrame:
    """Return moves to and from Telemark's municipalities; pairs within Telemark stand in both files and must agree."""
    numbers = _numbers(inputs)
    flows: dict[tuple[str, str, int], int] = {}
    for file in FLOW_FILES:
        for row in inputs.rows(file):
            pair = [_number(numbers, row[f"{way} kommune"], row[f"{way} fylke"]) for way in ("Fra", "Til")]
            key, persons = (pair[0], pair[1], int(row["År"])), int(row["Antall"])
            known = flows.setdefault(key, persons)
            expect(holds=known == persons, otherwise=f"The two files of moves disagree on {key}: {known}, {persons}.")
    rows = [
        {"municipality_number": left, "year": year, "to_municipality_number": reached, **cell("persons", persons)}
        for (left, reached, year), persons in flows.items()
    ]
    return tidy(rows, dimensions={"to_municipality_number": pl.String}, values={"persons": pl.Int32})


def _plain(name: str) -> str:
    """Return a name without the county that tells it from another of the same name."""
    return re.sub(r" \(.*\)$", "", name)


def _numbers(inputs: TableInputs) -> dict[tuple[str, str], str]:
    rows = inputs.rows(MUNICIPALITIES_FILE)
    return {(_plain(norwegian_name(row["kommunenr"], row["navn"])), row["fylke"]): row["kommunenr"] for row in rows}


def _number(numbers: dict[tuple[str, str], str], name: str, county: str) -> str:
    found = numbers.get((_plain(name), county), "")
    expect(holds=found != "", otherwise=f"No municipality {name} in {county}.")
    return found


def moves_by_age(inputs: TableInputs) -> pl.DataFrame:
    """Return Horten's moves to and from other municipalities by age; the net must be the difference."""
    rows: list[dict[str, object]] = []
    for row in inputs.rows("horten_moves_by_age_2016_2020.csv"):
        expect(holds=row["Region"] == HORTEN_2020, otherwise=f"Moves of {row['Region']}; expected {HORTEN_2020}.")
        moved_in, moved_out = number(row["Innflytting"]), number(row["Utflytting"])
        net = (moved_in or 0) - (moved_out or 0)
        expect(holds=net == int(row["Nettoflytting"]), otherwise=f"Net moves of {row['Alder']} in {row['År']}: {net}.")
        age = int(row["Alder"].removesuffix(" år"))
        place = {"municipality_number": HORTEN, "year": int(row["År"]), "age": age}
        rows.append({**place, **cell("moved_in", moved_in), **cell("moved_out", moved_out)})
    return tidy(rows, dimensions={"age": pl.Int16}, values={"moved_in": pl.Int32, "moved_out": pl.Int32})
