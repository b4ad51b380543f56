import datetime as dt
import json
from collections.abc import Iterator

import pytest

from husrom.figures.clients.contents import UnexpectedAnswerError
from husrom.figures.clients.kartverket import Kartverket
from husrom.figures.clients.kartverket_answers import County, NamedMunicipality, OfficialName, Place
from husrom.figures.errors import SourceRefusedError
from tests.fake_sources.clock import FakeClock
from tests.fake_sources.faults import CUT, Fault, too_many_calls, unavailable, wrong_content
from tests.fake_sources.kartverket import FakeKartverket
from tests.fake_sources.server import FakeServer
from tests.figures.clients.conftest import Connect

HAMAR = NamedMunicipality("3403", "Hamar", "Hamar")
RINGSAKER = NamedMunicipality("3411", "Ringsaker", "Ringsaker")
SQUARE = [[11, 60], [12, 60], [12, 61], [11, 61], [11, 60]]


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer(FakeKartverket()) as served:
        yield served


@pytest.fixture
def kartverket(server: FakeServer, connect: Connect) -> Kartverket:
    return Kartverket(connect(server))


def test_municipalities_come_by_number_with_their_norwegian_names(kartverket: Kartverket) -> None:
    found = kartverket.municipalities()
    assert [municipality.number for municipality in found] == ["1840", "3403", "3411", "5540"]
    assert found[-1] == NamedMunicipality("5540", "Gáivuotna", "Kåfjord")


def test_municipality_has_its_official_names_in_order(kartverket: Kartverket) -> None:
    found = kartverket.municipality("5540")
    assert found.official_names == (
        OfficialName("Gáivuotna", "Northern Sami"),
        OfficialName("Kåfjord", "Norwegian"),
        OfficialName("Kaivuono", "Kven Finnish"),
    )
    assert (found.norwegian_name, found.county_number, found.county_name) == ("Kåfjord", "55", "Troms")
    assert (found.longitude, found.latitude, found.in_sami_area) == (20.5, 69.5, True)


def test_places_for_names_that_are_not_in_use_are_left_out(kartverket: Kartverket) -> None:
    found = kartverket.municipality("3403")
    assert found.official_names == (OfficialName("Hamar", "Norwegian"),)
    assert not found.in_sami_area


def test_area_is_in_the_coordinates_asked_for(kartverket: Kartverket, server: FakeServer) -> None:
    area = kartverket.municipality_area("3403", epsg=25833)
    assert (area.number, area.name, area.epsg) == ("3403", "Hamar", 25833)
    assert area.polygons == ((tuple((float(east), float(north)) for east, north in SQUARE),),)
    assert server.asked()[-1].parameter("utkoordsys") == "25833"


def test_county_area_has_the_polygons_of_all_its_parts(kartverket: Kartverket) -> None:
    area = kartverket.county_area("34")
    assert (area.number, area.name, len(area.polygons), area.epsg) == ("34", "Innlandet", 2, 4258)


def test_counties_come_by_number(kartverket: Kartverket) -> None:
    assert kartverket.counties() == (County("18", "Nordland"), County("34", "Innlandet"), County("55", "Troms"))


def test_neighbours_touch(kartverket: Kartverket) -> None:
    assert kartverket.neighbours("3403") == (RINGSAKER,)
    assert kartverket.neighbours("3411") == (HAMAR,)


def test_point_lies_in_a_municipality_or_in_none(kartverket: Kartverket, server: FakeServer) -> None:
    assert kartverket.place_at(60.8, 11.1) == Place("3403", "Hamar", "34", "Innlandet")
    (request,) = server.asked("/punkt")
    assert dict(request.query) == {"nord": "60.8", "ost": "11.1", "koordsys": "4258"}
    assert kartverket.place_at(50.0, 11.1) is None


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("hamar", ["3403"]),
        ("*ham*", ["3403"]),
        ("kaivuono", ["5540"]),
        ("*a*r", []),
        ("Mandal", []),
        ("*aker", ["3411"]),
    ],
)
def test_search_finds_official_names(kartverket: Kartverket, name: str, numbers: list[str]) -> None:
    assert [municipality.number for municipality in kartverket.search(name)] == numbers


def test_search_that_is_not_allowed_is_refused(kartverket: Kartverket) -> None:
    with pytest.raises(SourceRefusedError) as refused:
        kartverket.search("h")
    assert refused.value.status == 400


def test_number_not_in_use_today_is_refused(kartverket: Kartverket) -> None:
    with pytest.raises(SourceRefusedError) as refused:
        kartverket.municipality_area("0403")
    assert refused.value.status == 404


@pytest.mark.parametrize("fault", [CUT, unavailable(), too_many_calls(), wrong_content()])
def test_passing_fault_is_waited_out(
    kartverket: Kartverket, server: FakeServer, clock: FakeClock, fault: Fault
) -> None:
    server.fail_next(fault)
    assert len(kartverket.municipalities()) == 4
    assert clock.slept


def test_polygon_is_read_as_an_area_of_one(kartverket: Kartverket, server: FakeServer) -> None:
    hole = [[11.2, 60.2], [11.4, 60.2], [11.4, 60.4], [11.2, 60.2]]
    answer = area_answer({"type": "Polygon", "coordinates": [[[*point, 120.0] for point in SQUARE], hole]})
    server.fail_next(wrong_content(answer))
    ((outer, inner),) = kartverket.municipality_area("3403").polygons
    assert (outer[0], len(outer), inner[0]) == ((11.0, 60.0), 5, (11.2, 60.2))


@pytest.mark.parametrize(
    ("geometry", "said"),
    [
        ({"type": "Point", "coordinates": [11, 60]}, "type Point"),
        ({"type": "MultiPolygon", "coordinates": []}, "empty"),
        ({"type": "MultiPolygon", "coordinates": [[]]}, "empty"),
        ({"type": "MultiPolygon"}, "empty"),
        ({"type": "Polygon", "coordinates": [SQUARE[:-1]]}, "not closed"),
        ({"type": "Polygon", "coordinates": [[[11], [12], [13], [11]]]}, "cannot be read"),
        ({"type": "Polygon", "coordinates": 11}, "cannot be read"),
        ({"coordinates": [SQUARE]}, '"type" is missing'),
        (
            {"type": "Polygon", "coordinates": [SQUARE], "crs": {"properties": {"name": "EPSG:25833"}}},
            "EPSG:25833, though EPSG:4258",
        ),
    ],
)
def test_area_of_another_form_is_refused_and_not_kept(
    server: FakeServer, connect: Connect, clock: FakeClock, geometry: dict[str, object], said: str
) -> None:
    kartverket = Kartverket(connect(server), kept_since=clock.now() - dt.timedelta(days=1))
    server.fail_next(wrong_content(area_answer(geometry)))
    with pytest.raises(UnexpectedAnswerError, match=said):
        kartverket.municipality_area("3403")
    assert kartverket.municipality_area("3403").polygons


@pytest.mark.parametrize("coordinates", [None, [11], ["east", "north"], 11])
def test_point_of_another_form_is_refused(kartverket: Kartverket, server: FakeServer, coordinates: object) -> None:
    content = json.dumps({"punktIOmrade": {"coordinates": coordinates}}).encode()
    server.fail_next(wrong_content(content))
    with pytest.raises(UnexpectedAnswerError, match="point cannot be read"):
        kartverket.municipality("3403")


def area_answer(geometry: dict[str, object]) -> bytes:
    return json.dumps({"kommunenummer": "3403", "kommunenavn": "Hamar", "omrade": geometry}).encode()
