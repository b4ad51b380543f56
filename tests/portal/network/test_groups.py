"""The groups: made from real figures, explained, overridden with a reason, and with their history kept."""

from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse

from husrom.housing.growth import GrowthGroup
from husrom.portal.accounts.models import User
from husrom.portal.common.errors import RefusedError
from husrom.portal.network.actions import make_groups, override_group, undo_override
from husrom.portal.network.models import GroupPlacement, GroupRun, Membership, Network
from husrom.portal.network.queries.group_changes import proposed_changes
from husrom.portal.network.queries.groups import groups_page
from tests import cast
from tests.conftest import SignIn, forget_kept_pages

REAL_MEMBERS = {
    "3031": "Nittedal",
    "3054": "Lunner",
    "3049": "Lier",
    "1103": "Stavanger",
    "1149": "Karmøy",
    "5444": "Sør-Varanger",
    "1840": "Saltdal",
    "1868": "Øksnes",
    "3443": "Vestre Toten",
    "3403": "Hamar",
    "3405": "Lillehammer",
    "5060": "Nærøysund",
    "4218": "Iveland",
    "4203": "Arendal",
    "4204": "Kristiansand",
    "4205": "Mandal",
    "3801": "Horten",
}
GROWTH, STEADY, DECLINE = "growth_pressure", "steady", "decline"


@pytest.fixture
def address(network: Network) -> str:
    return reverse("network:groups", args=[network.slug])


@pytest.fixture
def run(hamar: Membership, lier: Membership, mandal: Membership, leader: User) -> GroupRun:
    return make_groups(network=hamar.network, by=leader)


@pytest.fixture
def placement(run: GroupRun, hamar: Membership) -> GroupPlacement:
    return run.placements.get(membership=hamar)


def test_the_seventeen_are_placed_with_a_sentence_of_figures(network: Network, leader: User) -> None:
    for number, name in REAL_MEMBERS.items():
        cast.make_member(network, number, name)
    run = make_groups(network=network, by=leader)
    assert run.reference_year == 2026
    placements = list(run.placements.all())
    assert len(placements) == 17
    assert {placement.group for placement in placements} <= {GROWTH, STEADY, DECLINE}
    for placement in placements:
        about = placement.figures["about"]["name"]
        assert placement.explanation.startswith(f"{about} ")
        assert "fra 2016 til 2026" in placement.explanation
        assert placement.figures["sources"]
    groups = {name: run.placements.get(membership__name=name).group for name in ("Hamar", "Sør-Varanger", "Karmøy")}
    assert groups == {"Hamar": GROWTH, "Sør-Varanger": DECLINE, "Karmøy": STEADY}
    page = groups_page(network)
    assert sum(len(group.rows) for group in page.groups) == 17
    assert not page.not_placed
    assert any("Iveland → Vekstpress" in trial.changes for trial in page.trials)
    (mandal,) = (row for group in page.groups for row in group.rows if row.name == "Mandal")
    assert mandal.note == "Tallene gjelder Lindesnes."


def test_a_member_without_figures_is_not_placed_and_the_reason_is_told(network: Network, leader: User) -> None:
    cast.make_member(network, "9999", "Ukjent kommune")
    run = make_groups(network=network, by=leader)
    assert run.placements.get().group == GrowthGroup.NOT_CLASSIFIED
    (left_out,) = groups_page(network).not_placed
    assert left_out.reason == "Det finnes ingen tall for en kommune med dette nummeret."


def test_a_member_who_joined_later_is_shown_as_not_placed(run: GroupRun, network: Network) -> None:
    cast.make_member(network, "3405", "Lillehammer")
    (left_out,) = groups_page(network).not_placed
    assert (left_out.name, left_out.has_placement) == ("Lillehammer", False)
    assert "etter at inndelingen" in left_out.reason


def test_a_member_who_has_left_is_not_shown(run: GroupRun, network: Network, lier: Membership) -> None:
    lier.status = Membership.Status.LEFT
    lier.save()
    assert "Lier" not in [row.name for group in groups_page(network).groups for row in group.rows]


def test_nobody_to_divide_is_refused(network: Network, leader: User) -> None:
    with pytest.raises(RefusedError, match="ingen deltakere"):
        make_groups(network=network, by=leader)
    assert not GroupRun.objects.exists()


def test_the_run_keeps_thresholds_with_their_origin(run: GroupRun, network: Network) -> None:
    assert run.thresholds["growth_from_10_years_pct"] == 7
    rows = groups_page(network).thresholds
    assert len(rows) == len(run.thresholds) == 9
    assert {row.source for row in rows} == {"forslag fra Husrom"}
    GroupRun.objects.update(thresholds={**run.thresholds, "growth_from_10_years_pct": 9})
    chosen = {
        row.label: row.source for row in groups_page(network).thresholds if "ti år, regnes som vekst" in row.label
    }
    assert "valgt av nettverket" in chosen.values()


def test_an_override_keeps_what_the_figures_said(placement: GroupPlacement, leader: User, network: Network) -> None:
    override_group(placement=placement, group=STEADY, reason="Stor utbygging er stanset", by=leader)
    placement.refresh_from_db()
    assert (placement.group, placement.proposed_group) == (STEADY, GROWTH)
    assert placement.overridden_by == leader
    assert placement.overridden_at is not None
    page = groups_page(network)
    (row,) = (row for group in page.groups for row in group.rows if row.is_moved)
    assert row.moved == "Flyttet fra Vekstpress av Nettverksleder"
    (move,) = page.moves
    assert (move.name, move.by, move.reason) == ("Hamar", "Nettverksleder", "Stor utbygging er stanset")
    assert move.text == "fra Vekstpress til Jevn utvikling"


def test_an_override_can_be_undone_and_both_stay_in_the_history(
    placement: GroupPlacement, leader: User, network: Network
) -> None:
    override_group(placement=placement, group=STEADY, reason="Prøver", by=leader)
    undo_override(placement=placement, by=leader)
    placement.refresh_from_db()
    assert placement.group == GROWTH
    assert (placement.override_reason, placement.overridden_by, placement.overridden_at) == ("", None, None)
    assert [move.text for move in groups_page(network).moves] == [
        "tilbake til Vekstpress",
        "fra Vekstpress til Jevn utvikling",
    ]


@pytest.mark.parametrize(
    ("group", "reason", "message"),
    [
        (GROWTH, "Hvorfor ikke", "i den gruppen allerede"),
        (STEADY, "  ", "Si hvorfor"),
        ("not_classified", "Ut", "Den gruppen finnes ikke"),
        ("x", "Ut", "Den gruppen finnes ikke"),
    ],
)
def test_a_bad_override_is_refused(
    placement: GroupPlacement, leader: User, group: str, reason: str, message: str
) -> None:
    with pytest.raises(RefusedError, match=message):
        override_group(placement=placement, group=group, reason=reason, by=leader)
    placement.refresh_from_db()
    assert placement.group == GROWTH


def test_a_decision_stands_in_the_next_division(placement: GroupPlacement, leader: User, network: Network) -> None:
    override_group(placement=placement, group=DECLINE, reason="Vi vet bedre", by=leader)
    assert proposed_changes(network, placement.run.made_at.date()).kept == ("Hamar",)
    again = make_groups(network=network, by=None)
    kept = again.placements.get(membership=placement.membership)
    assert (kept.group, kept.proposed_group, kept.overridden_by) == (DECLINE, GROWTH, leader)
    with pytest.raises(RefusedError, match="nyere gruppeinndeling"):
        undo_override(placement=placement, by=leader)
    page = groups_page(network)
    assert [run.made_by for run in page.runs] == ["kommandolinjen", "Nettverksleder"]


def test_everyone_who_takes_part_sees_the_groups_but_only_the_leader_the_doors(
    run: GroupRun,
    leader: User,
    hamar_delegate: User,
    observer: User,
    student: User,
    sign_in: SignIn,
    address: str,
) -> None:
    for user in (hamar_delegate, observer, student):
        page = sign_in(user).get(address).text
        assert "Hamar har vekstpress" in page
        assert "Flytt Hamar" not in page
        assert "Del inn på nytt" not in page
    page = sign_in(leader).get(address).text
    assert "Flytt Hamar" in page
    assert "Del inn på nytt" in page


def test_before_the_first_division_the_leader_is_shown_the_way(
    leader: User, hamar_delegate: User, sign_in: SignIn, address: str
) -> None:
    assert "Se forslaget" in sign_in(leader).get(address).text
    assert "Se forslaget" not in sign_in(hamar_delegate).get(address).text


def test_the_leader_sees_the_proposal_makes_it_and_moves_someone(
    network: Network, hamar: Membership, lier: Membership, leader: User, sign_in: SignIn, address: str
) -> None:
    client = sign_in(leader)
    new = reverse("network:make_groups", args=[network.slug])
    assert "Vekstpress: 2" in client.get(new).text
    assert not GroupRun.objects.exists()
    assert client.post(new).headers["Location"] == address
    assert GroupRun.objects.get().made_by == leader
    move = reverse("network:override_group", args=[network.slug, "3403"])
    assert "Hamar har vekstpress" in client.get(move).text
    bad = client.post(move, {"group": STEADY, "reason": ""})
    assert bad.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f'value="{STEADY}" ' in bad.text
    assert "checked" in bad.text
    assert client.post(move, {"group": STEADY, "reason": "Prosjekt stanset"}).headers["Location"] == address
    assert "Prosjekt stanset" in client.get(address).text
    undo = reverse("network:undo_override", args=[network.slug, "3403"])
    client.post(undo)
    assert "Flyttet fra" not in client.get(address).text


def test_a_member_without_a_place_cannot_be_moved(
    run: GroupRun, network: Network, leader: User, sign_in: SignIn
) -> None:
    cast.make_member(network, "3405", "Lillehammer")
    for number in ("3405", "0000"):
        answer = sign_in(leader).get(reverse("network:override_group", args=[network.slug, number]))
        assert answer.status_code == HTTPStatus.NOT_FOUND


def test_the_queries_do_not_grow_with_the_network(
    run: GroupRun, network: Network, leader: User, sign_in: SignIn, address: str, django_assert_num_queries: Any
) -> None:
    client = sign_in(leader)
    for number, name in (("3405", "Lillehammer"), ("1103", "Stavanger")):
        forget_kept_pages()
        with django_assert_num_queries(9):
            client.get(address)
        cast.make_member(network, number, name)
        make_groups(network=network, by=leader)


def test_the_sentence_is_in_the_readers_language(run: GroupRun, leader: User, sign_in: SignIn, address: str) -> None:
    User.objects.update(language="en")
    assert "Hamar is under growth pressure" in sign_in(leader).get(address).text
