"""What a JSON-stat document must be made of, and the sentence for when it is not."""

from typing import TypeVar

from husrom.figures.cubes.errors import NotAJsonStatError

Kind = TypeVar("Kind")
_NAMES = {dict: "an object", list: "a list", str: "a text", int: "a whole number", float: "a number", bool: "a boolean"}


def unreadable(fault: str) -> NotAJsonStatError:
    """Return the error that says why the content cannot be read."""
    return NotAJsonStatError(
        f"This is not a JSON-stat 2.0 dataset that can be read: {fault}. Ask the source for json-stat2 again."
    )


def expect(value: object, kind: type[Kind], what: str) -> Kind:
    """Return the value when it is of the kind.

    Raises
    ------
    NotAJsonStatError
        When it is of another kind.
    """
    if isinstance(value, kind) and isinstance(value, bool) == (kind is bool):
        return value
    found = "missing" if value is None else _NAMES.get(type(value), str(type(value)))
    raise unreadable(f"{what} is {found}, but should be {_NAMES[kind]}")


def where_given(value: object, kind: type[Kind]) -> Kind | None:
    """Return a descriptive value when it is of the kind, else None: the figures can be read without it."""
    return value if isinstance(value, kind) and isinstance(value, bool) == (kind is bool) else None


def object_where_given(value: object) -> dict[str, object]:
    """Return a descriptive object, or an empty one."""
    return where_given(value, dict) or {}
