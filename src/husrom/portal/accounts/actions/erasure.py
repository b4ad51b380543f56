"""Erase a person: the rows that carry the network's history stay, without saying who it was."""

from allauth.account.models import EmailAddress
from auditlog.context import disable_auditlog
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from husrom.portal.accounts.actions.audit_trail import known_as, remove_from_audit_trail
from husrom.portal.accounts.actions.profile import renew_pages_of
from husrom.portal.accounts.models import User
from husrom.portal.accounts.queries import names_beside, networks_led_alone_by
from husrom.portal.common.changes import change
from husrom.portal.common.errors import RefusedError
from husrom.portal.gatherings.models import DietaryNeed
from husrom.portal.network.models import AnchoringAct, Network, RoleAssignment, SeatHolding


class OnlyLeaderError(RefusedError):
    """The only leader of a network cannot be erased."""


def erase_person(*, user: User, by: User) -> None:
    """Replace the person's name and address, end what they hold and take them out of the audit log.

    Registrations stay on the anonymous person, so that heads and costs still add up.
    """
    alone = list(networks_led_alone_by(user))
    if alone:
        message = _(
            "You are the only leader of %(networks)s. Let someone else become leader first, then you can be erased."
        ) % {"networks": ", ".join(network.short_name for network in alone)}
        raise OnlyLeaderError(message)
    with transaction.atomic():
        names = known_as(user)
        renew_pages_of(user)
        # Outdated pages are not shown again, but would keep the name until they are a day old.
        transaction.on_commit(caches["pages"].clear)
        _delete_sessions(user, names)
        with disable_auditlog():
            _anonymise(user, names - names_beside(user))
        remove_from_audit_trail(user, names)
        # The very object that is now anonymous, so that the log does not keep the old address of its actor.
        _end_what_they_hold(user, by=user if by.pk == user.pk else by)


def _anonymise(user: User, names: frozenset[str]) -> None:
    # The stored name is data and in the programme's own language, whoever erases.
    with translation.override("nb"):
        nobody = _("Erased person")
    for act in AnchoringAct.objects.filter(signed_by__in=names, membership__seats__holdings__user=user).distinct():
        act.signed_by = nobody
        act.save(update_fields=["signed_by"])
    DietaryNeed.objects.filter(registration__user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    user.email, user.name, user.job_title = f"erased-{user.pk}@husrom.invalid", nobody, ""
    user.is_active = False
    user.set_unusable_password()
    user.save()


def _end_what_they_hold(user: User, *, by: User) -> None:
    today = timezone.localdate()
    seats = SeatHolding.objects.filter(user=user).exclude(ends_on__lt=today)
    roles = RoleAssignment.objects.filter(user=user).exclude(ends_on__lt=today)
    networks = Network.objects.filter(
        pk__in=[
            *seats.values_list("seat__membership__network", flat=True),
            *roles.values_list("network", flat=True),
        ]
    )
    for network in networks:
        with change(network, by=by):
            held: list[SeatHolding | RoleAssignment] = [
                *seats.filter(seat__membership__network=network),
                *roles.filter(network=network),
            ]
            for holding in held:
                if holding.starts_on > today:
                    holding.delete()
                else:
                    holding.ends_on = today
                    holding.save(update_fields=["ends_on"])


def _delete_sessions(user: User, names: frozenset[str]) -> None:
    """Sign the person out everywhere; one who has asked for a code has the address in the session too."""
    for session in Session.objects.iterator():
        said = session.get_decoded()
        asked_for_code = said.get("account_login") or {}
        if said.get("_auth_user_id") == str(user.pk) or str(asked_for_code.get("email", "")).lower() in names:
            session.delete()
