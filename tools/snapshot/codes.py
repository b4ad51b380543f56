"""Municipalities of the current division, and the history of their numbers.

Our input maps every number since 1940 to numbers of 2024, by year. From it we derive each number's period and its
direct successors. All changes in it take effect on 1 January; periods that begin in 1940 begin before the input does.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import polars as pl
import yaml

from snapshot.reading import DESCRIPTIONS, DIVISION_YEAR, MUNICIPALITY_COUNT, TableInputs, expect

BEGINNING_OF_INPUT = 1940
END_OF_INPUT = 2026
# The input dates the numbers of 2024 from 2023; they took effect on 1 January 2024.
CORRECTED_FIRST_YEAR = {2023: 2024}
HISTORIC_NAMES = DESCRIPTIONS.with_name("historic_names.yaml")
SPLIT_WEIGHTS = DESCRIPTIONS.with_name("split_weights.yaml")


@dataclass
class CodePeriod:
    number: str
    first_year: int
    last_year: int
    weights: dict[str, float] = field(default_factory=dict)


def read_periods(inputs: TableInputs) -> list[CodePeriod]:
    periods: dict[str, CodePeriod] = {}
    for row in inputs.rows("municipality_code_history_all.csv"):
        number, first_year, last_year = row["kommunenr_gammel"], int(row["fra_aar"]), int(row["til_aar"])
        first_year = CORRECTED_FIRST_YEAR.get(first_year, first_year)
        period = periods.setdefault(number, CodePeriod(number, first_year, last_year))
        expect(
            holds=(period.first_year, period.last_year) == (first_year, last_year),
            otherwise=f"Municipality number {number} has two periods in the history; expected one.",
        )
        period.weights[row["kommunenr_2024"]] = float(row["vekt"])
    for number, known in yaml.safe_load(SPLIT_WEIGHTS.read_text(encoding="utf-8")).items():
        if number in periods:
            periods[number].weights = _known_weights(known)
    for period in periods.values():
        total = sum(period.weights.values())
        expect(holds=abs(total - 1) < 1e-9, otherwise=f"Weights of {period.number} sum to {total}.")
    return sorted(periods.values(), key=lambda period: period.number)


def _known_weights(known: dict[str, Any]) -> dict[str, float]:
    if "whole" in known:
        return {known["whole"]: 1.0}
    total = sum(known["persons"].values())
    return {number: persons / total for number, persons in known["persons"].items()}


def successors_of(period: CodePeriod, periods: list[CodePeriod]) -> list[str]:
    """Return the numbers that hold the same ground the year after a number ended.

    Where numbers begin that year within what is today one municipality, they are the successors; otherwise a
    neighbour kept its number and took over. In a renumbering (Trøndelag 2018) as many numbers begin as end; the
    county kept the order of its municipalities, which pairs them.
    """
    found: set[str] = set()
    for current in period.weights:
        group = [other for other in periods if current in other.weights]
        starting = [other.number for other in group if other.first_year == period.last_year + 1]
        ending = [other.number for other in group if other.last_year == period.last_year]
        if len(starting) == len(ending):
            found.add(starting[ending.index(period.number)])
        elif starting:
            found.update(starting)
        else:
            found.update(o.number for o in group if o.first_year <= period.last_year < o.last_year)
    return sorted(found)


def _first_day(period: CodePeriod) -> dt.date | None:
    return None if period.first_year <= BEGINNING_OF_INPUT else dt.date(period.first_year, 1, 1)


def _last_day(period: CodePeriod) -> dt.date | None:
    return None if period.last_year >= END_OF_INPUT else dt.date(period.last_year, 12, 31)


def _names(inputs: TableInputs, periods: list[CodePeriod]) -> dict[str, str]:
    """Return names: today's, the documented historic ones, and today's for numbers that only changed as a number."""
    names = {row["kommunenr"]: norwegian_name(row["kommunenr"], row["navn"]) for row in _current_rows(inputs)}
    started = {period.number: period.first_year for period in periods}
    predecessors: dict[str, list[str]] = defaultdict(list)
    for period in periods:
        for successor in successors_of(period, periods) if _last_day(period) else []:
            if started[successor] == period.last_year + 1:
                predecessors[successor].append(period.number)
    # From the newest numbers backwards, so that a name is carried over each change of number.
    for successor, before in sorted(predecessors.items(), key=lambda item: -started[item[0]]):
        if len(before) == 1 and successor in names and sum(before[0] in other for other in predecessors.values()) == 1:
            names.setdefault(before[0], names[successor])
    return names | yaml.safe_load(HISTORIC_NAMES.read_text(encoding="utf-8"))


def _current_rows(inputs: TableInputs) -> list[dict[str, str]]:
    return inputs.rows("kommuner_centroid_bbox_2024.csv")


# Where the official name has several languages, the Norwegian form is not always the first.
NORWEGIAN_NAMES = {
    "1826": "Hattfjelldal",
    "1853": "Evenes",
    "1875": "Hamarøy",
    "5025": "Røros",
    "5041": "Snåsa",
    "5043": "Røyrvik",
    "5512": "Tjeldsund",
    "5518": "Lavangen",
    "5540": "Kåfjord",
    "5610": "Karasjok",
    "5612": "Kautokeino",
    "5628": "Tana",
    "5636": "Nesseby",
}


def norwegian_name(number: str, official_name: str) -> str:
    """Return the Norwegian name of a municipality whose official name may be in several languages."""
    return NORWEGIAN_NAMES.get(number, official_name.split(" - ", maxsplit=1)[0])


def build_codes(inputs: TableInputs) -> pl.DataFrame:
    periods = read_periods(inputs)
    names = _names(inputs, periods)
    nameless = [period.number for period in periods if period.number not in names]
    expect(holds=not nameless, otherwise=f"No name for {', '.join(nameless)}: add them to {HISTORIC_NAMES.name}.")
    rows = [
        {
            "municipality_number": period.number,
            "name": names[period.number],
            "valid_from": _first_day(period),
            "valid_to": _last_day(period),
            "successors": successors_of(period, periods) if _last_day(period) else [],
        }
        for period in periods
    ]
    schema = {"municipality_number": pl.String, "name": pl.String, "valid_from": pl.Date, "valid_to": pl.Date}
    return pl.DataFrame(rows, schema={**schema, "successors": pl.List(pl.String)})


def build_code_mapping(inputs: TableInputs) -> pl.DataFrame:
    rows = [
        {
            "municipality_number": period.number,
            "current_number": current,
            "current_division_year": DIVISION_YEAR,
            "population_weight": weight,
        }
        for period in read_periods(inputs)
        for current, weight in sorted(period.weights.items())
    ]
    schema = {"municipality_number": pl.String, "current_number": pl.String, "current_division_year": pl.Int16}
    return pl.DataFrame(rows, schema={**schema, "population_weight": pl.Float64})


def build_municipalities(inputs: TableInputs) -> pl.DataFrame:
    rows = [
        {
            "municipality_number": row["kommunenr"],
            "division_year": DIVISION_YEAR,
            "name": norwegian_name(row["kommunenr"], row["navn"]),
            "official_name": row["navn"],
            "latitude": float(row["lat"]),
            "longitude": float(row["lon"]),
            "area_km2": int(row["areal_km2_beregnet"]),
        }
        for row in _current_rows(inputs)
    ]
    expect(holds=len(rows) == MUNICIPALITY_COUNT, otherwise=f"{len(rows)} municipalities; expected 357.")
    schema = {"municipality_number": pl.String, "division_year": pl.Int16, "name": pl.String}
    schema |= {"official_name": pl.String, "latitude": pl.Float64, "longitude": pl.Float64, "area_km2": pl.Int32}
    return pl.DataFrame(rows, schema=schema).sort("municipality_number")
