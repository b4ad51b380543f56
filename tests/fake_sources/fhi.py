"""The FHI's open statistics as they answer, with the signs among the values and `bottom` for the newest.

Synthetic: the figures of `crowding_table`. Its dimensions and codes are those of table 794; the forms of the answers
follow the FHI's own guide and examples, but how it words a refusal is not published, so that wording is ours.
"""

import datetime as dt
import fnmatch
import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.fake_sources.server import FakeSource, Reply, Request, json_reply

SIGNS = {
    "..": "Manglende data",
    ".": "Lar seg ikke beregne",
    ":": "Anonymisert eller skjult av andre årsaker",
}


@dataclass
class FakeCategory:
    code: str
    label: str
    children: list["FakeCategory"] = field(default_factory=list)


@dataclass
class FakeDimension:
    code: str
    label: str
    categories: list[FakeCategory]

    @property
    def flat(self) -> list[FakeCategory]:
        return list(_flat(self.categories))


@dataclass
class FakeTable:
    """`cells` has a number or a sign by the codes of every dimension in turn; what is missing is null."""

    identifier: int
    title: str
    dimensions: list[FakeDimension]
    cells: dict[tuple[str, ...], float | str]
    published_at: str = "2026-03-20T09:00:00.7706326"
    modified_at: str = "2026-03-21T09:00:00"


class FakeFhi(FakeSource):
    base_path = "/api/open/v1"

    def __init__(self, tables: Iterable[FakeTable], source: str = "nokkel") -> None:
        self.source = source
        self.tables = {table.identifier: table for table in tables}

    def answer(self, request: Request) -> Reply:
        # The service is a .NET one: the case of its addresses does not matter.
        match request.path.lower().strip("/").split("/"):
            case ["common", "source"]:
                return json_reply([self._about()])
            case [source, "table"] if source == self.source:
                return json_reply(self._listed(request.parameter("modifiedAfter")))
            case [source, "table", identifier, *rest] if source == self.source and identifier.isdecimal():
                table = self.tables.get(int(identifier))
                return self._of_table(table, rest, request) if table else _refused(404, "Tabellen finnes ikke.")
        return Reply(404)

    def _of_table(self, table: FakeTable, rest: list[str], request: Request) -> Reply:
        if request.method == "POST" and rest == ["data"]:
            return _data(table, request.json())
        told = {
            (): lambda: _summary(table),
            ("dimension",): lambda: {"dimensions": [_described(dimension) for dimension in table.dimensions]},
            ("query",): lambda: _whole_query(table),
            ("flag",): _flags,
            ("metadata",): lambda: _metadata(table),
        }.get(tuple(rest))
        return json_reply(told()) if told and request.method == "GET" else Reply(405)

    def _about(self) -> dict[str, Any]:
        return {"id": self.source, "title": "Folkehelsestatistikk", "description": None, "aboutUrl": None}

    def _listed(self, modified_after: str) -> list[dict[str, Any]]:
        day = dt.date.fromisoformat(modified_after) if modified_after else dt.date.min
        return [
            _summary(table)
            for table in self.tables.values()
            if dt.datetime.fromisoformat(table.modified_at).date() >= day
        ]


def _flat(categories: Iterable[FakeCategory]) -> Iterator[FakeCategory]:
    for category in categories:
        yield category
        yield from _flat(category.children)


def _summary(table: FakeTable) -> dict[str, Any]:
    return {
        "tableId": table.identifier,
        "title": table.title,
        "publishedAt": table.published_at,
        "modifiedAt": table.modified_at,
    }


def _described(dimension: FakeDimension) -> dict[str, Any]:
    def described(category: FakeCategory) -> dict[str, Any]:
        children = [described(child) for child in category.children]
        return {"label": category.label, "value": category.code, "children": children}

    categories = [described(category) for category in dimension.categories]
    return {"code": dimension.code, "label": dimension.label, "categories": categories}


def _flags() -> list[dict[str, str]]:
    return [{"title": "", "text": "Verdien er vist"}, *({"title": sign, "text": text} for sign, text in SIGNS.items())]


def _metadata(table: FakeTable) -> dict[str, Any]:
    paragraphs = [{"header": "Beskrivelse", "content": "<p>Oppdiktet beskrivelse.</p>"}]
    return {"name": table.title, "isOfficialStatistics": False, "paragraphs": paragraphs}


def _whole_query(table: FakeTable) -> dict[str, Any]:
    dimensions = [
        {"code": dimension.code, "filter": "item", "values": [category.code for category in dimension.flat]}
        for dimension in table.dimensions
    ]
    return {"dimensions": dimensions, "response": {"format": "json-stat2", "maxRowCount": 50000}}


def _data(table: FakeTable, query: dict[str, Any]) -> Reply:
    asked = {entry["code"]: entry for entry in query["dimensions"]}
    missing = [dimension.code for dimension in table.dimensions if dimension.code not in asked]
    if missing:
        return _refused(400, f"Dimensjonen {missing[0]} mangler i spørringen.")
    chosen = [_chosen(dimension.flat, asked[dimension.code]) for dimension in table.dimensions]
    for dimension, categories in zip(table.dimensions, chosen, strict=True):
        if not categories:
            return _refused(400, f"Ingen kategorier for {dimension.code}.")
    rows = math.prod(map(len, chosen))
    most = query["response"].get("maxRowCount")
    if most is not None and rows > most:
        return _refused(400, f"Spørringen gir {rows} rader, flere enn maxRowCount {most}.")
    return json_reply(_cube(table, chosen))


def _chosen(categories: Sequence[FakeCategory], asked: dict[str, Any]) -> list[FakeCategory]:
    values = asked["values"]
    match asked["filter"]:
        case "item":
            return [category for category in categories if category.code in values]
        case "all":
            return [c for c in categories if any(fnmatch.fnmatchcase(c.code, pattern) for pattern in values)]
        case "top":
            return list(categories[: int(values[0])])
        case "bottom":
            return list(categories[-int(values[0]) :])
    return []


def _cube(table: FakeTable, chosen: list[list[FakeCategory]]) -> dict[str, Any]:
    codes = [[category.code for category in categories] for categories in chosen]
    dimension: dict[str, Any] = {
        kept.code: {
            "label": kept.label,
            "category": {
                "index": [category.code for category in categories],
                "label": {category.code: category.label for category in categories},
            },
        }
        for kept, categories in zip(table.dimensions, chosen, strict=True)
    }
    measures = dimension["MEASURE_TYPE"]["category"]
    measures["unit"] = {
        code: {"decimals": 1, "label": label, "symbol": None, "position": None}
        for code, label in measures["label"].items()
    }
    return {
        "class": "dataset",
        "version": "2.0",
        "href": None,
        "label": table.title,
        "updated": table.published_at + "+00:00",
        "source": None,
        "id": [kept.code for kept in table.dimensions],
        "size": [len(categories) for categories in chosen],
        "role": {"time": None, "geo": None, "metric": ["MEASURE_TYPE"]},
        "dimension": dimension,
        "extension": {"flags": {"index": list(SIGNS), "label": SIGNS}},
        "value": [table.cells.get(cell) for cell in itertools.product(*codes)],
        "status": "",
    }


def _refused(status: int, detail: str) -> Reply:
    title = {400: "Bad Request", 404: "Not Found"}[status]
    return json_reply({"type": "about:blank", "title": title, "status": status, "detail": detail}, status)


def crowding_table() -> FakeTable:
    """Table 794 with a few municipalities; every figure is invented."""
    geography = [
        FakeCategory(
            "0",
            "Hele landet",
            [
                FakeCategory("34", "Innlandet", [FakeCategory("3403", "Hamar"), FakeCategory("3450", "Etnedal")]),
                FakeCategory("18", "Nordland", [FakeCategory("1840", "Saltdal")]),
            ],
        )
    ]
    years = [FakeCategory(f"{year}_{year}", str(year)) for year in range(2015, 2025)]
    dimensions = [
        FakeDimension("GEO", "Geografi", geography),
        FakeDimension("AAR", "År", years),
        FakeDimension("ALDER", "Alder", [FakeCategory("0_17", "0-17 år"), FakeCategory("0_120", "alle aldre")]),
        FakeDimension("UTDANN", "Utdanning", [FakeCategory("0", "utdanningsnivå samlet")]),
        FakeDimension("BODD", "Trangboddhet", [FakeCategory("trangt", "trangbodd")]),
        FakeDimension("MEASURE_TYPE", "Måltall", [FakeCategory("RATE", "andel (prosent)")]),
    ]
    cells: dict[tuple[str, ...], float | str] = {}
    for place, category in enumerate(dimensions[0].flat):
        for year in range(2015, 2025):
            share_pct = round(5 + place + (year - 2015) / 10, 1)
            cells[category.code, f"{year}_{year}", "0_120", "0", "trangt", "RATE"] = share_pct
    cells["3450", "2024_2024", "0_120", "0", "trangt", "RATE"] = ":"
    cells["1840", "2024_2024", "0_120", "0", "trangt", "RATE"] = ".."
    return FakeTable(794, "Trangbodd_UTDANN", dimensions, cells)
