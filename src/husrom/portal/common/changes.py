"""The one way to change a network: a transaction, an actor in the audit log and a new revision."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from auditlog.context import set_actor
from django.db import transaction
from django.db.models import F

if TYPE_CHECKING:
    from husrom.portal.accounts.models import User
    from husrom.portal.network.models import Network


@contextmanager
def change(network: "Network", *, by: "User | None") -> Iterator[None]:
    """Make one change to `network`; `by` is None when it comes from the command line.

    Either all of it happens or nothing; every saved row is in the audit log with `by` as actor; the revision,
    by which pages are cached, goes up by one.
    """
    with transaction.atomic(), set_actor(by):
        yield
        type(network).objects.filter(pk=network.pk).update(revision=F("revision") + 1)
