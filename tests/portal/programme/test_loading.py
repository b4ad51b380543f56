"""Loading makes the network as the document says: all of it or nothing, and nothing when nothing is new."""

import copy
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from husrom.portal.accounts.models import User
from husrom.portal.gatherings.models import Commitment, Gathering, GroupTask, Registration, Session
from husrom.portal.network.models import AnchoringAct, Membership, Network, Seat, SeatHolding, StatusChange
from husrom.portal.policy.models import FrameworkElement
from husrom.portal.programme.differences import Change, ChangeKind
from husrom.portal.programme.document import ProgrammeDocument
from husrom.portal.programme.exporting import export_network
from husrom.portal.programme.leadership import LeaderRefusedError, appoint_leader, checked_email
from husrom.portal.programme.loading import LoadRefusedError, load, plan_load
from husrom.portal.programme.reading import read_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def document() -> ProgrammeDocument:
    return read_programme(Path(__file__).parent / "valid.yaml")


@pytest.fixture
def loaded(document: ProgrammeDocument) -> Network:
    load(document)
    return Network.objects.get(slug="prove")


def changed(document: ProgrammeDocument, **parts: Any) -> ProgrammeDocument:
    return ProgrammeDocument(copy.deepcopy(document.tree) | parts)


def without(document: ProgrammeDocument, part: str, index: int) -> ProgrammeDocument:
    entries = copy.deepcopy(document.tree[part])
    del entries[index]
    return changed(document, **{part: entries})


def test_a_new_network_has_all_of_it(loaded: Network) -> None:
    hamar = loaded.memberships.get(name="Hamar")
    assert (hamar.municipality_number, hamar.status, hamar.division_on) == ("3403", "anchored", dt.date(2024, 1, 1))
    assert loaded.memberships.get(name="Lier").status == Membership.Status.INVITED
    session = Session.objects.get(gathering__network=loaded)
    assert (session.institution.name, session.challenge.number) == ("OsloMet", 1)  # type: ignore[union-attr]
    child = FrameworkElement.objects.get(network=loaded, code="D1.1")
    assert child.parent is not None
    assert child.parent.code == "D1"
    assert loaded.revision == 1


def test_loading_twice_writes_nothing(document: ProgrammeDocument, loaded: Network) -> None:
    entries = LogEntry.objects.count()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert not load(document)
    writes = [q["sql"] for q in queries if q["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert writes == []
    loaded.refresh_from_db()
    assert (loaded.revision, LogEntry.objects.count()) == (1, entries)


def test_the_plan_says_what_loading_then_does(document: ProgrammeDocument, loaded: Network) -> None:
    new = copy.deepcopy(document)
    new.tree["network"]["duration_text"] = "to år"
    new.tree["members"][0]["note"] = "pilot"
    new.tree["members"][0]["history"].append({"status": "active", "date": "2027-01-13", "reason": "Startet."})
    new.tree["gatherings"][1]["quotas"]["student"] = 1
    new.tree["observers"] = [{"name": "KDD", "full_name": ""}, *new.tree["observers"]]
    plan = plan_load(new)
    assert plan.items == (
        Change(ChangeKind.CHANGED, "network.duration_text", "ett år", "to år"),
        Change(ChangeKind.ADDED, "observers[KDD]", new={"name": "KDD", "full_name": ""}),
        Change(ChangeKind.CHANGED, "members[3312].note", "", "pilot"),
        Change(ChangeKind.ADDED, "members[3312].history[0]", new=new.tree["members"][0]["history"][0]),
        Change(ChangeKind.ADDED, "gatherings[2].quotas.student", new=1),
    )
    assert load(new) == plan
    assert export_network(loaded_again(loaded)) == new


def loaded_again(network: Network) -> Network:
    return Network.objects.get(pk=network.pk)


def test_a_new_order_is_a_change(document: ProgrammeDocument, loaded: Network) -> None:
    turned = changed(document, institutions=document.tree["institutions"][::-1])
    assert [(item.kind, item.path) for item in load(turned).items] == [(ChangeKind.MOVED, "institutions")]
    assert export_network(loaded) == turned


def test_the_log_knows_who(document: ProgrammeDocument, loaded: Network, leader: User) -> None:
    new = copy.deepcopy(document)
    new.tree["network"]["organiser"] = "KS Innlandet"
    load(new, by=leader)
    entry = LogEntry.objects.latest("pk")
    assert (entry.actor, entry.changes) == (leader, {"organiser": ["KS", "KS Innlandet"]})


def test_who_recorded_a_step_is_kept(document: ProgrammeDocument, loaded: Network, leader: User) -> None:
    StatusChange.objects.filter(membership__name="Hamar").update(by=leader)
    new = copy.deepcopy(document)
    new.tree["members"][1]["history"][0]["reason"] = "Brev."
    load(new)
    assert [step.by for step in StatusChange.objects.filter(membership__name="Hamar")] == [leader, leader]


def test_a_framework_parent_may_stand_after_its_children(document: ProgrammeDocument) -> None:
    load(changed(document, framework=document.tree["framework"][::-1]))
    assert [element.code for element in FrameworkElement.objects.all()] == ["D1.1", "D1"]


def test_what_nothing_hangs_on_is_removed(document: ProgrammeDocument, loaded: Network) -> None:
    smaller = without(without(document, "members", 0), "gatherings", 1)
    smaller.tree["gatherings"][0]["agenda"] = []
    smaller.tree["challenges"] = []
    load(smaller)
    assert export_network(loaded) == smaller
    assert not Session.objects.exists()
    assert not GroupTask.objects.exists()


class TestRefusals:
    """What people's own data hangs on is not taken away by a file."""

    @pytest.fixture
    def seat(self, loaded: Network) -> Seat:
        return Seat.objects.create(membership=loaded.memberships.get(name="Hamar"), role=Seat.Role.DELEGATE)

    def refused(self, document: ProgrammeDocument) -> str:
        before = export_network(Network.objects.get(slug="prove"))
        with pytest.raises(LoadRefusedError) as caught:
            load(document)
        assert export_network(Network.objects.get(slug="prove")) == before
        assert plan_load(document).refusals == tuple(str(caught.value).splitlines()[1:])
        return str(caught.value).splitlines()[1]

    def test_a_member_with_seats(self, document: ProgrammeDocument, seat: Seat) -> None:
        assert self.refused(without(document, "members", 1)) == (
            "«Hamar» kan ikke fjernes, fordi noe henger ved: plasser (1). Behold kommunen i fila, med trinnet «left» i "
            "historien."
        )

    def test_a_gathering_with_registrations(
        self, document: ProgrammeDocument, loaded: Network, seat: Seat, outsider: User
    ) -> None:
        gathering = Gathering.objects.get(network=loaded, number=2)
        Registration.objects.create(gathering=gathering, seat=seat, user=outsider, registered_at=timezone.now())
        Commitment.objects.create(gathering=gathering, membership=seat.membership, number=1, text="Kartlegge.")
        sentence = self.refused(without(document, "gatherings", 1))
        assert sentence.startswith("«2. Mål» kan ikke fjernes, fordi noe henger ved: ")
        assert "påmeldinger (1)" in sentence
        assert "avtaler (1)" in sentence

    def test_a_policy_area_someone_covers(self, document: ProgrammeDocument, seat: Seat, outsider: User) -> None:
        holding = SeatHolding.objects.create(seat=seat, user=outsider, starts_on=dt.date(2027, 1, 13))
        holding.policy_areas.set(seat.membership.network.policy_areas.all())
        assert "personer i teamet (1)" in self.refused(without(document, "policy_areas", 0))

    def test_a_letter_someone_has_signed(self, document: ProgrammeDocument, loaded: Network, seat: Seat) -> None:
        AnchoringAct.objects.create(
            membership=seat.membership,
            kind=AnchoringAct.Kind.ANCHORED,
            on=dt.date(2027, 1, 5),
            letter=loaded.letters.get(),
            signed_by="Kommunedirektør Hamar",
            signed_as="Kommunedirektør",
        )
        new = copy.deepcopy(document)
        new.tree["letters"][0]["body"] = "Noe annet."
        assert "Legg heller en ny versjon i fila." in self.refused(new)
        new = copy.deepcopy(document)
        new.tree["letters"].append(new.tree["letters"][0] | {"version": 2, "body": "Noe annet."})
        load(new)
        assert loaded.letters.count() == 2


def test_export_asks_as_often_for_many_as_for_few(document: ProgrammeDocument, loaded: Network) -> None:
    with CaptureQueriesContext(connection) as few:
        export_network(loaded)
    larger = copy.deepcopy(document)
    for number, name in (("3405", "Lillehammer"), ("1103", "Stavanger"), ("3901", "Horten")):
        larger.tree["members"].append(copy.deepcopy(larger.tree["members"][1]) | {"number": number, "name": name})
    load(larger)
    with CaptureQueriesContext(connection) as many:
        export_network(loaded)
    assert len(many) == len(few)


def test_a_leader_is_appointed_once(loaded: Network) -> None:
    first = appoint_leader("prove", checked_email("Leder@Example.org"))
    assert appoint_leader("prove", "leder@example.org") == first
    assert (first.user.email, first.organisation) == ("leder@example.org", "KS")


def test_a_leader_needs_an_address() -> None:
    with pytest.raises(LeaderRefusedError, match="«leder» er ikke en e-postadresse"):
        checked_email("leder")
