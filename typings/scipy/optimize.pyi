from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

class OptimizeResult:
    x: npt.NDArray[np.float64]
    status: int
    success: bool

def brentq(f: Callable[[float], float], a: float, b: float, *, xtol: float = ...) -> float: ...
def linprog(
    c: npt.ArrayLike,
    *,
    A_ub: npt.ArrayLike | None = ...,
    b_ub: npt.ArrayLike | None = ...,
    bounds: Sequence[tuple[float, float | None]],
    method: str,
) -> OptimizeResult: ...
