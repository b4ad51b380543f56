"""From a document to the database: first what it would change, then the change itself – all of it or nothing."""

from collections.abc import Sequence
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from husrom.portal.accounts.models import User
from husrom.portal.common.changes import change
from husrom.portal.common.errors import RefusedError
from husrom.portal.network.models import Membership, Network, joined_on
from husrom.portal.programme.columns import Column, Entry, Form, to_field, value_at
from husrom.portal.programme.differences import Changes, compare
from husrom.portal.programme.document import ProgrammeDocument
from husrom.portal.programme.exporting import entry_of, export_network, rows_of
from husrom.portal.programme.parts import NETWORK_COLUMNS, PARTS, Identity, Part
from husrom.portal.programme.protection import refusals


class LoadRefusedError(RefusedError):
    """The document is in order, but loading it would take away something that people's data hangs on."""


def plan_load(document: ProgrammeDocument) -> Changes:
    """Return what loading the document would change; nothing is written."""
    network = Network.objects.filter(slug=document.slug).first()
    if network is None:
        return Changes(network_is_new=True, items=compare(None, document))
    items = compare(export_network(network), document)
    return Changes(items=items, refusals=refusals(network, document) if items else ())


def load(document: ProgrammeDocument, *, by: User | None = None) -> Changes:
    """Make the network as the document says, and return what was changed; without changes nothing is written."""
    with transaction.atomic():
        network = Network.objects.select_for_update().filter(slug=document.slug).first()
        changes = plan_load(document)
        if changes.refusals:
            heading = _("%(name)s was not loaded.") % {"name": document.name}
            raise LoadRefusedError("\n".join([heading, *changes.refusals]))
        if changes:
            network = network or Network()
            with change(network, by=by):
                _Loader(network).load(document)
    return changes


class _Loader:
    """Brings the rows of one network in line with a document."""

    def __init__(self, network: Network) -> None:
        self.network = network
        # The rows that other entries may refer to, by part and identity.
        self.loaded: dict[str, dict[Identity, Any]] = {}

    def load(self, document: ProgrammeDocument) -> None:
        _save_if_changed(self.network, self._fields(document.tree["network"], NETWORK_COLUMNS))
        existing = {part.key: list(rows_of(part, [self.network])) for part in PARTS}
        # What refers is removed before what it refers to.
        for part in reversed(PARTS):
            existing[part.key] = self._remove(part, existing[part.key], part.entries(document.tree))
        for part in PARTS:
            self._load_part(part, self.network, part.entries(document.tree), existing[part.key])

    def _remove(self, part: Part, rows: list[Any], entries: list[Entry]) -> list[Any]:
        """Remove the rows that are no longer in the document and return the rest."""
        wanted = set(part.identities(entries))
        kept: list[Any] = []
        removed: list[Any] = []
        for row, identity in zip(rows, _identities(part, rows), strict=True):
            (kept if identity in wanted else removed).append(row)
        # Whoever adds something to one of these rows right now must wait, and is then told that it is gone.
        list(part.model._default_manager.select_for_update().filter(pk__in=[row.pk for row in removed]))
        for row in reversed(removed):
            row.delete()
        return kept

    def _load_part(self, part: Part, owner: models.Model, entries: list[Entry], rows: list[Any]) -> None:
        by_identity = dict(zip(_identities(part, rows), rows, strict=True))
        loaded = self.loaded[part.key] = {}
        listed = list(enumerate(zip(part.identities(entries), entries, strict=True), start=1))
        # In the framework a parent may stand after its children, but must be there before they point at it.
        listed.sort(key=lambda item: item[1][1]["code"].count(".") if part.key == "framework" else 0)
        for position, (identity, entry) in listed:
            row = by_identity.get(identity) or part.model(**{part.owner: owner})
            fields = self._fields(entry, part.columns) | self._derived(part, entry)
            if part.has_position:
                fields["position"] = position
            _save_if_changed(row, fields)
            loaded[identity] = row
            self._load_inside(part, row, entry)

    def _load_inside(self, part: Part, row: Any, entry: Entry) -> None:
        if part.key == "challenges":
            row.institutions.set([self.loaded["institutions"][(name,)] for name in entry["institutions"]])
        for child in part.children:
            entries, rows = child.entries(entry), list(rows_of(child, [row]))
            if [entry_of(child, kept) for kept in rows] != entries or child.children:
                self._load_part(child, row, entries, self._remove(child, rows, entries))

    def _fields(self, entry: Entry, columns: Sequence[Column]) -> dict[str, Any]:
        return {column.name: self._field(value_at(entry, column.key), column.form) for column in columns}

    def _field(self, value: Any, form: Form) -> Any:
        if value is not None and form in {Form.INSTITUTION, Form.CHALLENGE}:
            return self.loaded[form.value][(value,)]
        return to_field(value, form)

    def _derived(self, part: Part, entry: Entry) -> dict[str, Any]:
        """Return the fields that follow from the rest of the entry."""
        if part.key == "members":
            steps = [(step["status"], to_field(step["date"], Form.DATE)) for step in entry["history"]]
            return {"status": steps[-1][0] if steps else Membership.Status.INVITED, "joined_on": joined_on(steps)}
        if part.key == "framework":
            parent = entry["code"].rpartition(".")[0]
            return {"parent": self.loaded["framework"][(parent,)] if parent else None}
        return {}


def _identities(part: Part, rows: list[Any]) -> list[Identity]:
    return part.identities([entry_of(part, row) for row in rows])


def _save_if_changed(row: models.Model, fields: dict[str, Any]) -> None:
    changed = [name for name, value in fields.items() if getattr(row, name, None) != value]
    if row.pk is not None and not changed:
        return
    for name in changed or fields:
        setattr(row, name, fields[name])
    row.save()
