"""Wake the portal up, only in the commands that need it: `husrom --help` stays quick."""

import os


def set_up_django() -> None:
    """Make the portal's models usable and speak bokmål."""
    import django
    from django.utils import translation

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "husrom.portal.settings")
    django.setup()
    translation.activate("nb")


def migrate_database() -> None:
    """Bring the database up to date; a new one is made."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


def database_is_ready() -> bool:
    """Tell whether the database has been made."""
    from django.db import connection

    from husrom.portal.network.models import Network

    table = Network._meta.db_table  # noqa: SLF001 -- documented by Django
    return table in connection.introspection.table_names()
