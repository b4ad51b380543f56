"""Compiled code is kept where it may be kept, and the package works where it may not."""

from collections.abc import Callable
from typing import Any

import numba
import pytest

from husrom.housing.vacchain.compiling import compiled


def _double(number: int) -> int:
    return 2 * number


def test_without_a_place_to_keep_it_a_function_is_compiled_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    njit, asked = numba.njit, []

    def nowhere_to_keep(*, nogil: bool, cache: bool = False) -> Callable[..., Any]:
        asked.append(cache)
        if cache:
            raise RuntimeError("cannot cache function: no locator available")
        decorator: Callable[..., Any] = njit(nogil=nogil)
        return decorator

    monkeypatch.setattr(numba, "njit", nowhere_to_keep)
    assert compiled(_double)(21) == 42
    assert asked == [True, False]
