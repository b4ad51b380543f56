import datetime as dt
from collections.abc import Callable, Iterator

import pytest

from husrom.figures.clients.connection import Connection
from husrom.figures.clients.klass import Klass
from husrom.figures.clients.rate_limiting import RateLimit
from husrom.figures.errors import SourceRefusedError
from husrom.figures.municipality_register.errors import MunicipalityRegisterError
from husrom.figures.municipality_register.history import History, read_history
from husrom.figures.snapshot import table
from tests.fake_sources.klass import FakeClassification, FakeKlass, FakeVersion
from tests.fake_sources.klass_history import FIRST_VERSION, klass_from_history
from tests.fake_sources.server import FakeServer

Read = Callable[[FakeKlass], History]


@pytest.fixture
def read() -> Iterator[Read]:
    def from_source(source: FakeKlass) -> History:
        with FakeServer(source) as server, Connection(server.url, rate=RateLimit(calls=1000, window_s=1)) as connection:
            return read_history(Klass(connection), begin=FIRST_VERSION)

    return from_source


@pytest.fixture(scope="module")
def packaged() -> Iterator[History]:
    source = klass_from_history(table("municipality_codes"), table("municipalities"))
    with FakeServer(source) as server, Connection(server.url, rate=RateLimit(calls=1000, window_s=1)) as connection:
        yield read_history(Klass(connection), begin=FIRST_VERSION)


def of_versions(*versions: tuple[int, dict[str, str], list[tuple[str | None, str | None]]]) -> FakeKlass:
    """KLASS with a division from 1 January of each year and the changes that led to it; the numbers are invented."""
    made = [
        FakeVersion(place, str(year), dt.date(year, 1, 1), names) for place, (year, names, _) in enumerate(versions)
    ]
    changes = {dt.date(year, 1, 1): lines for year, _, lines in versions[1:]}
    return FakeKlass({131: FakeClassification("Standard for kommuneinndeling", made, changes)})


@pytest.mark.parametrize(
    ("number", "last_day", "successors"),
    [
        ("1601", dt.date(2017, 12, 31), ("5001",)),  # Trøndelag renumbered
        ("1624", dt.date(2017, 12, 31), ("5054",)),  # merged with 1718 in the same stroke
        ("1002", dt.date(2019, 12, 31), ("4205",)),
        ("1141", dt.date(2019, 12, 31), ("1103",)),  # a neighbour kept its number
        ("1850", dt.date(2019, 12, 31), ("1806", "1875")),  # split
        ("5012", dt.date(2019, 12, 31), ("5055", "5056", "5059")),
        ("1507", dt.date(2023, 12, 31), ("1508", "1580")),
        ("3031", dt.date(2023, 12, 31), ("3232",)),
    ],
)
def test_changes_of_2018_2020_and_2024_are_direct(
    packaged: History, number: str, last_day: dt.date, successors: tuple[str, ...]
) -> None:
    assert packaged.periods[number].valid_to == last_day
    assert packaged.successors[number] == successors


def test_numbers_lead_to_those_in_use_over_several_changes(packaged: History) -> None:
    assert packaged.current_numbers("0228") == ("3224",)
    assert packaged.current_numbers("1613") == ("5055", "5056", "5059")


def test_adjusted_border_is_no_succession(packaged: History) -> None:
    adjusted = [change for change in packaged.adjustments if change.occurred == dt.date(2026, 1, 1)]
    assert [(change.old_code, change.new_code) for change in adjusted] == [("3232", "3232"), ("3230", "3230")]
    assert "3232" not in packaged.successors
    assert packaged.periods["3232"].valid_from == dt.date(2024, 1, 1)


def test_other_areas_of_the_register_are_left_out(packaged: History) -> None:
    assert {"2111", "9999"}.isdisjoint(packaged.periods)


def test_division_year_is_that_of_the_latest_change(packaged: History) -> None:
    days = [dt.date(2018, 6, 1), dt.date(2023, 12, 31), dt.date(2026, 11, 23)]
    assert [packaged.division_year(day) for day in days] == [2018, 2020, 2024]


def test_division_before_any_known_day_has_no_year(read: Read) -> None:
    history = read(of_versions((1977, {"0101": "Halden"}, [])))
    assert history.division_year(dt.date(2000, 1, 1)) is None


def test_change_of_name_does_not_end_a_number(read: Read) -> None:
    history = read(
        of_versions(
            (1977, {"1841": "Fauske", "1842": "Skjerstad"}, []),
            (2000, {"1841": "Fauske - Fuosko", "1842": "Skjerstad"}, [("1841", "1841")]),
            (2010, {"1841": "Fauske - Fuossko"}, [("1841", "1841"), ("1842", "1841")]),
        )
    )
    assert history.periods["1841"].registered_name == "Fauske - Fuossko"
    assert (history.periods["1841"].valid_from, history.periods["1841"].valid_to) == (None, None)
    assert history.successors == {"1842": ("1841",)}


def test_number_used_again_after_a_break_keeps_its_later_time(read: Read) -> None:
    history = read(
        of_versions(
            (1950, {"1516": "Ulstein", "1517": "Hareid"}, []),
            (1964, {"1516": "Ulstein"}, [("1517", "1516")]),
            (1977, {"1516": "Ulstein", "1517": "Hareid"}, [("1516", "1517"), ("1516", "1516")]),
        )
    )
    assert history.periods["1517"].valid_from == dt.date(1977, 1, 1)
    assert history.periods["1517"].valid_to is None
    assert history.successors == {}


def test_ground_between_numbers_in_use_is_an_adjustment(read: Read) -> None:
    history = read(
        of_versions(
            (1977, {"3203": "Asker", "3312": "Lier"}, []),
            (2026, {"3203": "Asker", "3312": "Lier"}, [("3203", "3312")]),
        )
    )
    assert history.successors == {}
    assert [(change.old_code, change.new_code) for change in history.adjustments] == [("3203", "3312")]


def test_recent_number_that_leads_nowhere_is_an_error(read: Read) -> None:
    source = of_versions((1977, {"0101": "Halden", "0102": "Sarpsborg"}, []), (2020, {"0101": "Halden"}, []))
    with pytest.raises(MunicipalityRegisterError, match="what became of 0102"):
        read(source)


def test_number_that_led_nowhere_long_ago_is_left_out_with_those_before_it(read: Read) -> None:
    history = read(
        of_versions(
            (1950, {"0101": "Halden", "0102": "Gamleby"}, []),
            (1970, {"0101": "Halden", "0103": "Nyby"}, [("0102", "0103")]),
            (1990, {"0101": "Halden"}, []),
        )
    )
    assert history.untraced == ("0102", "0103")
    assert history.periods.keys() == {"0101"}
    assert history.successors == {}


def test_successor_not_in_use_then_does_not_count(read: Read) -> None:
    source = of_versions(
        (1977, {"0101": "Halden", "0102": "Sarpsborg"}, []),
        (2020, {"0101": "Halden"}, [("0102", "3105")]),
        (2024, {"0101": "Halden", "3105": "Sarpsborg"}, []),
    )
    with pytest.raises(MunicipalityRegisterError, match="what became of 0102"):
        read(source)


def test_register_without_municipalities_is_an_error(read: Read) -> None:
    with pytest.raises(MunicipalityRegisterError, match="no municipality"):
        read(of_versions((1977, {"9999": "Uoppgitt"}, [])))


def test_register_that_lacks_a_table_of_changes_is_passed_on(read: Read) -> None:
    source = klass_from_history(table("municipality_codes"), table("municipalities"))
    del source.classifications[131].changes[dt.date(2020, 1, 1)]
    with pytest.raises(SourceRefusedError, match="no change table"):
        read(source)


def test_numbers_that_ended_before_the_beginning_are_left_out() -> None:
    source = of_versions(
        (1950, {"0101": "Halden", "0102": "Gamleby"}, []),
        (1970, {"0101": "Halden"}, [("0102", "0101")]),
        (2020, {"3001": "Halden"}, [("0101", "3001")]),
    )
    with FakeServer(source) as server, Connection(server.url, rate=RateLimit(calls=1000, window_s=1)) as connection:
        history = read_history(Klass(connection))
    assert history.periods.keys() == {"0101", "3001"}
    assert history.periods["0101"].valid_from is None
