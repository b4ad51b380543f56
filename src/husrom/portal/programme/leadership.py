"""The one person a loaded network needs: someone who leads it. Everyone else is invited from the portal."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from husrom.portal.accounts.models import User
from husrom.portal.common.changes import change
from husrom.portal.common.errors import RefusedError
from husrom.portal.common.periods import not_over_on
from husrom.portal.network.models import Network, RoleAssignment


class LeaderRefusedError(RefusedError):
    """The address cannot be a network leader's."""


def checked_email(email: str) -> str:
    """Return the address as it is kept, or refuse it."""
    try:
        validate_email(email)
    except ValidationError as error:
        message = _("“%(email)s” is not an e-mail address. Write it as in leader@example.org.")
        raise LeaderRefusedError(message % {"email": email}) from error
    return User.objects.normalize_email(email).lower()


def appoint_leader(slug: str, email: str, *, by: User | None = None) -> RoleAssignment:
    """Let the person with this address lead the network from today; someone who leads it already goes on."""
    network, today = Network.objects.get(slug=slug), timezone.localdate()
    leads = RoleAssignment.objects.filter(network=network, role=RoleAssignment.Role.LEADER)
    current = leads.filter(not_over_on(today), user__email=email).first()
    if current is not None:
        return current
    with change(network, by=by):
        return RoleAssignment.objects.create(
            network=network,
            user=User.objects.invite(email=email, name=""),
            role=RoleAssignment.Role.LEADER,
            organisation=network.organiser,
            starts_on=today,
        )
