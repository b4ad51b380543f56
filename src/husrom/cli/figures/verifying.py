"""`husrom figures verify`: whether the snapshot is whole."""

from django.utils.translation import gettext as _

from husrom.cli.console import print_text
from husrom.cli.django_setup import set_up_django
from husrom.cli.errors import CommandFailedError


def verify() -> None:
    """Check that the snapshot's files are the ones its sources describe."""
    set_up_django()
    from husrom.figures.catalogue import sources
    from husrom.figures.snapshot import damaged

    if found := damaged():
        message = _("These tables are not as their source describes them: %(tables)s. Install Husrom again.")
        raise CommandFailedError(message % {"tables": ", ".join(found)})
    print_text(_("All %(count)d files are as their sources describe them.") % {"count": len(sources())})
