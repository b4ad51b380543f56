"""Reading values that may not be there or may have the wrong shape."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, TypeAlias

from husrom.portal.programme.faults import Place

Entry: TypeAlias = dict[str, Any]


def entries(tree: Any, *keys: str) -> Iterator[tuple[Place, Entry]]:
    """Yield the groups of keys in the list at `keys`, each with its place."""
    for key in keys:
        tree = tree.get(key) if isinstance(tree, dict) else None
    if isinstance(tree, list):
        for index, entry in enumerate(tree):
            if isinstance(entry, dict):
                yield (*keys, index), entry


def inner_entries(place: Place, entry: Entry, key: str) -> Iterator[tuple[Place, Entry]]:
    """Yield the groups of keys in a list inside an entry."""
    for inner, value in entries(entry, key):
        yield (*place, *inner), value


def group(tree: Any, key: str) -> Entry:
    value = tree.get(key) if isinstance(tree, dict) else None
    return value if isinstance(value, dict) else {}


def texts(entry: Entry, key: str) -> list[str]:
    value = entry.get(key)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def date(entry: Entry, key: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(entry[key])
    except (KeyError, TypeError, ValueError):
        return None


def number(entry: Entry, key: str) -> int | None:
    value = entry.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
