import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.figures.clients.fhi_selection import SelectionError, year_span


@given(first=st.integers(1900, 2100), length=st.integers(0, 20))
def test_year_span_reads_what_is_written(first: int, length: int) -> None:
    assert year_span(f"{first}_{first + length}") == (first, first + length)


@pytest.mark.parametrize("code", ["2020", "", "2020-2020", "2021_2020", "2020_20", "aaaa_bbbb", "2020_2020_2020"])
def test_year_span_refuses_anything_else(code: str) -> None:
    with pytest.raises(SelectionError, match="no category of years"):
        year_span(code)
