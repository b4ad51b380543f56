"""What a chart is drawn as: SVG that a strict page can show, PNG and PDF, with our letters and Norwegian numbers."""

import re
from xml.etree import ElementTree as ET

import pytest
import vl_convert

from husrom.figures.charts import Chart, ChartKind, population_chart, pyramid_chart, series_chart
from husrom.figures.charts.lettering import FONT
from husrom.figures.indicators import series

SVG = "{http://www.w3.org/2000/svg}"
MEDIANS = {"2025": 20_000.0, "2026": 20_100.0}


@pytest.fixture(scope="module")
def charts() -> list[Chart]:
    growth = series("population_change_5_years_pct", "1840")
    return [
        population_chart("1868", place="Øksnes"),
        pyramid_chart("5605", place="Sør-Varanger"),
        series_chart(growth, place="Saltdal", peers="Små <og> «store» & flere", peer_medians={"2026": -1.5}),
    ]


def _texts(svg: bytes) -> list[str]:
    return ["".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 -- drawn by us


def test_svg_has_nothing_a_strict_page_refuses(charts: list[Chart]) -> None:
    for chart in charts:
        svg = chart.draw("svg").decode()
        root = ET.fromstring(svg)  # noqa: S314 -- drawn by us
        names = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert names <= {"svg", "g", "rect", "path", "line", "text", "tspan", "defs", "clipPath"}
        attributes = {name.rpartition("}")[2] for element in root.iter() for name in element.attrib}
        assert not attributes & {"style", "href", "src"}
        assert not [name for name in attributes if name.startswith("on")]
        assert set(re.findall(r"https?://[^\"'<\s]+", svg)) == {
            "http://www.w3.org/2000/svg",
            "http://www.w3.org/1999/xlink",
        }


def test_svg_says_what_it_shows_and_from_where(charts: list[Chart]) -> None:
    for chart in charts:
        svg = chart.draw(ChartKind.SVG)
        root = ET.fromstring(svg)  # noqa: S314 -- drawn by us
        assert (root.get("width"), root.get("height")) == (str(chart.width_px), str(chart.height_px))
        assert (root.get("role"), root.get("aria-label")) == ("img", chart.alternative)
        texts = _texts(svg)
        assert chart.title in " ".join(texts)
        assert any(text.startswith("Kilde: Statistisk sentralbyrå (SSB), tabell ") for text in texts)


def test_numbers_on_the_axes_are_norwegian(charts: list[Chart]) -> None:
    population, _ages, growth = (_texts(chart.draw("svg")) for chart in charts)
    assert "2\N{NO-BREAK SPACE}000" in population
    assert "\N{MINUS SIGN}2" in growth
    assert not [text for text in population if re.search(r"\d,\d{3}", text)]


def test_numbers_in_english_are_english() -> None:
    texts = _texts(population_chart("1868", place="Øksnes", language="en").draw("svg"))
    assert "2,000" in texts


def test_decimals_on_an_axis_have_a_comma() -> None:
    chart = series_chart(series("share_aged_80_or_over_pct", "1840"), place="Saltdal")
    assert any(re.fullmatch(r"\d,\d", text) for text in _texts(chart.draw("svg")))


def test_png_and_pdf_are_drawn(charts: list[Chart]) -> None:
    png, pdf = charts[0].draw("png"), charts[0].draw("pdf")
    assert png.startswith(b"\x89PNG\r\n")
    width, height = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
    assert (width, height) == (2 * charts[0].width_px, 2 * charts[0].height_px)
    assert pdf.startswith(b"%PDF-")
    assert b"LiberationSans" in pdf


@pytest.mark.parametrize("letter", ["æ", "ø", "å", "Æ", "Ø", "Å", "š", "ŋ", "á", "²", "«", "–", "\N{MINUS SIGN}"])
def test_letter_is_in_the_font(letter: str) -> None:
    # What no font has is drawn as an empty box.
    assert _drawn(letter) != _drawn("\U0010fffd")


def test_no_break_space_is_a_space() -> None:
    assert _drawn("1\N{NO-BREAK SPACE}000") == _drawn("1 000")


def _drawn(text: str) -> bytes:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="80" height="30"><text x="5" y="20" font-family="{FONT}"'
    return vl_convert.svg_to_png(f'{svg} font-size="16">{text}</text></svg>')


def test_the_same_chart_is_drawn_once(charts: list[Chart], monkeypatch: pytest.MonkeyPatch) -> None:
    first = charts[0].draw("svg")
    monkeypatch.setattr(vl_convert, "vegalite_to_svg", None)
    assert charts[0].draw("svg") is first


def test_unknown_kind_is_refused(charts: list[Chart]) -> None:
    with pytest.raises(ValueError, match="gif"):
        charts[0].draw("gif")
