from auditlog.context import set_actor
from django.db import transaction
from django.db.models import F

from husrom.portal.accounts.models import User
from husrom.portal.accounts.queries import networks_of
from husrom.portal.network.models import Network


def change_profile(*, user: User, name: str, job_title: str, language: str, by: User) -> None:
    """Change how a person is greeted and in which language."""
    with transaction.atomic(), set_actor(by):
        user.name, user.job_title, user.language = name, job_title, language
        user.save(update_fields=["name", "job_title", "language"])
        renew_pages_of(user)


def renew_pages_of(user: User) -> None:
    """Raise the revision of the person's networks, so that kept pages do not show what was."""
    networks = networks_of(user).values("pk")
    Network.objects.filter(pk__in=list(networks.values_list("pk", flat=True))).update(revision=F("revision") + 1)
