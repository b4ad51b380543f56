"""`husrom delete-dietary-needs`: what may be health data is not kept after the gathering."""

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from husrom.cli.console import say
from husrom.cli.django_setup import set_up_django

# A hundred years: further back than any gathering.
LONGEST_DAYS = 36_500


def delete_dietary_needs(
    after_days: Annotated[
        int | None, typer.Option(help="Days after the gathering, 7 unless set.", min=0, max=LONGEST_DAYS)
    ] = None,
) -> None:
    """Delete what people have said they cannot eat, for gatherings that are over."""
    set_up_django()
    count = delete_outdated(after_days)
    say(_("%(count)s dietary needs were deleted.") % {"count": count})


def delete_outdated(after_days: int | None = None) -> int:
    """Delete what has been kept long enough; `husrom serve` does it at every start."""
    from django.conf import settings

    from husrom.portal.gatherings.actions import delete_dietary_needs_after

    return delete_dietary_needs_after(settings.DIETARY_NEEDS_KEPT_DAYS if after_days is None else after_days)
