"""Rows that hold for a period, from `starts_on` to `ends_on`, both included; without an end they still hold."""

import datetime as dt

from django.db.models import Q


def not_over_on(on: dt.date) -> Q:
    """Return the condition that a row still holds on a day, or begins later."""
    return Q(ends_on=None) | Q(ends_on__gte=on)


def holds_on(on: dt.date) -> Q:
    """Return the condition that a row holds on a day."""
    return Q(starts_on__lte=on) & not_over_on(on)
