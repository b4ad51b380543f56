"""`husrom figures verify`: whether the snapshot is whole."""

from django.utils.translation import gettext as _

from husrom.cli.console import print_text
from husrom.cli.django_setup import set_up_django
from husrom.cli.errors import CommandFailedError


def verify() -> None:
    """Check that the snapshot's files are the ones its sources describe, also those of your own newer snapshot."""
    set_up_django()
    from husrom.figures.catalogue import sources
    from husrom.figures.own_snapshot import own_snapshot, own_snapshot_fault
    from husrom.figures.snapshot import damaged

    if found := damaged():
        message = _("These tables are not as their source describes them: %(tables)s. Install Husrom again.")
        raise CommandFailedError(message % {"tables": ", ".join(found)})
    if fault := own_snapshot_fault():
        message = _("Your own snapshot is damaged, so the figures that came with Husrom are used. %(fault)s")
        raise CommandFailedError(message % {"fault": fault})
    if own := own_snapshot():
        print_text(_("Tables from your own, newer snapshot: %(count)d.") % {"count": len(own.sources)})
    print_text(_("All %(count)d files are as their sources describe them.") % {"count": len(sources())})
