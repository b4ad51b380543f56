from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from husrom.portal.accounts.models import User
from husrom.portal.economy.queries import CostSheet, cost_sheet
from husrom.portal.economy.workbook import cost_workbook, rate_sentence
from husrom.portal.gatherings import actions
from husrom.portal.gatherings.models import Gathering, Registration
from husrom.portal.network.models import Membership, Network
from tests import cast
from tests.conftest import SignIn


@pytest.fixture(autouse=True)
def english(db: None) -> object:
    with translation.override("en"):
        yield


@pytest.fixture
def team(hamar: Membership, hamar_delegate: User) -> Membership:
    """Hamar: two were registered for the first gathering and one of them came; two are registered for the second."""
    cast.seat_person(hamar, "delegate", 2, "Delegat Hamar to")
    seats = list(hamar.seats.filter(role="delegate", number__in=(1, 2)))
    first, second = hamar.network.gatherings.filter(number__in=(1, 2))
    for gathering in (first, second):
        actions.register_seats(gathering=gathering, membership=hamar, seats=seats, by=None, outside_window=True)
    Registration.objects.filter(gathering=first, seat__number=1).update(arrived_at=timezone.now())
    return hamar


def sheet_of(network: Network, *members: Membership) -> CostSheet:
    chosen = frozenset(member.pk for member in members) if members else None
    return cost_sheet(network, timezone.localdate(), chosen)


def test_heads_times_rate_planned_and_actual(network: Network, team: Membership, lier: Membership) -> None:
    Gathering.objects.filter(number=2).update(day_package_nok=Decimal("950.50"))
    sheet = sheet_of(Network.objects.get())
    hamar, lier_row = sheet.rows
    held, ahead = hamar.costs[:2]
    assert (held.planned_heads, held.planned_nok, held.actual_heads, held.actual_nok) == (2, 1800, 1, 900)
    assert (ahead.planned_heads, ahead.planned_nok, ahead.actual_heads, ahead.actual_nok) == (2, 1901, None, None)
    assert (hamar.total.planned_nok, hamar.total.actual_nok) == (3701, 900)
    assert lier_row.total.actual_nok == 0, "held and nobody came is zero, not missing"
    assert sheet.total.planned_nok == 3701
    assert [rate.is_approximate for rate in sheet.rates] == [True, False, True, True, True]
    assert rate_sentence(sheet) == (
        "The network's rate is approx. NOK 900 per person per gathering. Gathering 2 has a price of its own."
    )


def test_who_waits_or_has_cancelled_costs_nothing(network: Network, team: Membership) -> None:
    for status in ("waiting", "cancelled"):
        Registration.objects.filter(gathering__number=2).update(status=status)
        assert sheet_of(network).rows[0].costs[1].planned_nok == 0


def test_one_who_has_left_still_pays_for_what_was_used(network: Network, team: Membership, lier: Membership) -> None:
    Membership.objects.update(status=Membership.Status.LEFT)
    assert [row.membership.name for row in sheet_of(network).rows] == ["Hamar"]


def test_a_municipality_sees_its_own_row_only(
    network: Network,
    team: Membership,
    lier_delegate: User,
    hamar_delegate: User,
    chief_executive: User,
    leader: User,
    sign_in: SignIn,
) -> None:
    address = f"/n/{network.slug}/kostnader/"

    def names(reader: User) -> list[str]:
        return [row.membership.name for row in sign_in(reader).get(address).context["sheet"].rows]

    assert names(leader) == ["Hamar", "Lier"]
    assert names(hamar_delegate) == names(chief_executive) == ["Hamar"]
    assert names(lier_delegate) == ["Lier"]
    workbook = sign_in(lier_delegate).get(address + "kostnader.xlsx")
    cells = [cell.value for row in openpyxl.load_workbook(BytesIO(workbook.content)).active for cell in row]
    assert "Lier" in cells
    assert "Hamar" not in cells


def test_others_do_not_see_costs(
    network: Network, observer: User, student: User, outsider: User, sign_in: SignIn
) -> None:
    for reader in (observer, student, outsider):
        for page in ("", "kostnader.xlsx"):
            assert sign_in(reader).get(f"/n/{network.slug}/kostnader/{page}").status_code == 404


def test_the_workbook_holds_figures_as_figures_and_text_as_text(network: Network, team: Membership) -> None:
    Membership.objects.filter(pk=team.pk).update(name='=HYPERLINK("http://example.org")')
    Network.objects.update(name="+1+1")
    sheet = sheet_of(Network.objects.get())
    page = openpyxl.load_workbook(BytesIO(cost_workbook(sheet, made_on=timezone.localdate()))).active
    assert page["A1"].value == "+1+1"
    assert page["A1"].data_type == "s"
    assert page["A2"].value.startswith("Made on ")
    assert "approx. NOK 900" in page["A3"].value
    assert page["A4"].value == "Each municipality pays the day packages of its own people."
    assert (page["A8"].value, page["A8"].data_type) == ("3403", "s")
    assert page["B8"].data_type == "s"
    assert [cell.value for cell in page[8]][2:12] == [2, 1, 900, 1800, 900, 2, None, 900, 1800, None]
    assert page["F8"].number_format == "#,##0.00"
    assert page["B9"].value == "Total"
    assert page["F9"].value == 1800


def test_the_network_may_pay(network: Network, team: Membership, leader: User, sign_in: SignIn) -> None:
    Network.objects.update(paid_by="network")
    User.objects.update(language="en")
    page = sign_in(leader).get(f"/n/{network.slug}/kostnader/")
    assert page.context["sheet"].network_pays
    assert page.context["payer"] != ""


@pytest.mark.parametrize("members", [1, 3])
def test_the_page_asks_the_same_however_many_there_are(
    network: Network, team: Membership, leader: User, sign_in: SignIn, members: int
) -> None:
    for number in range(1, members):
        cast.make_member(network, f"99{number:02}", f"Kommune {number}")
    client = sign_in(leader)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/n/{network.slug}/kostnader/").status_code == 200
    assert len(captured) == 8
