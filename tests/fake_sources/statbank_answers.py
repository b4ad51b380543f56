"""The Statbank's answers in JSON, in the shapes recorded from data.ssb.no and statistikdatabasen.scb.se in 2026."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from tests.fake_sources.statbank_selection import Picked
from tests.fake_sources.statbank_tables import MISSING, FakeCodelist, FakeDimension, FakeTable

SOURCE = "Statistisk sentralbyrå"


def table_entry(table: FakeTable, base_url: str) -> dict[str, Any]:
    periods = list(table.time.codes)
    return {
        "id": table.identifier,
        "label": table.label,
        "description": "",
        "updated": _moment(table),
        "firstPeriod": periods[0],
        "lastPeriod": periods[-1],
        "category": "public",
        "variableNames": [dimension.label for dimension in table.dimensions],
        "discontinued": table.discontinued,
        "source": SOURCE,
        "subjectCode": table.subject_code,
        "timeUnit": table.time_unit,
        "paths": [[{"id": table.subject_code, "label": table.subject_code, "sortCode": "1"}]],
        "links": [_link("self", f"{base_url}/tables/{table.identifier}?lang=no")],
    }


def codelist_entry(codelist: FakeCodelist, base_url: str) -> dict[str, Any]:
    return {
        "id": codelist.identifier,
        "label": codelist.label,
        "language": "no",
        "languages": ["no", "en"],
        "elimination": codelist.elimination,
        "type": codelist.kind,
        "values": [
            {"code": code, "label": label, "valueMap": list(codes)} for code, (label, codes) in codelist.values.items()
        ],
        "links": [_link("self", f"{base_url}/codeLists/{codelist.identifier}?lang=no")],
    }


def metadata(table: FakeTable, seen: Sequence[Picked], base_url: str) -> dict[str, Any]:
    """The table without figures, every dimension through the codelist asked for."""
    document = _dataset(table, table.label, seen)
    for one in seen:
        document["dimension"][one.dimension.code]["extension"] |= {
            "elimination": one.dimension.elimination,
            "codelists": [_codelist_link(codelist, base_url) for codelist in one.dimension.codelists],
        }
        if one.dimension.elimination_code is not None:
            code = one.dimension.elimination_code
            document["dimension"][one.dimension.code]["extension"]["eliminationValueCode"] = code
    return {**document, "value": []}


def data(table: FakeTable, picked: Sequence[Picked]) -> dict[str, Any]:
    """The figures of what was picked: summed over what each code stands for, and over what was left out."""
    values, signs = _cells(table, picked)
    shown = [one for one in picked if one.in_answer]
    by = [one.dimension.label for one in shown if len(one.places) > 1]
    title = f"{table.label}, etter {', '.join(by)}" if by else table.label
    document = {**_dataset(table, title, shown), "value": values}
    return {**document, "status": signs} if signs else document


def _dataset(table: FakeTable, title: str, seen: Sequence[Picked]) -> dict[str, Any]:
    document: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "label": f"{table.identifier}: {title}",
        "source": SOURCE,
        "updated": _moment(table),
        "note": list(table.notes),
        "role": {
            role: [one.dimension.code for one in seen if one.dimension.role == role]
            for role in ("time", "metric", "geo")
            if any(one.dimension.role == role for one in seen)
        },
        "id": [one.dimension.code for one in seen],
        "size": [len(one.places) for one in seen],
        "dimension": {one.dimension.code: _dimension(one) for one in seen},
        "extension": {"px": _px(table), "discontinued": table.discontinued, "contact": []},
    }
    return {key: value for key, value in document.items() if not (key in ("note", "updated") and not value)}


def _px(table: FakeTable) -> dict[str, Any]:
    return {
        "infofile": "None",
        "tableid": table.identifier,
        "decimals": table.decimals,
        "official-statistics": True,
        "aggregallowed": table.aggregation_allowed,
        "copyright": False,
        "language": "no",
        "contents": f"{table.identifier}: {table.label},",
        "descriptiondefault": False,
        "heading": [table.time.code],
        "stub": [dimension.code for dimension in table.dimensions if dimension.role is None],
        "matrix": table.identifier,
        "subject-code": table.subject_code,
        "subject-area": table.subject_code,
    }


def _dimension(seen: Picked) -> dict[str, Any]:
    own: FakeDimension = seen.dimension
    category: dict[str, Any] = {
        "index": {code: place for place, code in enumerate(seen.places)},
        "label": {code: seen.labels[code] for code in seen.places},
    }
    if own.units:
        units = {code: own.units[code] for code in seen.places if code in own.units}
        category["unit"] = {code: {"base": base, "decimals": decimals} for code, (base, decimals) in units.items()}
    # In an answer with figures `elimination` is always false; only metadata says what may be left out.
    extension: dict[str, Any] = {"elimination": False, "show": "code" if own.role == "time" else "value"}
    if own.notes and own.mandatory_notes:
        extension["noteMandatory"] = {str(place): True for place in range(len(own.notes))}
    entry = {"label": own.label, "category": category, "extension": extension}
    return {**entry, "note": list(own.notes)} if own.notes else entry


def _cells(table: FakeTable, picked: Sequence[Picked]) -> tuple[list[float | None], dict[str, str]]:
    sums, counts = table.values, ~np.isnan(table.values)
    sums = np.nan_to_num(sums)
    counts = counts.astype(np.int64)
    hidden = _marks(table) if table.signs else None
    for axis, one in enumerate(picked):
        sums, counts = (_summed(array, axis, one) for array in (sums, counts))
        hidden = None if hidden is None else _first_mark(hidden, axis, one)
    shown = [len(one.places) for one in picked if one.in_answer]
    numbers, has_number = sums.reshape(shown).ravel(), counts.reshape(shown).ravel() > 0
    whole = table.decimals == 0
    values = [
        (int(number) if whole else round(number, table.decimals)) if there else None
        for number, there in zip(numbers.tolist(), has_number.tolist(), strict=True)
    ]
    signs = {str(place): MISSING for place in np.flatnonzero(~has_number).tolist()}
    if hidden is not None:
        known, flat = ["", *sorted(set(table.signs.values()))], hidden.reshape(math.prod(shown))
        signs |= {str(place): known[flat[place]] for place in np.flatnonzero(flat).tolist() if not has_number[place]}
    return values, signs


def _summed(array: np.ndarray, axis: int, one: Picked) -> np.ndarray:
    if all(len(places) == 1 for places in one.places.values()):
        return np.take(array, [places[0] for places in one.places.values()], axis)
    return np.stack([np.take(array, places, axis).sum(axis) for places in one.places.values()], axis)


def _first_mark(marks: np.ndarray, axis: int, one: Picked) -> np.ndarray:
    return np.stack([np.take(marks, places, axis).max(axis) for places in one.places.values()], axis)


def _marks(table: FakeTable) -> np.ndarray:
    """For each cell the place of its sign among the table's signs in order, from 1; ":" comes after "." and ".."."""
    known = ["", *sorted(set(table.signs.values()))]
    marks = np.zeros(table.values.size, np.uint8)
    for place, sign in table.signs.items():
        marks[place] = known.index(sign)
    return marks.reshape(table.values.shape)


def _codelist_link(codelist: FakeCodelist, base_url: str) -> dict[str, Any]:
    link = _link("metadata", f"{base_url}/codeLists/{codelist.identifier}?lang=no")
    return {"id": codelist.identifier, "label": codelist.label, "type": codelist.kind, "links": [link]}


def _link(relation: str, address: str) -> Mapping[str, str]:
    return {"rel": relation, "hreflang": "no", "href": address}


def _moment(table: FakeTable) -> str | None:
    return table.updated.strftime("%Y-%m-%dT%H:%M:%SZ") if table.updated else None
