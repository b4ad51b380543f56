import itertools
import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from husrom.portal.network.street import House, HouseState, Window, WindowState, street
from husrom.portal.network.street_houses import GROUND, SHAPES, HouseShape
from husrom.portal.network.street_windows import WINDOW_ASPECT, places, window_grid

NUMBERS = (1, 2, 3, 5, 17, 18, 40, 60, 61, 120, 356)


def house(*states: str, state: str = "past", number: int = 1) -> House:
    windows = [Window(f"Kommune {place}", window, f"/kommuner/{place}/") for place, window in enumerate(states)]
    return House(number, "Oppstart", "14. januar 2027", state, windows, "/samlinger/1/")


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
@pytest.mark.parametrize("count", NUMBERS)
def test_every_window_has_its_own_place_on_the_wall_and_leaves_room_for_the_door(shape: HouseShape, count: int) -> None:
    boxes, door = places(count, window_grid(count, shape.window_wall), shape)
    wall = shape.window_wall
    assert len(boxes) == count
    for box in boxes:
        assert wall.x <= box.x <= wall.x + wall.width - box.width
        assert wall.y <= box.y <= wall.y + wall.height - box.height
        assert box.height == pytest.approx(box.width * WINDOW_ASPECT)
    for one, other in itertools.combinations([*boxes, door], 2):
        apart_across = one.x + one.width <= other.x or other.x + other.width <= one.x
        apart_down = one.y + one.height <= other.y or other.y + other.height <= one.y
        assert apart_across or apart_down
    assert door.y + door.height == GROUND


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_windows_are_smaller_the_more_there_are_and_never_invisible(shape: HouseShape) -> None:
    widths = []
    for count in NUMBERS:
        boxes, _door = places(count, window_grid(count, shape.window_wall), shape)
        widths.append(boxes[0].width)
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] > 3


def test_no_municipalities_gives_a_house_with_a_door_and_no_windows() -> None:
    drawn = street([house(state="later")]).houses[0]
    assert drawn.windows == ()
    assert drawn.groups == ()


def test_groups_tell_the_same_as_the_windows() -> None:
    drawn = street([house("dark", "done", "present", "done", "registered")]).houses[0]
    assert [window.state for window in drawn.windows] == ["dark", "done", "present", "done", "registered"]
    told = [(group.state, group.count, group.names) for group in drawn.groups]
    assert told == [
        (WindowState.DONE, 2, "Kommune 1, Kommune 3"),
        (WindowState.PRESENT, 1, "Kommune 2"),
        (WindowState.REGISTERED, 1, "Kommune 4"),
        (WindowState.DARK, 1, "Kommune 0"),
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (house("dark", "present", "done"), "2 av 3 kommuner var til stede, 1 har gjort det som ble avtalt"),
        (house("dark", "present"), "1 av 2 kommuner var til stede"),
        (house("registered", "dark", state="next"), "1 av 2 kommuner er påmeldt"),
        (house("dark", state="later"), "0 av 1 kommune er påmeldt"),
    ],
)
def test_summary_says_what_matters_at_the_gatherings_time(given: House, said: str) -> None:
    with translation.override("nb"):
        assert street([given]).houses[0].summary == said


def test_five_gatherings_get_five_different_houses_and_a_sixth_begins_again() -> None:
    drawn = street([house("dark", number=number) for number in range(1, 7)]).houses
    assert len({one.shape.name for one in drawn[:5]}) == 5
    assert drawn[5].shape is drawn[0].shape


def test_many_municipalities_are_drawn_as_one_path_per_state() -> None:
    drawn = street([house(*["registered", "dark"] * 178, state="next")])
    assert drawn.houses[0].windows == ()
    assert {small.state: small.path.count("M") for small in drawn.houses[0].small_windows} == {
        WindowState.REGISTERED: 178,
        WindowState.DARK: 178,
    }
    assert all(entry.small_path for entry in drawn.legend)


def test_unknown_state_is_refused() -> None:
    with pytest.raises(ValueError, match="asleep"):
        street([house("asleep")])


@pytest.mark.parametrize("count", [1, 17, 60, 356])
def test_drawing_has_no_decimal_comma_and_no_inline_style(count: int) -> None:
    drawn = street([house(*["done"] * count, state=state, number=1200) for state in HouseState])
    with translation.override("nb"):
        markup = render_to_string("components/street.svg.html", {"street": drawn})
    assert "style=" not in markup
    coordinates = re.findall(r' (?:x|y|cx|cy|width|height|d|viewBox)="([^"]*)"', markup)
    assert coordinates
    assert not [value for value in coordinates if "," in value or "\xa0" in value]


def test_drawing_and_list_hold_the_same_links() -> None:
    drawn = street([house("done", "dark")])
    picture = render_to_string("components/street.svg.html", {"street": drawn})
    told = render_to_string("components/street_list.html", {"street": drawn})
    links = set(re.findall(r'href="(/kommuner/[^"]*)"', picture))
    assert links == {"/kommuner/0/", "/kommuner/1/"}
    assert set(re.findall(r'href="(/kommuner/[^"]*)"', told)) == links
