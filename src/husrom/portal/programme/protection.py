"""What a programme file may not take away: rows that people's own data hangs on, and letters someone has signed."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from husrom.portal.gatherings.models import Commitment, Registration
from husrom.portal.network.models import AnchoringAct, GroupPlacement, Membership, Network, Seat, SeatHolding
from husrom.portal.programme.columns import Entry
from husrom.portal.programme.document import ProgrammeDocument
from husrom.portal.programme.exporting import entry_of, rows_of
from husrom.portal.programme.parts import PARTS, PROGRAMME_MODELS, Part


def refusals(network: Network, document: ProgrammeDocument) -> tuple[str, ...]:
    """Return a sentence for each entry that cannot be removed or changed because it is in use."""
    return tuple(_refusals(network, document))


def _refusals(network: Network, document: ProgrammeDocument) -> Iterator[str]:
    for part in PARTS:
        wanted = dict(_identified(part, part.entries(document.tree)))
        rows = list(rows_of(part, [network]))
        entries = [entry_of(part, row) for row in rows]
        for row, identity, entry in zip(rows, part.identities(entries), entries, strict=True):
            removed = identity not in wanted
            changed = part.is_fixed_once_used and not removed and entry != wanted[identity]
            if (removed or changed) and (users := _users_of(row)):
                yield _sentence(row, users, removed=removed)


def _identified(part: Part, entries: list[Entry]) -> Iterator[tuple[Any, Entry]]:
    return zip(part.identities(entries), entries, strict=True)


def _users_of(row: models.Model) -> list[str]:
    """Return what outside the programme refers to a row, in words. New kinds of data are protected from the start."""
    found = []
    for relation in row._meta.related_objects:  # noqa: SLF001 -- documented by Django
        model: Any = relation.related_model
        if model in PROGRAMME_MODELS:
            continue
        count = model._default_manager.filter(**{relation.field.name: row}).count()
        if count:
            found.append(f"{_words_for(model)} ({count})")
    return found


def _words_for(model: type[models.Model]) -> str:
    words: dict[type[models.Model], str] = {
        Registration: _("registrations"),
        Commitment: _("commitments"),
        Seat: _("seats"),
        SeatHolding: _("people in the team"),
        AnchoringAct: _("acts of anchoring"),
        GroupPlacement: _("group placements"),
    }
    return words.get(model, str(model._meta.verbose_name_plural))  # noqa: SLF001 -- documented by Django


def _sentence(row: models.Model, users: list[str], *, removed: bool) -> str:
    values = {"what": str(row), "users": ", ".join(users)}
    if not removed:
        return (
            _("“%(what)s” cannot be changed, because it is in use: %(users)s. Add a new version in the file instead.")
            % values
        )
    if isinstance(row, Membership):
        return (
            _(
                "“%(what)s” cannot be removed, because something hangs on it: %(users)s. Keep the member in the file, "
                "with a step “left” in the history."
            )
            % values
        )
    return _("“%(what)s” cannot be removed, because something hangs on it: %(users)s. Keep it in the file.") % values
