"""The audit log after a person is erased: what happened stays, who it concerned does not."""

from typing import Any

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from husrom.portal.accounts.models import User
from husrom.portal.accounts.queries import names_beside
from husrom.portal.network.models import AnchoringAct, Membership

# What a person's own row says about them.
PERSONAL_FIELDS = ("email", "name", "job_title")


def known_as(user: User) -> frozenset[str]:
    """Return the names and addresses the person has and has had."""
    known = {user.email, user.name}
    for entry in _entries_about(user):
        for field in ("email", "name"):
            known.update((entry.changes or {}).get(field, ()))
    return frozenset(known - {"", "None"})


def remove_from_audit_trail(user: User, names: frozenset[str]) -> None:
    """Replace the person's names wherever the audit log has kept them; call it after the row itself is anonymous."""
    LogEntry.objects.filter(actor=user).update(actor_email=user.email, remote_addr=None)
    for entry in _entries_about(user):
        entry.object_repr = str(user)
        entry.changes = {
            field: _without_values(pair) if field in PERSONAL_FIELDS else pair
            for field, pair in (entry.changes or {}).items()
        }
        entry.save(update_fields=["object_repr", "changes"])
    for entry in _entries_naming(user, names):
        entry.object_repr = _renamed(entry.object_repr, names, str(user))
        entry.changes = {
            field: [str(user) if value in names else value for value in pair] if isinstance(pair, list) else pair
            for field, pair in (entry.changes or {}).items()
        }
        entry.save(update_fields=["object_repr", "changes"])


def _entries_about(user: User) -> list[LogEntry]:
    kind = ContentType.objects.get_for_model(User)
    return list(LogEntry.objects.filter(content_type=kind, object_id=user.pk))


def _entries_naming(user: User, names: frozenset[str]) -> list[LogEntry]:
    """Entries about rows that have pointed to the person, also deleted ones, and acts signed with their name.

    The rows are found by key, not by searching for the name: others may have the same name.
    """
    key = str(user.pk)
    pointing = Q()
    for field in ("user", "substitute_for"):
        pointing |= Q(**{f"changes__{field}__0": key}) | Q(**{f"changes__{field}__1": key})
    rows = set(LogEntry.objects.filter(pointing).values_list("content_type", "object_id"))
    by_kind: dict[int, set[int]] = {}
    for content_type, object_id in rows:
        by_kind.setdefault(content_type, set()).add(object_id)
    where = Q(pk__in=_signed_acts(user, names - names_beside(user)))
    for content_type, object_ids in by_kind.items():
        where |= Q(content_type=content_type, object_id__in=object_ids)
    return list(LogEntry.objects.filter(where))


def _signed_acts(user: User, names: frozenset[str]) -> list[int]:
    memberships = Membership.objects.filter(seats__holdings__user=user)
    keys = [str(key) for key in memberships.values_list("pk", flat=True).distinct()]
    kind = ContentType.objects.get_for_model(AnchoringAct)
    entries = LogEntry.objects.filter(content_type=kind)
    acts = entries.filter(changes__membership__1__in=keys).values("object_id")
    signed = Q(changes__signed_by__0__in=names) | Q(changes__signed_by__1__in=names)
    return list(entries.filter(signed, object_id__in=acts).values_list("pk", flat=True))


def _without_values(pair: Any) -> list[str]:
    return ["…" for _value in pair]


def _renamed(text: str, names: frozenset[str], new_name: str) -> str:
    """Replace a name that stands first in a row's text, before " – " or ":", or alone."""
    for name in names:
        rest = text.removeprefix(name)
        if rest != text and (not rest or rest.startswith((" – ", ": "))):
            return new_name + rest
    return text
