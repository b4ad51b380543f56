"""Our reading of the Statbank's expressions agrees with the fake's, which was written from the rules on its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.figures.clients.selection_errors import SelectionError
from husrom.figures.clients.selection_expressions import matches
from husrom.figures.cubes.cube import Dimension
from tests.fake_sources.statbank_selection import Asked, ProblemError, pick
from tests.fake_sources.statbank_tables import dimension, table

YEARS = ("2019", "2020", "2021", "2022")
REGIONS = ("0", "03", "0301", "0301a", "1101", "1103", "K-0301")
ARGUMENTS = st.sampled_from(["0", "1", "2", "99", "-1", "five", "", "2020", "2022", "1990", "0301", "k-0301", " 2021"])
TEXTS = st.text("0123aK-*?", min_size=1, max_size=6)


def _ours(codes: tuple[str, ...], expression: str, *, is_time: bool) -> set[str] | str:
    try:
        found = matches(expression, Dimension("V", "v", codes, codes, role="time" if is_time else None))
    except SelectionError:
        return "refused"
    return found or "refused"


def _theirs(codes: tuple[str, ...], expression: str, *, is_time: bool) -> set[str] | str:
    variable = "Tid" if is_time else "V"
    source = table("1", "x", [dimension(variable, codes)], lambda _codes: 1)
    try:
        (picked,) = pick(source, [Asked(variable, (expression,))])
    except ProblemError:
        return "refused"
    return set(picked.places)


expressions = st.one_of(
    st.builds("{}({})".format, st.sampled_from(["top", "bottom", "from", "to", "TOP", "From"]), ARGUMENTS),
    st.builds("{}({},{})".format, st.sampled_from(["top", "bottom", "range", "from"]), ARGUMENTS, ARGUMENTS),
    TEXTS.filter(lambda text: "*" in text or "?" in text),
)


@given(expression=expressions, is_time=st.booleans())
def test_matches_what_the_statbank_matches(expression: str, is_time: bool) -> None:
    codes = YEARS if is_time else REGIONS
    if expression in codes:
        return
    assert _ours(codes, expression, is_time=is_time) == _theirs(codes, expression, is_time=is_time)


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("top(2)", {"0", "03"}),
        ("top(2,1)", {"03", "0301"}),
        ("bottom(1)", {"K-0301"}),
        ("from(1101)", {"1101", "1103", "K-0301"}),
        ("to(03)", {"0", "03"}),
        ("range(1103,0301)", {"0301", "0301a", "1101", "1103"}),
        ("11*", {"1101", "1103"}),
        ("*01", {"0301", "1101", "K-0301"}),
        ("*30*", {"0301", "0301a", "K-0301"}),
        ("????", {"0301", "1101", "1103"}),
        ("*", set(REGIONS)),
    ],
)
def test_matches_of_a_variable_that_is_not_time(expression: str, found: set[str]) -> None:
    assert matches(expression, Dimension("Region", "region", REGIONS, REGIONS)) == found


@pytest.mark.parametrize("expression", ["top()", "top(0)", "top(1,2,3)", "range(2020)", "1*1", "**1", "from(1990)"])
def test_matches_refuses_what_cannot_be_read(expression: str) -> None:
    with pytest.raises(SelectionError):
        matches(expression, Dimension("Tid", "år", YEARS, YEARS, role="time"))
