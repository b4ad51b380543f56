"""Compiled code is kept where it may be kept, and the package works where it may not."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numba
import pytest

from husrom.housing.vacchain import compiling


def _double(number: int) -> int:
    return 2 * number


def test_without_a_place_to_keep_it_a_function_is_compiled_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def nowhere_to_keep(*, nogil: bool, cache: bool = False) -> Callable[..., Any]:
        asked.append(cache)
        if cache:
            raise RuntimeError("cannot cache function: no locator available")
        decorator: Callable[..., Any] = numba.njit(nogil=nogil)
        return decorator

    monkeypatch.setattr(compiling, "numba", SimpleNamespace(njit=nowhere_to_keep))
    assert compiling.compiled(_double)(21) == 42
    assert asked == [True, False]
