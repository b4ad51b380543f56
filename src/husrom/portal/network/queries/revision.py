"""Which revision of a network the public sees: all that a kept page is found by."""

from dataclasses import dataclass

from django.db import connection

from husrom.portal.network.models import Network


@dataclass(frozen=True, slots=True)
class PublicRevision:
    pk: int
    revision: int


def public_revision(slug: str) -> PublicRevision | None:
    """Return the revision of a network that is shown in public.

    Written out, because it is nearly all a kept page costs: Django took a third of the whole answer to put this one
    query together.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, revision FROM network_network WHERE slug = %s AND state <> %s",
            [slug, Network.State.DRAFT.value],
        )
        row = cursor.fetchone()
    return PublicRevision(*row) if row else None
