"""From the database back to a document, and from a document to the text of a programme file."""

from collections import defaultdict
from typing import Any

import yaml
from django.db import models

from husrom.portal.network.models import Network
from husrom.portal.programme.columns import Column, Entry, Form, put_at, to_entry
from husrom.portal.programme.document import ProgrammeDocument, canonical, compact, programme_schema
from husrom.portal.programme.parts import NETWORK_COLUMNS, PARTS, Part

_REFERENCES = {Form.INSTITUTION, Form.CHALLENGE}


def export_network(network: Network) -> ProgrammeDocument:
    """Return the network's programme as it stands now; the number of queries does not grow with its rows."""
    tree: Entry = {"format": 1, "network": _entry(network, NETWORK_COLUMNS)}
    for part in PARTS:
        rows = list(rows_of(part, [network]))
        tree[part.key] = _entries(part, rows)
        if part.key == "challenges":
            _add_institutions(tree[part.key], rows)
    return canonical(tree)


def rows_of(part: Part, owners: list[Any]) -> models.QuerySet[Any]:
    """Return a part's rows under their owners, in the order they stand in the file."""
    rows = part.model._default_manager.filter(**{f"{part.owner}__in": owners})
    if references := [column.name for column in part.columns if column.form in _REFERENCES]:
        rows = rows.select_related(*references)
    # Without an identity of their own, entries keep the order they were written in.
    return rows if part.identity else rows.order_by("pk")


def entry_of(part: Part, row: models.Model) -> Entry:
    """Return a row as an entry, without its children."""
    return _entry(row, part.columns)


def as_yaml(document: ProgrammeDocument) -> str:
    """Write the document as a programme file: keys in the schema's order, long texts as blocks."""
    ordered = {key: value for key in programme_schema()["properties"] if (value := compact(document).get(key))}
    return yaml.dump(ordered, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


def _entries(part: Part, rows: list[models.Model]) -> list[Entry]:
    entries = [entry_of(part, row) for row in rows]
    for child in part.children:
        by_owner: dict[int, list[models.Model]] = defaultdict(list)
        for row in rows_of(child, rows):
            by_owner[getattr(row, f"{child.owner}_id")].append(row)
        listed = iter(_entries(child, [row for owner in rows for row in by_owner[owner.pk]]))
        for entry, owner in zip(entries, rows, strict=True):
            own = [next(listed) for _row in by_owner[owner.pk]]
            entry[child.key] = _as_mapping(child, own) if child.as_mapping else own
    return entries


def _entry(row: models.Model, columns: tuple[Column, ...]) -> Entry:
    entry: Entry = {}
    for column in columns:
        put_at(entry, column.key, to_entry(getattr(row, column.name), column.form))
    return entry


def _as_mapping(part: Part, entries: list[Entry]) -> Entry:
    key, value = part.columns
    return {entry[key.key]: entry[value.key] for entry in entries}


def _add_institutions(entries: list[Entry], challenges: list[Any]) -> None:
    models.prefetch_related_objects(challenges, "institutions")
    for entry, challenge in zip(entries, challenges, strict=True):
        entry["institutions"] = [institution.name for institution in challenge.institutions.all()]


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, _data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 -- PyYAML's own signature
        return super().increase_indent(flow, indentless=False)


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _represent_text)
# Dates are text in the core schema, so they need no quotation marks.
_Dumper.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}
