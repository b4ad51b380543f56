import datetime as dt
from contextlib import suppress
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from husrom.portal.accounts.models import User
from husrom.portal.network.actions import change_status, record_act
from husrom.portal.network.actions.anchoring import AnchoringRefusedError, Signature, next_acts
from husrom.portal.network.actions.membership import StatusChangeRefusedError, next_steps
from husrom.portal.network.models import AnchoringAct, LetterText, Membership, Network, SeatHolding, joined_on
from tests import cast

LEGAL = {
    ("invited", "anchored"),
    ("invited", "left"),
    ("anchored", "active"),
    ("anchored", "left"),
    ("active", "left"),
    ("left", "invited"),
}


@pytest.fixture
def invited(network: Network) -> Membership:
    return cast.make_member(network, "3031", "Nittedal", status="invited")


def refusal(**arguments: Any) -> str:
    with pytest.raises(StatusChangeRefusedError) as refused:
        change_status(**arguments)
    return str(refused.value)


def test_leaving_ends_the_team_the_same_day_and_raises_the_revision(
    hamar: Membership, hamar_delegate: User, leader: User, today: dt.date
) -> None:
    revision = hamar.network.revision
    change_status(membership=hamar, status="left", on=today, reason="Kommunen har ikke kapasitet.", by=leader)
    hamar.refresh_from_db()
    hamar.network.refresh_from_db()
    assert hamar.status == "left"
    assert [str(h.ends_on) for h in SeatHolding.objects.filter(user=hamar_delegate)] == [str(today)]
    assert hamar.history.last().reason == "Kommunen har ikke kapasitet."
    assert hamar.history.last().by == leader
    assert hamar.network.revision == revision + 1


def test_a_place_that_has_not_begun_is_gone_when_the_municipality_leaves(
    hamar: Membership, hamar_delegate: User, leader: User, today: dt.date
) -> None:
    SeatHolding.objects.update(starts_on=today + dt.timedelta(days=10))
    change_status(membership=hamar, status="left", on=today, reason="Slår seg sammen.", by=leader)
    assert not SeatHolding.objects.exists()


def test_refusals_say_what_to_do(hamar: Membership, invited: Membership, leader: User, today: dt.date) -> None:
    assert refusal(membership=hamar, status="anchored", on=today, by=leader) == (
        "Hamar har status «aktiv» og kan ikke få status «forankret». Neste status kan være: har sluttet."
    )
    assert refusal(membership=hamar, status="left", on=today, reason=" ", by=leader) == (
        "Skriv hvorfor kommunen slutter, så historikken forteller det."
    )
    tomorrow = today + dt.timedelta(days=1)
    assert "er fram i tid" in refusal(membership=hamar, status="left", on=tomorrow, reason="x", by=leader)
    long_ago = dt.date(2018, 1, 1)
    assert "Neste steg kan ikke være tidligere" in refusal(
        membership=hamar, status="left", on=long_ago, reason="x", by=leader
    )
    assert refusal(membership=invited, status="anchored", on=today, by=leader) == (
        "Nittedal er ikke forankret ennå. "
        "Før kommunedirektørens underskrevne brev under Forankring, så følger statusen etter."
    )
    hamar.refresh_from_db()
    assert hamar.status == "active"
    assert hamar.history.count() == 1


def test_a_student_seat_becomes_active_without_anchoring(network: Network, leader: User, today: dt.date) -> None:
    mandal = cast.make_member(network, "4205", "Mandal", kind="student_seat", status="invited")
    change_status(membership=mandal, status="active", on=today, by=leader)
    assert mandal.status == "active"


class StatusMachineTests(TestCase):
    """Whatever is tried, in whatever order: only legal steps are taken and the history tells the status."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.today = dt.date(2026, 6, 1)
        cls.network = cast.make_network(cls.today)
        cls.letter = LetterText.objects.filter(kind="anchoring", language="nb").get()

    @given(
        st.lists(
            st.one_of(
                st.tuples(st.just("status"), st.sampled_from(Membership.Status.values), st.integers(-5, 40)),
                st.tuples(st.just("act"), st.sampled_from(AnchoringAct.Kind.values), st.integers(-5, 40)),
            ),
            max_size=8,
        )
    )
    def test_history_is_legal(self, attempts: list[tuple[str, str, int]]) -> None:
        membership = cast.make_member(self.network, "3403", "Hamar", status="invited")
        for what, wanted, days in attempts:
            on = self.network.starts_on + dt.timedelta(days=days)
            with suppress(StatusChangeRefusedError, AnchoringRefusedError), transaction.atomic():
                if what == "status":
                    change_status(membership=membership, status=wanted, on=on, reason="Grunn", by=None)
                else:
                    record_act(
                        membership=membership,
                        kind=wanted,
                        on=on,
                        letter=self.letter,
                        signature=Signature("Kari", "Kommunedirektør"),
                        reason="Grunn",
                        by=None,
                    )
            membership.refresh_from_db()
            self.check(membership)

    def check(self, membership: Membership) -> None:
        history = list(membership.history.all())
        assert history[-1].status == membership.status
        assert [h.on for h in history] == sorted(h.on for h in history)
        steps = {(a.status, b.status) for a, b in pairwise(history)}
        # Only a withdrawn anchoring leads back from anchored to invited.
        assert steps <= LEGAL | {("anchored", "invited")}
        if membership.status == "anchored":
            assert membership.anchoring_acts.last().kind != "withdrawn"
        assert membership.status not in next_steps(membership)
        if membership.status == "left":
            assert next_acts(membership) == ()


@pytest.mark.parametrize(
    ("steps", "joined"),
    [
        ([], None),
        ([("invited", 1), ("anchored", 2), ("active", 3)], 1),
        ([("active", 1), ("left", 2)], None),
        ([("active", 1), ("left", 2), ("invited", 3), ("anchored", 4)], 3),
    ],
)
def test_joined_on_is_the_first_day_since_it_was_last_outside(steps: list[tuple[str, int]], joined: int | None) -> None:
    history = [(status, dt.date(2027, 1, day)) for status, day in steps]
    assert joined_on(history) == (joined and dt.date(2027, 1, joined))
