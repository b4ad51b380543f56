"""Numbers as the command line writes them."""

import pytest

from husrom.cli.console_numbers import shown


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [(-0.3, 0, "0"), (0.5001, 0, "1"), (-1234.56, 1, "-1\u00a0234,6"), (0.04, 1, "0,0"), (33817, 0, "33\u00a0817")],
)
def test_a_number_is_written_in_norwegian_and_zero_has_no_sign(number: float, decimals: int, text: str) -> None:
    assert shown(number, decimals) == text
