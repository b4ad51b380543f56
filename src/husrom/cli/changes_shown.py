"""What loading a programme would change, as lines a person can read and as data."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from husrom.portal.programme.differences import Change, Changes

LONGEST_VALUE = 70
CHARACTERS_BEFORE = 15
_SIGNS = {"added": "+", "changed": "~", "removed": "−", "moved": "↕"}


def change_lines(changes: "Changes") -> list[str]:
    """Return a line per change: what is added (+), changed (~), removed (−) or put in another order (↕)."""
    return [_line(change) for change in changes.items]


def change_data(changes: "Changes") -> list[dict[str, Any]]:
    return [
        {"kind": change.kind.value, "path": change.path, "old": change.old, "new": change.new}
        for change in changes.items
    ]


def _line(change: "Change") -> str:
    start = f"  {_SIGNS[change.kind.value]} {change.path}"
    if change.kind.value == "added":
        return f"{start}: {_short(change.new)}"
    if change.kind.value == "removed":
        return f"{start} ({_short(change.old)})"
    old, new = _from_first_difference(change.old, change.new)
    return f"{start}: {_short(old)} → {_short(new)}"


def _from_first_difference(old: Any, new: Any) -> tuple[Any, Any]:
    """Leave out what two long texts have in common at the start, so that the line shows what differs."""
    if not isinstance(old, str) or not isinstance(new, str) or max(len(old), len(new)) <= LONGEST_VALUE:
        return old, new
    same = next((at for at, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), 0)
    start = old.rfind(" ", 0, max(same - CHARACTERS_BEFORE, 0)) + 1
    return (f"…{old[start:]}", f"…{new[start:]}") if start else (old, new)


def _short(value: Any) -> str:
    """Write a value on one line; of a group of keys only what says what it is."""
    if isinstance(value, dict):
        telling = [key for key in ("name", "title", "short_title", "label", "nb", "status", "kind") if value.get(key)]
        return _short(value[telling[0]]) if telling else ", ".join(str(key) for key in value)
    if isinstance(value, list):
        return _cut(", ".join(str(item) for item in value)) or _("an empty list")
    if value is None:
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return f"«{_cut(str(value))}»" if value != "" else _("nothing")


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_VALUE else f"{line[: LONGEST_VALUE - 1]}…"
