"""Sign-in links for the demo: signed, short-lived, and worth nothing unless HUSROM_DEMO is on."""

import datetime as dt

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse

from husrom.portal.accounts.models import User

VALID_FOR = dt.timedelta(days=7)
_SIGNER = TimestampSigner(salt="husrom.demo-sign-in")


def demo_link(user: User) -> str:
    """Return the path that signs in as `user` in the demo, from when it is made and for a week."""
    return reverse("accounts:demo_sign_in", args=[_SIGNER.sign(str(user.pk))])


def user_of_demo_link(token: str) -> User | None:
    """Return whom the token is for; None outside the demo and for a token that is not good."""
    if not settings.DEMO:
        return None
    try:
        key = _SIGNER.unsign(token, max_age=VALID_FOR)
    except BadSignature:
        return None
    return User.objects.filter(pk=key, is_active=True).first()
