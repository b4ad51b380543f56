import itertools
import math
import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from husrom.figures.boundaries import map_shapes
from husrom.portal.network.member_map import GAP_BETWEEN_MARKERS, MapMember, MemberMap, member_map

MEMBERS = [
    MapMember("3031", "Nittedal", "Viken", "/kommuner/3031/"),
    MapMember("3054", "Lunner", "Viken", "/kommuner/3054/"),
    MapMember("3049", "Lier", "Viken", "/kommuner/3049/"),
    MapMember("5444", "Sør-Varanger", "Troms og Finnmark", "/kommuner/5444/"),
    MapMember("4205", "Lindesnes", "Agder", "/kommuner/4205/"),
    MapMember("1002", "Mandal", "Agder", "/kommuner/1002/"),
]


def draw(members: list[MapMember]) -> MemberMap:
    return member_map(map_shapes([member.municipality_number for member in members]), members)


def test_markers_are_numbered_in_the_order_given_and_grouped_by_county() -> None:
    drawn = draw(MEMBERS)
    told = {county.name: [marker.number for marker in county.markers] for county in drawn.by_county}
    assert told == {"Viken": [1, 2, 3], "Troms og Finnmark": [4], "Agder": [5, 6]}


def test_markers_do_not_cover_each_other_even_on_the_same_ground() -> None:
    drawn = draw(MEMBERS)
    least = int(drawn.radius) * GAP_BETWEEN_MARKERS * 0.98
    for one, other in itertools.combinations(drawn.markers, 2):
        assert math.hypot(int(one.x) - int(other.x), int(one.y) - int(other.y)) >= least
    mandal = drawn.markers[-1]
    assert mandal.is_moved


def test_members_far_apart_are_shown_with_the_whole_country_and_near_ones_close_up() -> None:
    country = draw(MEMBERS).view_box.split()
    near = draw(MEMBERS[:3]).view_box.split()
    assert int(country[3]) > 14000
    assert int(near[3]) < 3000


def test_more_than_forty_members_are_dots_without_numbers() -> None:
    numbers = [
        shape.number
        for shape in map_shapes(
            f"34{place:02d}" for place in (*range(1, 2), 3, 5, 7, *range(11, 40), 41, 42, 43, *range(46, 55))
        ).municipalities
    ]
    members = [MapMember(number, number, "Innlandet") for number in numbers]
    drawn = draw(members)
    assert len(drawn.markers) > 40
    assert not drawn.has_numbers


def test_member_without_a_shape_is_left_to_the_list() -> None:
    drawn = member_map(map_shapes(["3031"]), MEMBERS[:2])
    assert [marker.member.label for marker in drawn.markers] == ["Nittedal"]


def test_no_members_shows_the_country() -> None:
    drawn = member_map(map_shapes(), [])
    assert drawn.markers == ()
    assert len(drawn.counties) == 15


@pytest.mark.parametrize("template", ["components/map.svg.html", "components/map_list.html"])
def test_markup_links_every_member_and_has_no_inline_style(template: str) -> None:
    with translation.override("nb"):
        markup = render_to_string(template, {"map": draw(MEMBERS)})
    assert re.findall(r'href="/kommuner/(\d+)/"', markup) == [member.municipality_number for member in MEMBERS]
    assert "style=" not in markup


def test_map_names_where_the_boundaries_come_from() -> None:
    with translation.override("nb"):
        markup = render_to_string("components/map.svg.html", {"map": draw(MEMBERS)})
    assert "© Kartverket, grenser fra 2024" in markup
