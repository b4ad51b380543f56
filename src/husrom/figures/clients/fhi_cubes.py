"""The FHI's answers as cubes: it writes JSON-stat in a way of its own."""

from typing import Any

import orjson

from husrom.figures.clients.contents import unexpected
from husrom.figures.clients.kept_answers import Answer
from husrom.figures.cubes.cube import Cube
from husrom.figures.cubes.errors import NotAJsonStatError
from husrom.figures.cubes.jsonstat import decode

_ROLES = {"time": "AAR", "geo": "GEO", "metric": "MEASURE_TYPE"}


def read_cube(answer: Answer, table: int) -> Cube:
    """Return the cube that an answer holds.

    The source puts a sign such as `:` among the values, where the cell has no number, and explains the signs in
    `extension`; it leaves the roles of the dimensions empty and calls a unit's base its label.

    Raises
    ------
    UnexpectedAnswerError
        When the answer cannot be read as a cube.
    """
    document = orjson.loads(answer.content)
    if not isinstance(document, dict):
        raise unexpected("The answer is no JSON-stat dataset", answer.url)
    try:
        return decode(orjson.dumps(_in_plain_json_stat(document, table)))
    except NotAJsonStatError as error:
        raise unexpected(str(error).rstrip("."), answer.url) from error


def _in_plain_json_stat(document: dict[str, Any], table: int) -> dict[str, Any]:
    extension = document.get("extension")
    signs = _explained_signs(extension if isinstance(extension, dict) else {})
    return {
        **document,
        **_separated(document.get("value"), document.get("status")),
        "role": {
            role: [code]
            for role, code in _ROLES.items()
            if isinstance(document.get("id"), list) and code in document["id"]
        },
        "dimension": _with_units(document.get("dimension")),
        "note": [f"{sign} {text}" for sign, text in signs.items()],
        "extension": {"px": {"tableid": str(table)}},
    }


def _separated(value: object, status: object) -> dict[str, object]:
    """Return the numbers and the signs apart; a sign the source gives in `status` stands."""
    if not isinstance(value, list | dict):
        return {"value": value, "status": status}
    cells = dict(enumerate(value)) if isinstance(value, list) else value
    signs = {str(place): sign for place, sign in cells.items() if isinstance(sign, str)}
    numbers = {place: None if isinstance(number, str) else number for place, number in cells.items()}
    if isinstance(status, dict):
        signs |= status
    elif isinstance(status, list):
        signs |= {str(place): sign for place, sign in enumerate(status) if sign}
    return {
        "value": list(numbers.values()) if isinstance(value, list) else numbers,
        "status": signs if signs or not status else status,
    }


def _with_units(dimensions: object) -> object:
    if not isinstance(dimensions, dict):
        return dimensions
    return {code: _with_unit_bases(dimension) for code, dimension in dimensions.items()}


def _with_unit_bases(dimension: Any) -> Any:
    units = dimension["category"].get("unit") if isinstance(dimension, dict) and _has_categories(dimension) else None
    if not isinstance(units, dict):
        return dimension
    bases = {code: {**unit, "base": unit.get("base") or unit.get("label")} for code, unit in units.items() if unit}
    return {**dimension, "category": {**dimension["category"], "unit": bases}}


def _has_categories(dimension: dict[str, Any]) -> bool:
    return isinstance(dimension.get("category"), dict)


def _explained_signs(extension: dict[str, Any]) -> dict[str, str]:
    flags = extension.get("flags")
    labels = flags.get("label") if isinstance(flags, dict) else None
    return {str(sign): str(text) for sign, text in labels.items()} if isinstance(labels, dict) else {}
