"""The reference pages say what the code says."""

import pytest

from tools import reference


@pytest.mark.parametrize("name", sorted(reference.PAGES))
def test_reference_page_is_up_to_date(name: str) -> None:
    assert (reference.REFERENCE / name).read_text(encoding="utf-8") == reference.PAGES[name](), (
        "Run: python tools/reference.py"
    )
