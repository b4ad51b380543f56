"""Re-shape the stock of dwellings: by type, as shares and as numbers."""

from collections import defaultdict

import polars as pl

from snapshot.reading import TableInputs, expect
from snapshot.tidy import cell, first_of_january, tidy

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
TELEMARK_TYPES = {
    "Enebolig": "detached",
    "Tomannsbolig": "semi_detached",
    "Rekkehus, kjedehus og andre småhus": "row_house",
    "Boligblokk": "apartment_block",
    "Bygning for bofellesskap": "shared_housing",
    "Andre bygningstyper": "other",
}
RESIDENTS_TYPES = {
    "Boliger i alt": "all",
    "Enebolig": "detached",
    "Rekkehus, tomannsbolig og småhus": "small_house",
    "Leilighet": "apartment",
    "Annen boligbygning": "other",
}
ALL_AGES = (0, None)
RESIDENTS_AGES = {
    "Alle aldre": ALL_AGES,
    "0-19 år": (0, 19),
    "20-39 år": (20, 39),
    "40-66 år": (40, 66),
    "67-79 år": (67, 79),
    "80+": (80, None),
}
SHARES_FILE = "dwelling_type_shares_06265_2024_all.csv"
COUNTRY, TELEMARK = "00", "40"


def dwelling_type_shares(inputs: TableInputs) -> pl.DataFrame:
    """Return the shares of the types of building, which must sum to 100 in each municipality."""
    rows: list[dict[str, object]] = []
    for row in inputs.rows(SHARES_FILE):
        shares = {kind: float(row[column]) for column, kind in SHARES.items()}
        total = sum(shares.values())
        expect(
            holds=abs(total - 100) < 0.1,
            otherwise=f"Dwelling type shares of {row['kommunenr']} sum to {total}; expected 100.",
        )
        place = {"municipality_number": row["kommunenr"], "year": int(row["aar"])}
        rows.extend({**place, "building_type": kind, **cell("share_pct", share)} for kind, share in shares.items())
    return tidy(rows, dimensions=BUILDING_TYPE, values={"share_pct": pl.Float64})


def dwellings(inputs: TableInputs) -> pl.DataFrame:
    """Merge the northern municipalities with those of Telemark; `all` is the sum of the types.

    Where Telemark's file and the shares of all municipalities overlap (2024) they must agree.
    """
    counts: dict[tuple[str, int], dict[str, int]] = {}
    for row in inputs.rows("nn_dwellings_by_type_06265_2026_80.csv"):
        types = {kind: int(row[column]) for column, kind in COUNTS.items()}
        counts[row["kommunenr"], int(row["aar"])] = types
        parts = sum(types.values()) - types["all"]
        expect(holds=parts == types["all"], otherwise=f"Dwellings of {row['kommunenr']} sum to {parts} by type.")
    telemark = _telemark_counts(inputs)
    _expect_county_is_its_municipalities(telemark)
    counts |= {place: types for place, types in telemark.items() if len(place[0]) == 4}
    _expect_known_shares(counts, inputs)
    return _counts_table(counts, region="municipality_number")


def national_dwellings(inputs: TableInputs) -> pl.DataFrame:
    """Return the dwellings of Norway, which stand as a row in Telemark's file."""
    counts = {("0", year): types for (code, year), types in _telemark_counts(inputs).items() if code == COUNTRY}
    return _counts_table(counts, region="region_code")


def _counts_table(counts: dict[tuple[str, int], dict[str, int]], *, region: str) -> pl.DataFrame:
    rows = [
        {region: code, "year": year, "building_type": kind, **cell("dwellings", count)}
        for (code, year), types in counts.items()
        for kind, count in types.items()
    ]
    return tidy(rows, dimensions=BUILDING_TYPE, values={"dwellings": pl.Int32}, region=region)


def _telemark_counts(inputs: TableInputs) -> dict[tuple[str, int], dict[str, int]]:
    counts: dict[tuple[str, int], dict[str, int]] = defaultdict(lambda: {"all": 0})
    for row in inputs.rows("telemark/boliger_etter_boligtype.csv"):
        types = counts[row["Kommunenummer"], first_of_january(row["År"])]
        kind, count = TELEMARK_TYPES[row["Bygningstype"]], int(row["Antall"])
        expect(holds=kind not in types, otherwise=f"Dwellings of {row['Kommune']} have {kind} twice in {row['År']}.")
        types[kind] = count
        types["all"] += count
    return dict(counts)


def _expect_county_is_its_municipalities(counts: dict[tuple[str, int], dict[str, int]]) -> None:
    for (code, year), types in counts.items():
        if code == TELEMARK:
            parts = sum(other["all"] for place, other in counts.items() if len(place[0]) == 4 and place[1] == year)
            expect(holds=parts == types["all"], otherwise=f"Dwellings of Telemark's municipalities in {year}: {parts}.")


def _expect_known_shares(counts: dict[tuple[str, int], dict[str, int]], inputs: TableInputs) -> None:
    for row in inputs.rows(SHARES_FILE):
        types = counts.get((row["kommunenr"], int(row["aar"])), {})
        for column, kind in SHARES.items() if types else ():
            share = 100 * types[kind] / types["all"]
            expect(
                holds=abs(share - float(row[column])) < 0.001,
                otherwise=f"{row['kommunenr']} has {share} per cent {kind}; the file of shares has {row[column]}.",
            )


def residents_by_building_type(inputs: TableInputs) -> pl.DataFrame:
    """Return persons by age and the type of building they live in; the ages and the types must sum to their totals."""
    persons: dict[tuple[str, int, str, tuple[int, int | None]], int] = {}
    for row in inputs.rows("telemark/antall_boliger_etter_type_og_bosattes_alder.csv"):
        kind, ages = RESIDENTS_TYPES[row["Bygningstype"]], RESIDENTS_AGES[row["Alder"]]
        persons[row["Kommunenummer"], first_of_january(row["År"]), kind, ages] = int(float(row["Antall"]))
    for (place, year, kind, ages), total in persons.items():
        by_age = sum(persons[place, year, kind, group] for group in RESIDENTS_AGES.values() if group != ALL_AGES)
        by_type = sum(persons[place, year, part, ages] for part in RESIDENTS_TYPES.values() if part != "all")
        right = (ages != ALL_AGES or by_age == total) and (kind != "all" or by_type == total)
        expect(holds=right, otherwise=f"Residents of {place} by age or type do not sum to {total}.")
    rows = [
        {"municipality_number": place, "year": year, "building_type": kind, "age_from": first, "age_to": last}
        | cell("persons", count)
        for (place, year, kind, (first, last)), count in persons.items()
    ]
    dimensions = {**BUILDING_TYPE, "age_from": pl.Int16, "age_to": pl.Int16}
    return tidy(rows, dimensions=dimensions, values={"persons": pl.Int32})
