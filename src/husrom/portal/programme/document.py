"""A programme as a document: plain values in one canonical form, whatever file or database it came from."""

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias, cast

SCHEMA_PATH = Path(__file__).parent / "schema.json"
EXAMPLES = Path(__file__).parent / "examples"

Schema: TypeAlias = dict[str, Any]
Tree: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class ProgrammeDocument:
    """A complete programme. `tree` has every key of the schema, dates as text, lists in their canonical order."""

    tree: Tree

    @property
    def slug(self) -> str:
        return str(self.tree["network"]["slug"])

    @property
    def name(self) -> str:
        return str(self.tree["network"]["name"])


@cache
def programme_schema() -> Schema:
    return cast("Schema", json.loads(SCHEMA_PATH.read_text(encoding="utf-8")))


def resolved(schema: Schema) -> Schema:
    """Return a schema with its reference followed; keys beside the reference win."""
    if "$ref" not in schema:
        return schema
    name = schema["$ref"].rpartition("/")[2]
    return {**programme_schema()["$defs"][name], **schema}


def canonical(tree: Tree) -> ProgrammeDocument:
    """Return the document of a valid tree: defaults filled in, lists in canonical order."""
    filled = _filled(tree, programme_schema())
    filled["network"]["county_labels"] = dict(sorted(filled["network"]["county_labels"].items()))
    for member in filled["members"]:
        member["division_on"] = member["division_on"] or filled["network"]["division_on"]
        member["history"].sort(key=lambda step: step["date"])
    order = [institution["name"] for institution in filled["institutions"]]
    for challenge in filled["challenges"]:
        challenge["institutions"].sort(key=order.index)
    for gathering in filled["gatherings"]:
        gathering["agenda"].sort(key=lambda session: (session["day"], session["starts_at"], session["title"]))
        for session in gathering["agenda"]:
            session["group_tasks"].sort(key=lambda task: task["group"])
    for key, order_by in _ORDERS.items():
        filled[key].sort(key=order_by)
    return ProgrammeDocument(filled)


def compact(document: ProgrammeDocument) -> Tree:
    """Return the document without what can be left out: what equals its default and what has no value."""
    tree = copy.deepcopy(document.tree)
    for member in tree["members"]:
        if member["division_on"] == tree["network"]["division_on"]:
            member["division_on"] = None
    return cast("Tree", _compacted(tree, programme_schema()))


_ORDERS: dict[str, Callable[[Tree], Any]] = {
    "phases": lambda phase: phase["letter"],
    "challenges": lambda challenge: challenge["number"],
    "members": lambda member: member["number"],
    "gatherings": lambda gathering: gathering["number"],
    "letters": lambda letter: (letter["kind"], letter["language"], letter["version"]),
}


def _filled(value: Any, schema: Schema) -> Any:
    schema = resolved(schema)
    if isinstance(value, list):
        return [_filled(item, schema["items"]) for item in value]
    if not isinstance(value, dict) or "properties" not in schema:
        return copy.deepcopy(value)
    return {key: _filled_key(value, key, inner) for key, inner in schema["properties"].items()}


def _filled_key(value: Tree, key: str, schema: Schema) -> Any:
    schema = resolved(schema)
    if key in value:
        return _filled(value[key], schema)
    if "default" in schema:
        return copy.deepcopy(schema["default"])
    return _filled({}, schema) if "properties" in schema else None


def _compacted(value: Any, schema: Schema) -> Any:
    schema = resolved(schema)
    if isinstance(value, list):
        return [_compacted(item, schema["items"]) for item in value]
    if not isinstance(value, dict) or "properties" not in schema:
        return value
    kept = {}
    for key, item in value.items():
        inner = resolved(schema["properties"][key])
        if item is None or ("default" in inner and item == inner["default"]):
            continue
        smaller = _compacted(item, inner)
        if smaller != {} or key in schema["required"]:
            kept[key] = smaller
    return kept
