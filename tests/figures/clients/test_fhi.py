import datetime as dt
from collections.abc import Iterator

import pytest

from husrom.figures.clients.contents import UnexpectedAnswerError
from husrom.figures.clients.fhi import Fhi
from husrom.figures.clients.fhi_selection import Choice, SelectionError, everything, items, matching, newest, oldest
from husrom.figures.cubes.cube import Cell, Cube, Unit
from husrom.figures.errors import SourceRefusedError
from tests.fake_sources.clock import FakeClock
from tests.fake_sources.faults import CUT, Fault, too_many_calls, unavailable, wrong_content
from tests.fake_sources.fhi import FakeFhi, crowding_table
from tests.fake_sources.server import FakeServer
from tests.figures.clients.conftest import Connect

CROWDING = 794
REST = (items("ALDER", ["0_120"]), items("UTDANN", ["0"]), items("BODD", ["trangt"]), items("MEASURE_TYPE", ["RATE"]))


@pytest.fixture
def source() -> FakeFhi:
    return FakeFhi([crowding_table()])


@pytest.fixture
def server(source: FakeFhi) -> Iterator[FakeServer]:
    with FakeServer(source) as served:
        yield served


@pytest.fixture
def fhi(server: FakeServer, connect: Connect) -> Fhi:
    return Fhi(connect(server))


def crowding(fhi: Fhi, *choices: Choice) -> Cube:
    return fhi.data(CROWDING, [*choices, *REST])


def test_newest_is_the_last_year_and_oldest_the_first(fhi: Fhi, server: FakeServer) -> None:
    assert crowding(fhi, items("GEO", ["0"]), newest(2)).dimension("AAR").codes == ("2023_2023", "2024_2024")
    assert server.asked("/data")[-1].json()["dimensions"][1] == {"code": "AAR", "filter": "bottom", "values": ["2"]}
    assert crowding(fhi, items("GEO", ["0"]), oldest(1)).dimension("AAR").codes == ("2015_2015",)


def test_signs_among_the_values_become_statuses_and_never_zero(fhi: Fhi) -> None:
    cube = crowding(fhi, everything("GEO"), newest(1))
    assert cube.cell({"GEO": "3450"}) == Cell(None, ":")
    assert cube.cell({"GEO": "1840"}) == Cell(None, "..")
    assert cube.cell({"GEO": "0"}) == Cell(5.9, "")


def test_cell_without_number_or_sign_says_nothing(fhi: Fhi) -> None:
    rest = [items("ALDER", ["0_17"]), *REST[1:]]
    cube = fhi.data(CROWDING, [items("GEO", ["0"]), newest(1), *rest])
    assert cube.cell({}) == Cell(None, "")


def test_cube_says_what_its_signs_units_and_dimensions_are(fhi: Fhi) -> None:
    cube = crowding(fhi, everything("GEO"), newest(1))
    assert ": Anonymisert eller skjult av andre årsaker" in [note.text for note in cube.notes]
    assert cube.dimension("MEASURE_TYPE").units == {"RATE": Unit("andel (prosent)", 1)}
    assert [cube.dimension(code).role for code in ("AAR", "GEO", "MEASURE_TYPE")] == ["time", "geo", "metric"]
    assert (cube.table, cube.label) == ("794", "Trangbodd_UTDANN")
    assert cube.updated == dt.datetime(2026, 3, 20, 9, 0, 0, 770632, tzinfo=dt.UTC)


def test_pattern_chooses_what_fits_it(fhi: Fhi) -> None:
    assert crowding(fhi, matching("GEO", "34*"), newest(1)).dimension("GEO").codes == ("34", "3403", "3450")


def test_dimensions_keep_what_lies_above_each_category(fhi: Fhi) -> None:
    geography = fhi.dimensions(CROWDING)[0]
    parents = {category.code: category.parent for category in geography.categories}
    assert parents == {"0": None, "34": "0", "3403": "34", "3450": "34", "18": "0", "1840": "18"}
    assert geography.codes == ("0", "34", "3403", "3450", "18", "1840")


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ([newest(1), *REST], "says nothing of GEO"),
        ([everything("GEO"), newest(1), *REST, items("KJONN", ["0"])], "no dimension KJONN"),
        ([everything("GEO"), newest(1), oldest(1), *REST], "mentions AAR twice"),
        ([items("GEO", ["0", "0403"]), newest(1), *REST], "GEO has no category 0403"),
    ],
)
def test_selection_that_does_not_fit_is_not_sent(
    fhi: Fhi, server: FakeServer, choices: list[Choice], said: str
) -> None:
    with pytest.raises(SelectionError, match=said):
        fhi.data(CROWDING, choices)
    assert server.asked("/data") == []


def test_source_refuses_a_dimension_left_out_and_its_words_are_passed_on(server: FakeServer, connect: Connect) -> None:
    body = {"dimensions": [], "response": {"format": "json-stat2"}}
    with pytest.raises(SourceRefusedError, match="Dimensjonen GEO mangler"):
        connect(server).post(f"/nokkel/table/{CROWDING}/data", (), body)


def test_more_rows_than_allowed_are_refused(fhi: Fhi) -> None:
    with pytest.raises(SourceRefusedError, match="60 rader"):
        fhi.data(CROWDING, [everything("GEO"), everything("AAR"), *REST], most_rows=59)
    assert fhi.data(CROWDING, [everything("GEO"), everything("AAR"), *REST], most_rows=60).size == 60


def test_tables_tell_when_they_changed(fhi: Fhi) -> None:
    (table,) = fhi.tables()
    assert (table.identifier, table.title) == (CROWDING, "Trangbodd_UTDANN")
    assert table.modified_at == dt.datetime(2026, 3, 21, 9, tzinfo=dt.UTC)
    assert fhi.table(CROWDING) == table
    assert fhi.tables(modified_after=dt.date(2026, 3, 22)) == ()


def test_sources_signs_and_description_are_read(fhi: Fhi) -> None:
    assert [source.identifier for source in fhi.sources()] == ["nokkel"]
    assert fhi.signs(CROWDING).keys() == {"..", ".", ":"}
    assert [paragraph.header for paragraph in fhi.description(CROWDING)] == ["Beskrivelse"]


def test_unknown_table_is_refused(fhi: Fhi) -> None:
    with pytest.raises(SourceRefusedError) as refused:
        fhi.table(1)
    assert refused.value.status == 404


@pytest.mark.parametrize("fault", [CUT, unavailable(), too_many_calls(), wrong_content()])
def test_passing_fault_is_waited_out(fhi: Fhi, server: FakeServer, clock: FakeClock, fault: Fault) -> None:
    server.fail_next(fault, matching="/data")
    assert crowding(fhi, items("GEO", ["3403"]), newest(1)).size == 1
    assert clock.slept


@pytest.mark.parametrize(
    "content",
    [
        b'["a list"]',
        b'{"class": "collection"}',
        b'{"class": "dataset", "id": ["GEO"], "size": [2], "dimension": {"GEO": {"category": {}}}, "value": [1, 2]}',
        b'{"class": "dataset", "id": "GEO", "size": [], "dimension": [], "value": null}',
        b'{"class": "dataset", "id": [], "size": [], "dimension": {"GEO": 1}, "value": [[1]], "status": [1]}',
    ],
)
def test_answer_of_another_form_is_refused_and_not_kept(
    server: FakeServer, connect: Connect, clock: FakeClock, content: bytes
) -> None:
    fhi = Fhi(connect(server), kept_since=clock.now() - dt.timedelta(days=1))
    server.fail_next(wrong_content(content), matching="/data")
    with pytest.raises(UnexpectedAnswerError, match="newer Husrom"):
        crowding(fhi, items("GEO", ["0"]), newest(1))
    assert crowding(fhi, items("GEO", ["0"]), newest(1)).size == 1


def test_signs_given_in_status_stand_too(server: FakeServer, fhi: Fhi) -> None:
    dimension = b'"dimension": {"GEO": {"category": {"index": ["0", "34", "18"]}}}'
    for value, status in ((b'[1, ":", null]', b'{"2": ".."}'), (b'[1, ":", null]', b'["", ":", ".."]')):
        answered = b'{"class": "dataset", "id": ["GEO"], "size": [3], %b, "value": %b, "status": %b}'
        server.fail_next(wrong_content(answered % (dimension, value, status)), matching="/data")
        cube = crowding(fhi, items("GEO", ["0"]), newest(1))
        assert [cube.cell({"GEO": code}).status for code in ("0", "34", "18")] == ["", ":", ".."]


def test_kept_answers_spare_the_source(server: FakeServer, connect: Connect, clock: FakeClock) -> None:
    fhi = Fhi(connect(server), kept_since=clock.now() - dt.timedelta(days=1))
    first = crowding(fhi, items("GEO", ["0"]), newest(1))
    assert crowding(fhi, items("GEO", ["0"]), newest(1)) == first
    assert len(server.asked("/data")) == 1
