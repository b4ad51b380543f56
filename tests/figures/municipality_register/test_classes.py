"""The classes here are invented; the forms are the register's."""

import datetime as dt
from collections.abc import Iterator

import pytest

from husrom.figures.clients.connection import Connection
from husrom.figures.clients.klass import Klass
from husrom.figures.clients.rate_limiting import RateLimit
from husrom.figures.errors import SourceRefusedError
from husrom.figures.municipality_register import register_datasets
from husrom.figures.municipality_register.classes import municipality_centrality, municipality_kostra_group
from husrom.figures.municipality_register.errors import MunicipalityRegisterError
from husrom.figures.municipality_register.history import History, read_history
from husrom.figures.snapshot import table
from tests.fake_sources.faults import Fault, Kind
from tests.fake_sources.klass import FakeCorrespondence, FakeKlass
from tests.fake_sources.klass_history import klass_from_history
from tests.fake_sources.server import FakeServer

CLASSES = {"3403": ("3", "EKG11"), "1840": ("6", "EKG05"), "0301": ("1", "EKG13")}
YEARS = range(2020, 2027)
REFUSED = Fault(Kind.STATUS, 403, content=b'{"title":"Forbidden","status":403}')


@pytest.fixture
def source() -> FakeKlass:
    return klass_from_history(table("municipality_codes"), table("municipalities"), classes=CLASSES)


@pytest.fixture
def server(source: FakeKlass) -> Iterator[FakeServer]:
    with FakeServer(source) as served:
        yield served


@pytest.fixture
def klass(server: FakeServer) -> Iterator[Klass]:
    with Connection(server.url, rate=RateLimit(calls=1000, window_s=1)) as connection:
        yield Klass(connection)


@pytest.fixture
def history(klass: Klass) -> History:
    return read_history(klass)


def test_centrality_is_given_for_each_year_that_has_a_table(klass: Klass, history: History) -> None:
    rows = municipality_centrality(klass, history, YEARS).rows()
    assert rows[:3] == [
        ("0301", 2024, 2024, "1", "Sentralitet 1"),
        ("1840", 2024, 2024, "6", "Sentralitet 6"),
        ("3403", 2024, 2024, "3", "Sentralitet 3"),
    ]
    assert {row[2] for row in rows} == {2024, 2025, 2026}


def test_kostra_group_is_the_source_of_its_table_and_the_country_is_none(klass: Klass, history: History) -> None:
    rows = municipality_kostra_group(klass, history, range(2026, 2027)).rows()
    assert rows == [
        ("0301", 2024, 2026, "EKG13", "KOSTRA-gruppe 13"),
        ("1840", 2024, 2026, "EKG05", "KOSTRA-gruppe 5"),
        ("3403", 2024, 2026, "EKG11", "KOSTRA-gruppe 11"),
    ]


def test_whole_time_is_one_question_where_the_register_has_it_all(
    klass: Klass, history: History, server: FakeServer
) -> None:
    municipality_centrality(klass, history, range(2024, 2027))
    assert len(server.asked("corresponds")) == 1


def test_class_that_changes_between_years_is_told_by_year(source: FakeKlass, klass: Klass, history: History) -> None:
    # Numbers of the division of 2020, whose names the fake takes from the versions of the classification.
    earlier = FakeCorrespondence(2838, 131, 128, dt.date(2020, 1, 1), dt.date(2024, 1, 1), [("3403", "4")])
    source.correspondences.append(earlier)
    hamar = municipality_centrality(klass, history, range(2022, 2026)).filter(municipality_number="3403")
    assert hamar.select("division_year", "year", "class_code").rows() == [
        (2020, 2022, "4"),
        (2020, 2023, "4"),
        (2024, 2024, "3"),
        (2024, 2025, "3"),
    ]


def test_two_classes_at_once_are_an_error(source: FakeKlass, klass: Klass, history: History) -> None:
    source.correspondences[1].pairs.append(("EKG12", "3403"))
    with pytest.raises(MunicipalityRegisterError, match="3403 in both EKG11 and EKG12 in 2026"):
        municipality_kostra_group(klass, history, range(2026, 2027))


def test_other_areas_have_no_class(source: FakeKlass, klass: Klass, history: History) -> None:
    source.correspondences[0].pairs.append(("9999", "6"))
    assert "9999" not in municipality_centrality(klass, history, YEARS)["municipality_number"]


def test_register_without_any_table_gives_no_rows(source: FakeKlass, klass: Klass) -> None:
    source.correspondences.clear()
    datasets = register_datasets(klass, on=dt.date(2026, 11, 23))
    assert datasets["municipality_centrality"].is_empty()
    assert datasets["municipality_kostra_group"].columns == [
        "municipality_number",
        "division_year",
        "year",
        "class_code",
        "class_name",
    ]


@pytest.mark.parametrize("served_before", [0, 1])
def test_other_refusals_are_passed_on(klass: Klass, history: History, server: FakeServer, served_before: int) -> None:
    matching = ("corresponds?", "from=2021-01-01")[served_before]
    server.fail_next(REFUSED, matching=matching)
    with pytest.raises(SourceRefusedError) as refused:
        municipality_centrality(klass, history, YEARS)
    assert refused.value.status == 403
