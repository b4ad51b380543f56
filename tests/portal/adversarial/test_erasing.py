"""Erasing oneself must take everything of one's own, and nothing of another's."""

import datetime as dt
import json

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from husrom.portal.accounts.actions import erase_person
from husrom.portal.accounts.models import User
from husrom.portal.accounts.queries import stored_about
from husrom.portal.network.actions import record_act
from husrom.portal.network.actions.anchoring import Signature
from husrom.portal.network.models import AnchoringAct, LetterText, Membership


@pytest.fixture
def act(hamar: Membership, chief_executive: User, today: dt.date) -> AnchoringAct:
    return record_act(
        membership=hamar,
        kind="anchored",
        on=today,
        letter=LetterText.objects.get(kind="anchoring", language="nb"),
        signature=Signature(chief_executive.name, "Kommunedirektør"),
        by=chief_executive,
    )


def test_taking_anothers_name_does_not_erase_their_signature(
    act: AnchoringAct, chief_executive: User, hamar_delegate: User
) -> None:
    hamar_delegate.name = chief_executive.name
    hamar_delegate.save()
    assert stored_about(hamar_delegate).anchoring_acts == []
    erase_person(user=hamar_delegate, by=hamar_delegate)
    act.refresh_from_db()
    assert act.signed_by == chief_executive.name


def test_a_code_that_was_asked_for_leaves_no_address(hamar_delegate: User) -> None:
    Client().post("/logg-inn/", {"email": hamar_delegate.email.upper()})
    address = hamar_delegate.email
    assert address in _sessions().lower()
    erase_person(user=hamar_delegate, by=hamar_delegate)
    assert address not in _sessions().lower()


def _sessions() -> str:
    return "\n".join(json.dumps(session.get_decoded()) for session in Session.objects.all())
