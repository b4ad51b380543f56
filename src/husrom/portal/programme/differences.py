"""What differs between two programmes, place by place, so that a person can read it before it happens."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from husrom.portal.programme.columns import Entry
from husrom.portal.programme.document import ProgrammeDocument
from husrom.portal.programme.parts import PARTS, Identity, Part


class ChangeKind(Enum):
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `path` as in `members[3403].note`, with what stood there and what will."""

    kind: ChangeKind
    path: str
    old: Any = None
    new: Any = None


@dataclass(frozen=True, slots=True)
class Changes:
    """All that loading a programme would do; `refusals` are the reasons why it cannot be done."""

    network_is_new: bool = False
    items: tuple[Change, ...] = ()
    refusals: tuple[str, ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.items)


def compare(old: ProgrammeDocument | None, new: ProgrammeDocument) -> tuple[Change, ...]:
    """Return what must happen to `old` for it to become `new`."""
    before = old.tree if old else {"network": None, **{part.key: [] for part in PARTS}}
    changes = list(_compare_values("network", before["network"], new.tree["network"]))
    for part in PARTS:
        changes += _compare_lists(part, part.key, before[part.key], new.tree[part.key])
    return tuple(changes)


def _compare_values(path: str, old: Any, new: Any) -> Iterator[Change]:
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
        for key in new:
            yield from _compare_values(f"{path}.{key}", old[key], new[key])
    elif old is None and new is not None:
        yield Change(ChangeKind.ADDED, path, new=new)
    elif old is not None and new is None:
        yield Change(ChangeKind.REMOVED, path, old=old)
    elif old != new:
        yield Change(ChangeKind.CHANGED, path, old, new)


def _compare_lists(part: Part, path: str, old: list[Entry], new: list[Entry]) -> Iterator[Change]:
    before = dict(zip(part.identities(old), old, strict=True))
    after = dict(zip(part.identities(new), new, strict=True))
    for identity, entry in before.items():
        if identity not in after:
            yield Change(ChangeKind.REMOVED, _path(path, identity), old=entry)
    for identity, entry in after.items():
        if identity in before:
            yield from _compare_entries(part, _path(path, identity), before[identity], entry)
        else:
            yield Change(ChangeKind.ADDED, _path(path, identity), new=entry)
    old_order = [identity for identity in before if identity in after]
    new_order = [identity for identity in after if identity in before]
    if old_order != new_order:
        yield Change(ChangeKind.MOVED, path, [_label(i) for i in old_order], [_label(i) for i in new_order])


def _compare_entries(part: Part, path: str, old: Entry, new: Entry) -> Iterator[Change]:
    children = {child.key: child for child in part.children if not child.as_mapping}
    for key in new:
        if key in children:
            yield from _compare_lists(children[key], f"{path}.{key}", old[key], new[key])
        else:
            yield from _compare_values(f"{path}.{key}", old[key], new[key])


def _path(path: str, identity: Identity) -> str:
    return f"{path}[{_label(identity)}]"


def _label(identity: Identity) -> str:
    return " ".join(str(step) for step in identity)
