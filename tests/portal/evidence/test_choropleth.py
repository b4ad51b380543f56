"""The shades of a map: equal values alike, in order, and nothing drawn where there is nothing."""

from hypothesis import given
from hypothesis import strategies as st

from husrom.figures.boundaries import map_shapes
from husrom.portal.evidence.choropleth import NO_VALUE, SHADES, choropleth

NUMBERS = ("0301", "3403", "1840", "1868", "5605", "4205", "1103")
VALUES = st.one_of(st.none(), st.integers(-5, 5).map(float))


@given(st.tuples(*[VALUES] * len(NUMBERS)))
def test_shades_follow_the_values(values: tuple[float | None, ...]) -> None:
    drawn = choropleth(map_shapes(NUMBERS), dict(zip(NUMBERS, values, strict=True)))
    shades = {shape.number: shape.shade for shape in drawn.shapes}
    for number, value in zip(NUMBERS, values, strict=True):
        assert (shades[number] == NO_VALUE) == (value is None)
    pairs = [(value, int(shades[number])) for number, value in zip(NUMBERS, values, strict=True) if value is not None]
    for value, shade in pairs:
        assert 1 <= shade <= SHADES
        assert all(other_shade >= shade for other, other_shade in pairs if other >= value)
        assert all(other_shade == shade for other, other_shade in pairs if other == value)


@given(st.lists(st.floats(-1e6, 1e6), max_size=len(NUMBERS)))
def test_the_legend_counts_every_municipality_once(values: list[float]) -> None:
    drawn = choropleth(map_shapes(NUMBERS), dict(zip(NUMBERS, values, strict=False)))
    assert sum(step.count for step in drawn.legend) + drawn.without_value == len(NUMBERS)
    assert all(step.low <= step.high for step in drawn.legend)
    assert all(one.high < other.low for one, other in zip(drawn.legend, drawn.legend[1:], strict=False))
