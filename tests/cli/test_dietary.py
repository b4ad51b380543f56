"""`husrom delete-dietary-needs`: gone a week after the gathering, and not before."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone

from husrom.portal.accounts.models import User
from husrom.portal.gatherings.models import DietaryNeed, Gathering, Registration
from husrom.portal.network.models import Membership


@pytest.fixture
def need(past_gathering: Gathering, hamar: Membership, hamar_delegate: User) -> DietaryNeed:
    seat = hamar.seats.filter(role="delegate").first()
    registration, _created = Registration.objects.get_or_create(
        gathering=past_gathering, seat=seat, defaults={"user": hamar_delegate, "registered_at": timezone.now()}
    )
    return DietaryNeed.objects.create(registration=registration, text="melk")


def _hold_days_ago(gathering: Gathering, days: int) -> None:
    gathering.starts_on = gathering.ends_on = timezone.localdate() - dt.timedelta(days=days)
    gathering.save()


def test_dietary_needs_are_kept_for_a_week(husrom: Callable, need: DietaryNeed, past_gathering: Gathering) -> None:
    _hold_days_ago(past_gathering, 7)
    assert husrom("delete-dietary-needs").err == "0 matbehov ble slettet.\n"
    assert DietaryNeed.objects.count() == 1


def test_dietary_needs_are_deleted_after_a_week(husrom: Callable, need: DietaryNeed, past_gathering: Gathering) -> None:
    _hold_days_ago(past_gathering, 8)
    assert husrom("delete-dietary-needs").err == "1 matbehov ble slettet.\n"
    assert DietaryNeed.objects.count() == 0
