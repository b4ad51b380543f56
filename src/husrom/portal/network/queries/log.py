"""The audit log in plain words: who changed what, when, from what to what."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from auditlog.models import LogEntry
from django.db import models
from django.utils.translation import gettext as _

from husrom.portal.common.audit import NetworkOfEntry
from husrom.portal.network.group_names import group_label
from husrom.portal.network.models import GroupPlacement, Network
from husrom.portal.network.queries.log_words import NAMED_BY_KEY, NOT_SHOWN, field_label, kind_label, value_text

PAGE_LENGTH = 50
ACTIONS = {LogEntry.Action.CREATE: "created", LogEntry.Action.UPDATE: "changed", LogEntry.Action.DELETE: "deleted"}


@dataclass(frozen=True, slots=True)
class FieldChange:
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LogRow:
    at: dt.datetime
    by: str
    action: str
    kind: str
    what: str
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class LogPage:
    """Fifty changes, the newest first; `older_than` asks for the next fifty."""

    rows: tuple[LogRow, ...]
    older_than: int | None


def log_page(network: Network, older_than: int | None = None) -> LogPage:
    """Return a page of the network's log; two queries and one for each kind of thing that is named in it, at most six.

    Deleted things are told by the name they had. A page begins after an entry, not after a number of entries, so
    that the last page is read as fast as the first.
    """
    entries = LogEntry.objects.alias(network=NetworkOfEntry()).filter(network=network.pk)
    if older_than is not None:
        entries = entries.filter(pk__lt=older_than)
    found = list(entries.select_related("actor", "content_type").order_by("-pk")[: PAGE_LENGTH + 1])
    shown = found[:PAGE_LENGTH]
    names = _names(shown)
    return LogPage(
        rows=tuple(_row(entry, names) for entry in shown),
        older_than=shown[-1].pk if len(found) > PAGE_LENGTH else None,
    )


Names = dict[tuple[type[models.Model], str], str]


def _model(entry: LogEntry) -> type[models.Model] | None:
    model: type[models.Model] | None = entry.content_type.model_class()
    return model


def _field(entry: LogEntry, name: str) -> models.Field[Any, Any] | None:
    model = _model(entry)
    if model is None:
        return None
    fields = model._meta.concrete_fields  # noqa: SLF001 -- Django's own way to a model's fields
    return next((field for field in fields if field.name == name), None)


def _names(entries: Sequence[LogEntry]) -> Names:
    """Look up what the keys in the entries point to; things that are gone keep their key."""
    wanted: dict[type[models.Model], set[str]] = defaultdict(set)
    for entry in entries:
        for name, pair in _pairs(entry):
            field = _field(entry, name)
            if field is not None and field.related_model in NAMED_BY_KEY:
                wanted[field.related_model].update(key for key in pair if key.isdigit())
    return {
        (model, str(key)): str(row)
        for model, keys in wanted.items()
        for key, row in model._default_manager.in_bulk(list(keys)).items()
    }


def _pairs(entry: LogEntry) -> Iterable[tuple[str, list[str]]]:
    return ((name, pair) for name, pair in (entry.changes or {}).items() if isinstance(pair, list))


def _row(entry: LogEntry, names: Names) -> LogRow:
    model = _model(entry)
    return LogRow(
        at=entry.timestamp,
        by=str(entry.actor) if entry.actor else _("the command line"),
        action=ACTIONS.get(entry.action, "changed"),
        kind=kind_label(model) if model else entry.content_type.model,
        what=_what(entry, model),
        changes=() if entry.action == LogEntry.Action.DELETE else tuple(_changes(entry, names)),
    )


def _changes(entry: LogEntry, names: Names) -> Iterable[FieldChange]:
    model = _model(entry)
    if model is None:
        return
    for name, pair in (entry.changes or {}).items():
        if isinstance(pair, dict):
            yield _many_changed(model, name, pair)
            continue
        field = _field(entry, name)
        if field is None or _is_left_out(model, field):
            continue
        before, after = (_text(field, value, names) for value in pair)
        # What the entry is about stands in its heading already.
        repeated = entry.action == LogEntry.Action.CREATE and after in entry.object_repr
        if before != after and not repeated:
            yield FieldChange(field_label(field), before, after)


def _is_left_out(model: type[models.Model], field: models.Field[Any, Any]) -> bool:
    points_nowhere = field.related_model is not None and field.related_model not in NAMED_BY_KEY
    return field.primary_key or points_nowhere or (model, field.name) in NOT_SHOWN


def _what(entry: LogEntry, model: type[models.Model] | None) -> str:
    """Return what the entry is about; a place in a group is stored with the key of the group."""
    text: str = entry.object_repr
    if model is GroupPlacement:
        name, separator, group = text.rpartition(": ")
        return f"{name}{separator}{group_label(group)}"
    return text


def _many_changed(model: type[models.Model], name: str, change: dict[str, Any]) -> FieldChange:
    things = ", ".join(change.get("objects", ()))
    removed = change.get("operation") == "delete"
    label = field_label(model._meta.get_field(name))  # noqa: SLF001 -- as above
    return FieldChange(label, things if removed else "", "" if removed else things)


def _text(field: models.Field[Any, Any], value: str, names: Names) -> str:
    if field.related_model is None:
        return value_text(field, value)
    if value in {"None", ""}:
        return ""
    return names.get((field.related_model, value), _("something that is gone"))
