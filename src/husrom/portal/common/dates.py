"""Dates as they are typed: a slip on the keyboard must not become a year that no calendar here reaches."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FIRST_YEAR, LAST_YEAR = 2000, 2099


def refuse_distant_year(day: dt.date) -> None:
    """Validate a date field: refuse 0026 and 3026 where 2026 was meant."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(
            _("Look at the year once more: the date must be from %(first)s to %(last)s.")
            % {"first": FIRST_YEAR, "last": LAST_YEAR}
        )
