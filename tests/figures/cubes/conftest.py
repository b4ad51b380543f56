from collections.abc import Callable
from pathlib import Path

import pytest

_FOLDER = Path(__file__).parent.parent / "recorded"


@pytest.fixture(scope="session")
def recorded() -> Callable[[str], bytes]:
    """Return the content of a recorded answer by its file's name."""
    return lambda name: (_FOLDER / name).read_bytes()
