from auditlog.context import set_actor
from django.db import transaction
from django.db.models import F, Q

from husrom.portal.accounts.models import User
from husrom.portal.network.models import Network


def change_profile(*, user: User, name: str, job_title: str, language: str, by: User) -> None:
    """Change how a person is greeted and in which language."""
    with transaction.atomic(), set_actor(by):
        user.name, user.job_title, user.language = name, job_title, language
        user.save(update_fields=["name", "job_title", "language"])
        renew_pages_of(user)


def renew_pages_of(user: User) -> None:
    """Raise the revision of every network the person has ever been in, so that kept pages do not show what was."""
    ever_in = Q(roles__user=user) | Q(memberships__seats__holdings__user=user)
    keys = list(Network.objects.filter(ever_in).distinct().values_list("pk", flat=True))
    Network.objects.filter(pk__in=keys).update(revision=F("revision") + 1)
