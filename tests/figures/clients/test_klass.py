import datetime as dt
from collections.abc import Iterator

import pytest

from husrom.figures.clients.contents import UnexpectedAnswerError
from husrom.figures.clients.klass import Klass
from husrom.figures.clients.klass_answers import CodeChange
from husrom.figures.errors import SourceRefusedError, SourceUnavailableError
from tests.fake_sources.clock import FakeClock
from tests.fake_sources.faults import CUT, Fault, too_many_calls, unavailable, wrong_content
from tests.fake_sources.klass import FakeClassification, FakeCorrespondence, FakeKlass, FakeVersion
from tests.fake_sources.server import FakeServer
from tests.figures.clients.conftest import Connect

# Real numbers and names; the versions are few and their numbers invented.
BEFORE = {"1601": "Trondheim", "1840": "Saltdal", "1850": "Tysfjord"}
YEAR_2018 = {"1840": "Saltdal", "1850": "Divtasvuodna - Tysfjord", "5001": "Trondheim"}
YEAR_2020 = {"1806": "Narvik", "1840": "Saltdal", "1875": "Hamarøy", "5001": "Trondheim"}
BORDER_YEAR = dt.date(2026, 1, 1)
VERSIONS = [
    FakeVersion(1, "Kommuneinndeling 2017", dt.date(2017, 1, 1), BEFORE),
    FakeVersion(2, "Kommuneinndeling 2018", dt.date(2018, 1, 1), YEAR_2018),
    FakeVersion(3, "Kommuneinndeling 2020", dt.date(2020, 1, 1), YEAR_2020),
    FakeVersion(4, "Kommuneinndeling 2026", BORDER_YEAR, YEAR_2020),
]
CHANGES: dict[dt.date, list[tuple[str | None, str | None]]] = {
    dt.date(2018, 1, 1): [("1601", "5001"), ("1850", "1850")],
    dt.date(2020, 1, 1): [("1850", "1806"), ("1850", "1875"), (None, "1806")],
    BORDER_YEAR: [("1840", "1840")],
}
CENTRALITY = FakeClassification(
    "Sentralitet",
    [FakeVersion(9, "Sentralitet 2020", dt.date(2020, 1, 1), {"1": "Mest sentral", "6": "Minst sentral"})],
)
TABLE = FakeCorrespondence(2839, 131, 128, dt.date(2020, 1, 1), None, [("5001", "1"), ("1840", "6")])


@pytest.fixture
def source() -> FakeKlass:
    return FakeKlass({131: FakeClassification("Kommuner", list(VERSIONS), dict(CHANGES)), 128: CENTRALITY}, [TABLE])


@pytest.fixture
def server(source: FakeKlass) -> Iterator[FakeServer]:
    with FakeServer(source) as served:
        yield served


@pytest.fixture
def klass(server: FakeServer, connect: Connect) -> Klass:
    return Klass(connect(server))


def test_json_is_asked_for_since_the_register_answers_in_xml(klass: Klass, server: FakeServer) -> None:
    klass.codes_at(131, dt.date(2020, 1, 1))
    (request,) = server.asked()
    assert request.headers["accept"] == "application/json"
    assert ".json" not in request.target
    plain = server.source.answer(type(request)("GET", request.path, request.query, {}, b"", request.target))
    assert plain.content_type.startswith("application/xml")
    assert b"<codeItem>" in plain.content


def test_codes_at_gives_the_codes_of_the_day(klass: Klass) -> None:
    assert {code.code for code in klass.codes_at(131, dt.date(2019, 12, 31))} == YEAR_2018.keys()
    assert {code.code for code in klass.codes_at(131, dt.date(2020, 1, 1))} == YEAR_2020.keys()


def test_code_in_use_has_no_last_day_and_one_that_ended_its_own(klass: Klass) -> None:
    found = {(code.code, code.name): code for code in klass.codes(131, dt.date(1977, 1, 1))}
    assert found["1840", "Saltdal"].valid_to is None
    assert found["1601", "Trondheim"].valid_to == dt.date(2017, 12, 31)
    assert found["5001", "Trondheim"].valid_from == dt.date(2018, 1, 1)


def test_code_is_listed_once_for_each_name(klass: Klass) -> None:
    names = [(code.name, code.valid_to) for code in klass.codes(131, dt.date(2017, 6, 1)) if code.code == "1850"]
    assert sorted(names) == [
        ("Divtasvuodna - Tysfjord", dt.date(2019, 12, 31)),
        ("Tysfjord", dt.date(2017, 12, 31)),
    ]


def test_last_day_asked_about_counts_though_the_register_leaves_it_out(klass: Klass, server: FakeServer) -> None:
    codes = klass.codes(131, dt.date(2018, 1, 1), dt.date(2020, 1, 1))
    assert "1806" in {code.code for code in codes}
    assert server.asked()[-1].parameter("to") == "2020-01-02"
    assert "1806" not in {code.code for code in klass.codes(131, dt.date(2018, 1, 1), dt.date(2019, 12, 31))}


def test_changes_tell_of_splits_and_keep_adjustments_apart(klass: Klass) -> None:
    changes = klass.changes(131, dt.date(2019, 6, 1))
    split = [change.new_code for change in changes if change.old_code == "1850"]
    assert split == ["1806", "1875"]
    (adjusted,) = [change for change in changes if change.keeps_code]
    assert adjusted == CodeChange("1840", "Saltdal", "1840", "Saltdal", BORDER_YEAR)


def test_code_from_nowhere_has_no_old_code(klass: Klass) -> None:
    (began,) = [change for change in klass.changes(131, dt.date(2019, 6, 1)) if change.old_code is None]
    assert (began.new_code, began.old_name) == ("1806", None)


def test_changes_leave_out_what_took_effect_on_the_first_day(klass: Klass) -> None:
    occurred = {change.occurred for change in klass.changes(131, dt.date(2018, 1, 1), dt.date(2020, 1, 1))}
    assert occurred == {dt.date(2020, 1, 1)}


def test_missing_table_of_changes_is_refused_with_the_registers_words(klass: Klass, source: FakeKlass) -> None:
    del source.classifications[131].changes[dt.date(2018, 1, 1)]
    with pytest.raises(SourceRefusedError, match="no change table") as refused:
        klass.changes(131, dt.date(2017, 1, 1))
    assert refused.value.status == 404


def test_correspondences_are_cut_to_the_days_asked_about(klass: Klass) -> None:
    found = klass.correspondences(131, 128, dt.date(2021, 1, 1), dt.date(2022, 12, 31))
    assert {(line.source_code, line.target_code, line.target_name) for line in found} == {
        ("5001", "1", "Mest sentral"),
        ("1840", "6", "Minst sentral"),
    }
    assert {(line.valid_from, line.valid_to) for line in found} == {(dt.date(2021, 1, 1), dt.date(2022, 12, 31))}


def test_correspondences_missing_for_a_part_of_the_time_are_refused(klass: Klass) -> None:
    with pytest.raises(SourceRefusedError, match="no correspondence table"):
        klass.correspondences(131, 128, dt.date(2019, 1, 1), dt.date(2022, 12, 31))


def test_correspondences_at_a_day_have_no_days_of_their_own(klass: Klass) -> None:
    found = klass.correspondences_at(131, 128, dt.date(2024, 1, 1))
    assert {line.source_code: line.target_code for line in found} == {"5001": "1", "1840": "6"}
    assert {(line.valid_from, line.valid_to) for line in found} == {(None, None)}


def test_code_that_belongs_to_nothing_is_left_out(klass: Klass, source: FakeKlass) -> None:
    source.correspondences = [
        FakeCorrespondence(2839, 131, 128, TABLE.valid_from, None, [*TABLE.pairs, ("1806", None)])
    ]
    assert [line.source_code for line in klass.correspondence_table(2839)] == ["5001", "1840"]
    assert len(klass.correspondences_at(131, 128, dt.date(2024, 1, 1))) == 2


def test_correspondence_table_is_read_by_its_number(klass: Klass) -> None:
    assert [line.source_code for line in klass.correspondence_table(2839)] == ["5001", "1840"]


def test_versions_have_numbers_and_days(klass: Klass) -> None:
    newest, *_others, oldest = klass.versions(131)
    assert (newest.identifier, newest.valid_from, newest.valid_to) == (4, BORDER_YEAR, None)
    assert (oldest.identifier, oldest.valid_to) == (1, dt.date(2017, 12, 31))


def test_unknown_classification_is_refused(klass: Klass) -> None:
    with pytest.raises(SourceRefusedError, match="Classification not found with id = 99999"):
        klass.codes_at(99999, dt.date(2024, 1, 1))


@pytest.mark.parametrize("fault", [CUT, unavailable(), too_many_calls(), wrong_content()])
def test_passing_fault_is_waited_out(fault: Fault, klass: Klass, server: FakeServer, clock: FakeClock) -> None:
    server.fail_next(fault)
    assert len(klass.codes_at(131, dt.date(2024, 1, 1))) == len(YEAR_2020)
    assert clock.slept


def test_register_that_stays_away_is_said_to(klass: Klass, server: FakeServer) -> None:
    server.fail_next(unavailable(), times=100)
    with pytest.raises(SourceUnavailableError):
        klass.codes_at(131, dt.date(2024, 1, 1))


def test_answer_of_another_form_is_not_kept(
    server: FakeServer, connect: Connect, source: FakeKlass, clock: FakeClock
) -> None:
    connection = connect(server)
    klass = Klass(connection, kept_since=clock.now() - dt.timedelta(days=1))
    server.fail_next(wrong_content(b'{"codes": [{"code": 1840, "name": "Saltdal", "level": "1"}]}'))
    with pytest.raises(UnexpectedAnswerError, match='"code" is 1840'):
        klass.codes_at(131, dt.date(2024, 1, 1))
    assert len(klass.codes_at(131, dt.date(2024, 1, 1))) == len(YEAR_2020)


def test_kept_answer_spares_the_register(server: FakeServer, connect: Connect, clock: FakeClock) -> None:
    klass = Klass(connect(server), kept_since=clock.now() - dt.timedelta(days=1))
    first = klass.codes_at(131, dt.date(2024, 1, 1))
    assert klass.codes_at(131, dt.date(2024, 1, 1)) == first
    assert len(server.asked("codesAt")) == 1
