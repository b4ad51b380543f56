"""The face of a network: its programme as a street, one house per gathering, one window per municipality.

Pure: what is known goes in, what is drawn and told comes out. Coordinates are text, since a template would write
numbers with the reader's decimal comma, which SVG does not read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from husrom.portal.network.street_houses import SHAPES, Box, HouseShape
from husrom.portal.network.street_windows import places, window_grid

# Beyond this many, windows are drawn as one path per state and named in running text: 356 links would say no more.
MOST_SINGLE_WINDOWS = 60


class WindowState(StrEnum):
    DARK = "dark"
    REGISTERED = "registered"
    PRESENT = "present"
    DONE = "done"

    @property
    def label(self) -> str:
        return {
            WindowState.DARK: _("not registered"),
            WindowState.REGISTERED: _("registered"),
            WindowState.PRESENT: _("was there"),
            WindowState.DONE: _("has done what was agreed"),
        }[self]


class HouseState(StrEnum):
    PAST = "past"
    NEXT = "next"
    LATER = "later"

    @property
    def label(self) -> str:
        return {HouseState.PAST: _("held"), HouseState.NEXT: _("next"), HouseState.LATER: _("later")}[self]


@dataclass(frozen=True, slots=True)
class Window:
    label: str
    state: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class House:
    number: int
    title: str
    subtitle: str
    state: str
    windows: Sequence[Window]
    href: str | None = None


@dataclass(frozen=True, slots=True)
class DrawnBox:
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class DrawnWindow:
    label: str
    state: WindowState
    href: str | None
    box: DrawnBox


@dataclass(frozen=True, slots=True)
class SmallWindows:
    """All the windows of one state as one path."""

    state: WindowState
    path: str


@dataclass(frozen=True, slots=True)
class StateGroup:
    state: WindowState
    windows: tuple[Window, ...]

    @property
    def count(self) -> int:
        return len(self.windows)

    @property
    def names(self) -> str:
        return ", ".join(window.label for window in self.windows)


@dataclass(frozen=True, slots=True)
class DrawnHouse:
    number: int
    title: str
    subtitle: str
    href: str | None
    state: HouseState
    shape: HouseShape
    door: DrawnBox
    door_leaf: DrawnBox
    windows: tuple[DrawnWindow, ...]
    small_windows: tuple[SmallWindows, ...]
    groups: tuple[StateGroup, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class LegendEntry:
    state: WindowState
    small_path: str
    """The small window, where those are what the street shows."""


@dataclass(frozen=True, slots=True)
class Street:
    houses: tuple[DrawnHouse, ...]
    legend: tuple[LegendEntry, ...]


def street(houses: Sequence[House]) -> Street:
    """Return the street as it is drawn and as it is told beside the drawing."""
    drawn = tuple(_drawn_house(house, SHAPES[place % len(SHAPES)]) for place, house in enumerate(houses))
    has_small = any(house.small_windows for house in drawn)
    sample = Box(0, 0, 20, 25)
    return Street(
        houses=drawn,
        legend=tuple(
            LegendEntry(state, _small_window_path(state, sample) if has_small else "") for state in WindowState
        ),
    )


def _drawn_house(house: House, shape: HouseShape) -> DrawnHouse:
    grid = window_grid(len(house.windows), shape.window_wall)
    boxes, door = places(len(house.windows), grid, shape)
    single = len(house.windows) <= MOST_SINGLE_WINDOWS
    groups = tuple(
        StateGroup(state, windows)
        for state in reversed(WindowState)
        if (windows := tuple(window for window in house.windows if window.state == state))
    )
    return DrawnHouse(
        number=house.number,
        title=house.title,
        subtitle=house.subtitle,
        href=house.href,
        state=HouseState(house.state),
        shape=shape,
        door=_drawn(door),
        door_leaf=_drawn(Box(door.x + 2.5, door.y + 2.5, door.width - 5, door.height - 2.5)),
        windows=tuple(
            DrawnWindow(window.label, WindowState(window.state), window.href, _drawn(box))
            for window, box in zip(house.windows, boxes, strict=True)
        )
        if single
        else (),
        small_windows=() if single else _small_windows(house.windows, boxes),
        groups=groups,
        summary=_summary(house),
    )


def _small_windows(windows: Sequence[Window], boxes: Sequence[Box]) -> tuple[SmallWindows, ...]:
    paths: dict[WindowState, list[str]] = {}
    for window, box in zip(windows, boxes, strict=True):
        state = WindowState(window.state)
        paths.setdefault(state, []).append(_small_window_path(state, box))
    return tuple(SmallWindows(state, "".join(path)) for state, path in paths.items())


def _small_window_path(state: WindowState, box: Box) -> str:
    """Return a window too small for a heart: half of it for registered, a notch in the sill for done."""
    width, height = box.width, box.height
    if state is WindowState.REGISTERED:
        return f"M{svg(box.x)} {svg(box.y + height / 2)}h{svg(width)}v{svg(height / 2)}h{svg(-width)}Z"
    if state is WindowState.DONE:
        rest = f"h{svg(width)}v{svg(height)}l{svg(-width / 2)} {svg(-height / 2)}l{svg(-width / 2)} {svg(height / 2)}Z"
        return f"M{svg(box.x)} {svg(box.y)}{rest}"
    return f"M{svg(box.x)} {svg(box.y)}h{svg(width)}v{svg(height)}h{svg(-width)}Z"


def _summary(house: House) -> str:
    total = len(house.windows)
    lit = {state: sum(window.state == state for window in house.windows) for state in WindowState}
    there = lit[WindowState.PRESENT] + lit[WindowState.DONE]
    if house.state == HouseState.PAST:
        came = ngettext(
            "%(there)d of %(total)d municipality was there",
            "%(there)d of %(total)d municipalities were there",
            total,
        ) % {"there": there, "total": total}
        if not lit[WindowState.DONE]:
            return came
        done = ngettext(
            "%(done)d has done what was agreed", "%(done)d have done what was agreed", lit[WindowState.DONE]
        ) % {"done": lit[WindowState.DONE]}
        return f"{came}, {done}"
    return ngettext(
        "%(registered)d of %(total)d municipality registered",
        "%(registered)d of %(total)d municipalities registered",
        total,
    ) % {"registered": there + lit[WindowState.REGISTERED], "total": total}


def _drawn(box: Box) -> DrawnBox:
    return DrawnBox(svg(box.x), svg(box.y), svg(box.width), svg(box.height))


def svg(value: float) -> str:
    """Return a coordinate with at most one decimal and a decimal point, in every language."""
    return f"{value:.1f}".removesuffix(".0")
