"""KLASS as it answers: XML unless JSON is asked for, ranges whose end does not count, 404 where a table is missing.

The forms of the answers follow KLASS's published source and guide; what a test fills it with is the test's own.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

from tests.fake_sources.server import FakeSource, Reply, Request, json_reply

ONE_DAY = dt.timedelta(days=1)
Entry = dict[str, Any]
# Of each kind of answer: its list in JSON, the root and the elements in XML.
LISTS = {
    "codes": ("codes", "codeList", "codeItem"),
    "codesAt": ("codes", "codeList", "codeItem"),
    "changes": ("codeChanges", "codeChangeList", "codeChangeItem"),
    "corresponds": ("correspondenceItems", "correspondenceItemList", "correspondenceItem"),
    "correspondsAt": ("correspondenceItems", "correspondenceItemList", "correspondenceItem"),
    "correspondencetables": ("correspondenceMaps", "correspondenceTable", "correspondenceMap"),
}


@dataclass
class FakeVersion:
    """A version of a classification: its codes hold from its first day until the next version's."""

    identifier: int
    name: str
    valid_from: dt.date
    names: dict[str, str]


@dataclass
class FakeClassification:
    """`changes` has a list of lines by the day they took effect; a day that is missing has no table of changes.

    A line is the old code and the new one; None where a code only began or ended.
    """

    name: str
    versions: list[FakeVersion]
    changes: dict[dt.date, list[tuple[str | None, str | None]]] = field(default_factory=dict)


@dataclass
class FakeCorrespondence:
    """A table between two versions, held under the classification it was made for.

    One side of a pair may be None: a code that belongs to nothing.
    """

    identifier: int
    source: int
    target: int
    valid_from: dt.date
    valid_to: dt.date | None
    pairs: list[tuple[str | None, str | None]]


class Refusal(Exception):  # noqa: N818 - it becomes the answer
    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


class FakeKlass(FakeSource):
    base_path = "/api/klass/v1"

    def __init__(
        self,
        classifications: Mapping[int, FakeClassification],
        correspondences: Iterable[FakeCorrespondence] = (),
    ) -> None:
        self.classifications = dict(classifications)
        self.correspondences = list(correspondences)

    def answer(self, request: Request) -> Reply:
        as_json = "application/json" in request.headers.get("accept", "")
        path = request.path
        # The suffix still works, and is to be removed.
        if path.endswith(".json"):
            path, as_json = path.removesuffix(".json"), True
        try:
            kind, content = self._content(path.strip("/").split("/"), request)
        except Refusal as refusal:
            return _problem(refusal, request, as_json=as_json)
        return json_reply(content) if as_json else _xml(kind, content)

    def _content(self, parts: list[str], request: Request) -> tuple[str, Entry]:
        match parts:
            case ["classifications", identifier]:
                return "classification", self._about(self._classification(identifier))
            case ["classifications", identifier, ("codes" | "codesAt" | "changes") as operation]:
                return operation, self._of_one(operation, self._classification(identifier), request)
            case ["classifications", identifier, ("corresponds" | "correspondsAt") as operation]:
                return operation, self._of_two(operation, int(identifier), request)
            case ["correspondencetables", identifier]:
                return "correspondencetables", self._table(int(identifier))
        raise Refusal(404, "")

    def _of_one(self, operation: str, classification: FakeClassification, request: Request) -> Entry:
        if operation == "changes":
            return {"codeChanges": self._changes(classification, *_range(request))}
        if operation == "codes":
            return {"codes": list(self._codes(classification, *_range(request)))}
        day = _day(request, "date")
        return {"codes": [_without_range(code) for code in self._codes(classification, day, day + ONE_DAY)]}

    def _of_two(self, operation: str, source: int, request: Request) -> Entry:
        if operation == "corresponds":
            return {"correspondenceItems": self._corresponds(source, request, *_range(request))}
        day = _day(request, "date")
        lines = self._corresponds(source, request, day, day + ONE_DAY)
        days = {"validFrom", "validTo"}
        return {"correspondenceItems": [{key: line[key] for key in line.keys() - days} for line in lines]}

    def _classification(self, identifier: str) -> FakeClassification:
        if not identifier.isdecimal():
            raise Refusal(400, f"Failed to convert 'id' with value: '{identifier}'")
        try:
            return self.classifications[int(identifier)]
        except KeyError:
            raise Refusal(404, f"Classification not found with id = {identifier}") from None

    def _about(self, classification: FakeClassification) -> Entry:
        ends: list[dt.date | None] = [later.valid_from for later in classification.versions[1:]]
        versions = [
            {
                "name": version.name,
                "validFrom": version.valid_from.isoformat(),
                **({"validTo": end.isoformat()} if end else {}),
                "lastModified": "2026-01-05T08:00:00.000+0000",
                "published": ["nb"],
                "_links": {"self": {"href": f"https://data.ssb.no/api/klass/v1/versions/{version.identifier}"}},
            }
            for version, end in zip(classification.versions, [*ends, None], strict=True)
        ]
        # The newest version comes first.
        return {"name": classification.name, "primaryLanguage": "nb", "versions": versions[::-1]}

    def _codes(self, classification: FakeClassification, begin: dt.date, end: dt.date | None) -> Iterator[Entry]:
        """Every code once for each name and time without a break, cut to the range."""
        runs: dict[tuple[str, str], list[tuple[dt.date, dt.date | None]]] = {}
        for version, version_end in _dated(classification):
            for code, name in version.names.items():
                held = runs.setdefault((code, name), [])
                if held and held[-1][1] == version.valid_from:
                    held[-1] = (held[-1][0], version_end)
                else:
                    held.append((version.valid_from, version_end))
        for (code, name), held in sorted(runs.items()):
            for first, last in held:
                if (end is None or first < end) and (last is None or last > begin):
                    yield _code(code, name, max(first, begin), _earlier(last, end))

    def _changes(self, classification: FakeClassification, begin: dt.date, end: dt.date | None) -> list[Entry]:
        """The lines between versions in force within the range; each pair of versions must have its table."""
        in_force = [
            version
            for version, version_end in _dated(classification)
            if (end is None or version.valid_from < end) and (version_end is None or version_end > begin)
        ]
        lines = []
        for before, after in pairwise(in_force):
            if after.valid_from not in classification.changes:
                detail = f"{before.name} has no change table (correspondenceTable) with: {after.name}"
                raise Refusal(404, detail)
            for old, new in classification.changes[after.valid_from]:
                lines.append(_change(before, old, after, new))
        return lines

    def _corresponds(self, source: int, request: Request, begin: dt.date, end: dt.date | None) -> list[Entry]:
        target = request.parameter("targetClassificationId")
        if not target:
            raise Refusal(400, "Required request parameter 'targetClassificationId' is not present")
        for identifier in (str(source), target):
            self._classification(identifier)
        tables = [
            table
            for table in self.correspondences
            if (table.source, table.target) == (source, int(target))
            and (end is None or table.valid_from < end)
            and (table.valid_to is None or table.valid_to > begin)
        ]
        if not _cover(tables, begin, end):
            raise Refusal(404, f"Classification {source} has no correspondence table with Classification: {target}")
        return [
            {
                **line,
                "validFrom": max(table.valid_from, begin).isoformat(),
                "validTo": _text(_earlier(table.valid_to, end)),
            }
            for table in tables
            for line in self._lines(table)
        ]

    def _lines(self, table: FakeCorrespondence) -> list[Entry]:
        sources, targets = self._names(table.source), self._names(table.target)
        return [_side("source", source, sources) | _side("target", target, targets) for source, target in table.pairs]

    def _names(self, classification: int) -> dict[str, str]:
        return {code: name for v in self.classifications[classification].versions for code, name in v.names.items()}

    def _table(self, identifier: int) -> Entry:
        for table in self.correspondences:
            if table.identifier == identifier:
                keys = ("sourceCode", "sourceName", "targetCode", "targetName")
                lines = [{key: line[key] for key in keys} for line in self._lines(table)]
                return {"name": str(identifier), "changeTable": False, "correspondenceMaps": lines}
        raise Refusal(404, f"Correspondence Table not found with id = {identifier}")


def _dated(classification: FakeClassification) -> Iterator[tuple[FakeVersion, dt.date | None]]:
    ends: list[dt.date | None] = [later.valid_from for later in classification.versions[1:]]
    return zip(classification.versions, [*ends, None], strict=True)


def _cover(tables: list[FakeCorrespondence], begin: dt.date, end: dt.date | None) -> bool:
    reached: dt.date | None = begin
    for table in sorted(tables, key=lambda table: table.valid_from):
        if reached is None or table.valid_from > reached:
            break
        reached = None if table.valid_to is None else max(reached, table.valid_to)
    return bool(tables) and (reached is None or (end is not None and reached >= end))


def _range(request: Request) -> tuple[dt.date, dt.date | None]:
    begin = _day(request, "from")
    end = _day(request, "to") if request.parameter("to") else None
    if end is not None and end <= begin:
        raise Refusal(400, f"From date: {begin}, is after or equal to date: {end}")
    return begin, end


def _day(request: Request, name: str) -> dt.date:
    text = request.parameter(name)
    if not text:
        raise Refusal(400, f"Required request parameter '{name}' for method parameter type LocalDate is not present")
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Refusal(400, f"Failed to convert '{name}' with value: '{text}'") from None


def _earlier(one: dt.date | None, other: dt.date | None) -> dt.date | None:
    return min((day for day in (one, other) if day), default=None)


def _text(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _side(side: str, code: str | None, names: Mapping[str, str]) -> Entry:
    return {
        f"{side}Code": code,
        f"{side}Name": names[code] if code else None,
        f"{side}ShortName": "" if code else None,
    }


def _code(code: str, name: str, first: dt.date, end: dt.date | None) -> Entry:
    return {
        "code": code,
        "parentCode": None,
        "level": "1",
        "name": name,
        "shortName": "",
        "presentationName": "",
        "validFrom": None,
        "validTo": None,
        "validFromInRequestedRange": first.isoformat(),
        "validToInRequestedRange": _text(end),
        "notes": "",
    }


def _without_range(code: Entry) -> Entry:
    return {key: value for key, value in code.items() if not key.endswith("InRequestedRange")}


def _change(before: FakeVersion, old: str | None, after: FakeVersion, new: str | None) -> Entry:
    return {
        "oldCode": old,
        "oldName": before.names.get(old, "") if old else None,
        "oldShortName": "" if old else None,
        "newCode": new,
        "newName": after.names.get(new, "") if new else None,
        "newShortName": "" if new else None,
        "changeOccurred": after.valid_from.isoformat(),
    }


def _problem(refusal: Refusal, request: Request, *, as_json: bool) -> Reply:
    title = {400: "Bad Request", 404: "Not Found"}[refusal.status]
    problem = {"type": "about:blank", "title": title, "status": refusal.status, "detail": refusal.detail}
    problem["instance"] = "/api/klass/v1" + request.path
    if as_json:
        return json_reply(problem, refusal.status)
    root = ET.Element("problem", xmlns="urn:ietf:rfc:7807")
    for key, value in problem.items():
        ET.SubElement(root, key).text = str(value)
    return Reply(refusal.status, ET.tostring(root, encoding="utf-8", xml_declaration=True), "application/xml")


def _xml(kind: str, content: Entry) -> Reply:
    listed, root_name, element_name = LISTS.get(kind, ("versions", "classification", "version"))
    root = ET.Element(root_name)
    for entry in content[listed]:
        element = ET.SubElement(root, element_name)
        for key, value in entry.items():
            ET.SubElement(element, key).text = "" if value is None else str(value)
    return Reply(200, ET.tostring(root, encoding="utf-8", xml_declaration=True), "application/xml;charset=UTF-8")
