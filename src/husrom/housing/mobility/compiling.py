"""Compile loops with Numba, and keep what was compiled where this installation allows it."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import numba

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def compiled(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Compile a function for this machine when it is first called; threads may run it at the same time.

    The machine code is kept beside the module, or in the user's own cache when that folder is read-only. Where
    neither can be written, the function is compiled anew in every process.

    Examples
    --------
    >>> @compiled
    ... def double(number: int) -> int:
    ...     return 2 * number
    >>> double(21)
    42
    """
    try:
        return numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:  # Numba found nowhere to keep it
        return numba.njit(nogil=True)(function)
