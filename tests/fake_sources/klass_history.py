"""KLASS filled from the history of municipalities that Husrom ships, as the register would tell it.

Synthetic: the versions' numbers, the adjustment of a border in 2026, and the classes of centrality and KOSTRA. The
register's other areas (Svalbard, unknown) and its way of writing names are as in the real one.
"""

import datetime as dt
from collections.abc import Mapping

import polars as pl

from tests.fake_sources.klass import ONE_DAY, FakeClassification, FakeCorrespondence, FakeKlass, FakeVersion

FIRST_VERSION = dt.date(1940, 1, 1)
BORDER_ADJUSTED = dt.date(2026, 1, 1)
ADJUSTED_BORDERS = ("3232", "3230")
OTHER_AREAS = {"2111": "Spitsbergen", "9999": "Uoppgitt"}
WITH_COUNTY = {"3114": "Våler (Østfold)", "3419": "Våler (Innlandet)"}
# Before 2020 the register wrote no dash between languages.
BEFORE_2020 = {"1939": "Omasvuotna Storfjord Omasvuono", "1736": "Snåase Snåsa", "2021": "Kárášjohka Karasjok"}
CENTRALITY_CLASSES = {str(place): f"Sentralitet {place}" for place in range(1, 7)}
KOSTRA_CODES = {f"EKG{place:02}": f"KOSTRA-gruppe {place}" for place in range(1, 18)} | {"EAK": "Landet"}


def municipality_classification(codes: pl.DataFrame, municipalities: pl.DataFrame) -> FakeClassification:
    """Classification 131 with a version for every day on which a number began or ended."""
    rows = codes.to_dicts()
    names = {row["municipality_number"]: row["name"] for row in rows}
    names |= dict(municipalities.select("municipality_number", "official_name").rows()) | WITH_COUNTY | BEFORE_2020
    starts = {row["valid_from"] or FIRST_VERSION for row in rows}
    ends = {row["valid_to"] + ONE_DAY for row in rows if row["valid_to"]}
    days = sorted({FIRST_VERSION, BORDER_ADJUSTED} | starts | ends)
    versions = [
        FakeVersion(place, f"Kommuneinndeling {day.year}", day, _in_use(rows, names, day) | OTHER_AREAS)
        for place, day in enumerate(days, start=1)
    ]
    changes = {day: _changes(rows, day) for day in days[1:]}
    changes[BORDER_ADJUSTED].extend((number, number) for number in ADJUSTED_BORDERS)
    return FakeClassification("Standard for kommuneinndeling", versions, changes)


def klass_from_history(
    codes: pl.DataFrame, municipalities: pl.DataFrame, *, classes: Mapping[str, tuple[str, str]] | None = None
) -> FakeKlass:
    """KLASS with municipalities, centrality and KOSTRA groups; `classes` has both by number, from 2024 on."""
    given = classes or {}
    begin = dt.date(2024, 1, 1)
    centrality: list[tuple[str | None, str | None]] = [(number, central) for number, (central, _group) in given.items()]
    groups: list[tuple[str | None, str | None]] = [(group, number) for number, (_central, group) in given.items()]
    everywhere: list[tuple[str | None, str | None]] = [("EAK", number) for number in given]
    return FakeKlass(
        {
            131: municipality_classification(codes, municipalities),
            128: FakeClassification("Sentralitet", [FakeVersion(901, "Sentralitet 2024", begin, CENTRALITY_CLASSES)]),
            112: FakeClassification("KOSTRA", [FakeVersion(1450, "KOSTRA-grupper 2020", begin, KOSTRA_CODES)]),
        },
        [
            FakeCorrespondence(2839, 131, 128, begin, None, centrality),
            FakeCorrespondence(2840, 112, 131, begin, None, groups + everywhere),
        ],
    )


def _in_use(rows: list[dict[str, object]], names: dict[str, str], day: dt.date) -> dict[str, str]:
    return {
        number: names[number]
        for row in rows
        if (row["valid_from"] or FIRST_VERSION) <= day <= (row["valid_to"] or dt.date.max)  # type: ignore[operator]
        for number in [str(row["municipality_number"])]
    }


def _changes(rows: list[dict[str, object]], day: dt.date) -> list[tuple[str | None, str | None]]:
    lines: list[tuple[str | None, str | None]] = []
    followed: set[str] = set()
    for row in rows:
        if row["valid_to"] == day - ONE_DAY:
            for successor in row["successors"]:  # type: ignore[attr-defined]
                lines.append((str(row["municipality_number"]), successor))
                followed.add(successor)
    began = {str(row["municipality_number"]) for row in rows if row["valid_from"] == day}
    # A neighbour that kept its number and took over is told of too, and so is a number from nowhere.
    lines.extend((number, number) for number in sorted(followed - began))
    lines.extend((None, number) for number in sorted(began - followed))
    return lines
