"""Every pair of colours that carries text or meaning, against WCAG 2.2: 4.5 for text, 3 for what is not text."""

import re
from pathlib import Path

import pytest

import husrom.portal

STATIC = Path(husrom.portal.__file__).parent / "static"
PALETTE = dict(
    re.findall(
        r"--husrom-([a-z-]+):\s*(#[0-9a-f]{6});", (STATIC / "husrom" / "palette.css").read_text(encoding="utf-8")
    )
)
THEME = STATIC / "vendor" / "theme.css"

TEXT = [
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink", "sand"),
    ("ink", "ochre-tint"),
    ("ink", "trim"),
    ("ink-soft", "paper"),
    ("ink-soft", "surface"),
    ("ink-soft", "sand"),
    ("ink-soft", "ochre-tint"),
    ("spruce", "paper"),
    ("spruce", "surface"),
    ("spruce", "sand"),
    ("spruce-deep", "spruce-tint"),
    ("surface", "spruce"),
    ("surface", "ochre-deep"),
    ("ochre-deep", "paper"),
    ("ochre-deep", "surface"),
    ("ochre-deep", "ochre-tint"),
]
NOT_TEXT = [
    # The states of a window, told apart by what is lit and by the heart, against the glass and the walls' trim.
    ("glow", "glass"),
    ("glow", "red"),
    ("trim", "glass"),
    ("glow", "wall-spruce"),
    ("glow", "wall-red"),
    ("trim", "wall-spruce"),
    ("glass", "wall-white"),
    # Markers on the map, the line under the current page, progress.
    ("spruce", "surface"),
    ("spruce", "paper"),
]
# What Designsystemet draws with our theme: text, buttons, links, borders of fields.
THEME_TEXT = [
    ("neutral-text-default", "neutral-background-default"),
    ("neutral-text-subtle", "neutral-background-default"),
    ("neutral-text-subtle", "neutral-surface-tinted"),
    ("accent-text-subtle", "neutral-background-default"),
    ("accent-base-contrast-default", "accent-base-default"),
    ("accent-base-contrast-default", "accent-base-hover"),
    ("accent-base-contrast-default", "accent-base-active"),
    ("danger-text-subtle", "neutral-background-default"),
    ("danger-base-contrast-default", "danger-base-default"),
    ("success-text-default", "success-surface-tinted"),
    ("warning-text-default", "warning-surface-tinted"),
    ("danger-text-default", "danger-surface-tinted"),
    ("info-text-default", "info-surface-tinted"),
    ("neutral-text-default", "neutral-surface-tinted"),
]
THEME_NOT_TEXT = [
    ("neutral-border-default", "neutral-background-default"),
    ("accent-border-default", "neutral-background-default"),
    ("danger-border-default", "neutral-background-default"),
    ("focus-outer", "neutral-background-default"),
]


def luminance(colour: str) -> float:
    """Return the relative luminance as WCAG defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def theme() -> dict[str, str]:
    if not THEME.is_file():
        pytest.skip("The theme is not built: run python tools/build_assets.py.")
    text = THEME.read_text(encoding="utf-8").split('[data-color-scheme="dark"]')[0]
    return dict(re.findall(r"--ds-color-([a-z0-9-]+): (#[0-9a-fA-F]{6});", text))


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_contrast_against_a_published_pair() -> None:
    # WebAIM's example: #767676 on white is the lightest grey that passes, at 4.54.
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read(text: str, ground: str) -> None:
    assert contrast(PALETTE[text], PALETTE[ground]) >= 4.5


@pytest.mark.parametrize(("mark", "ground"), NOT_TEXT)
def test_what_is_not_text_can_be_told_from_its_ground(mark: str, ground: str) -> None:
    assert contrast(PALETTE[mark], PALETTE[ground]) >= 3


@pytest.mark.parametrize(("text", "ground"), THEME_TEXT)
def test_text_of_the_theme_can_be_read(text: str, ground: str) -> None:
    colours = theme()
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize(("mark", "ground"), THEME_NOT_TEXT)
def test_borders_of_the_theme_can_be_seen(mark: str, ground: str) -> None:
    colours = theme()
    assert contrast(colours[mark], colours[ground]) >= 3
