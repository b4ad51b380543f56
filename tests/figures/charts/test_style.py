"""Colours are told apart from the paper and from one another, and lines by their dashes too."""

from itertools import combinations
from typing import Any

import pytest

from husrom.figures.charts import among_peers, population, style
from husrom.figures.charts.picture import CONFIG


def _channels(color: str) -> list[float]:
    return [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def _luminance(color: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _channels(color)]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _contrast(one: str, other: str) -> float:
    """Return the contrast as WCAG 2.2 counts it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _over_paper(color: str, opacity: float) -> str:
    mixed = [
        round(255 * (opacity * part + (1 - opacity) * paper))
        for part, paper in zip(_channels(color), _channels(style.PAPER), strict=True)
    ]
    return "#{:02x}{:02x}{:02x}".format(*mixed)


def test_contrast_is_counted_as_wcag_does() -> None:
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("color", [style.INK, style.INK_SOFT, style.SPRUCE, style.OCHRE_DEEP])
def test_text_can_be_read(color: str) -> None:
    assert _contrast(color, style.PAPER) >= 4.5


def test_text_of_axes_and_titles_has_those_colours() -> None:
    said: dict[str, Any] = {**CONFIG["axis"], **CONFIG["title"]}
    readable = {style.INK, style.INK_SOFT}
    assert {said["labelColor"], said["color"], said["subtitleColor"]} <= readable


@pytest.mark.parametrize(
    "color",
    [style.SPRUCE, style.OCHRE, style.ZERO_LINE, _over_paper(style.INK_SOFT, among_peers.PEER_OPACITY)],
)
def test_marks_can_be_seen(color: str) -> None:
    assert _contrast(color, style.PAPER) >= 3


def test_the_two_colours_differ_as_greys_and_without_red_or_green() -> None:
    assert _contrast(style.SPRUCE, style.OCHRE) >= 2
    red, green, blue = zip(_channels(style.SPRUCE), _channels(style.OCHRE), strict=True)
    # Whoever sees no difference between red and green still sees the sum of them, and blue.
    assert abs(sum(red[:1]) + sum(green[:1]) - red[1] - green[1]) > 0.3
    assert abs(blue[0] - blue[1]) > 0.1


def test_lines_are_told_apart_by_their_dashes() -> None:
    dashes = [(), style.PROJECTED_DASH, style.PEERS_DASH, style.BOUND_DASH]
    assert all(one != other for one, other in combinations(dashes, 2))


def test_lines_of_a_population_have_different_dashes() -> None:
    definition = population.population_chart("1840", place="Saltdal").definition
    lines = [layer["mark"] for layer in definition["layer"][0]["layer"] if layer["mark"]["type"] == "line"]
    # Low and high are told apart by where they lie, on either side of the band.
    assert {tuple(line.get("strokeDash", ())) for line in lines} == {(), style.PROJECTED_DASH, style.BOUND_DASH}


@pytest.mark.parametrize(
    ("number", "decimals", "language", "text"),
    [
        (1234567, 0, "nb", "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567"),
        (-0.5, 1, "nn", "\N{MINUS SIGN}0,5"),
        (1234.5, 1, "en", "1,234.5"),
        (-0.001, 1, "nb", "0,0"),
        (None, 1, "nb", ""),
    ],
)
def test_numbers_are_written_in_the_language(number: float | None, decimals: int, language: str, text: str) -> None:
    assert style.written(number, decimals, language) == text
