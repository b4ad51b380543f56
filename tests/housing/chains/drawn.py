"""Chains for hypothesis to draw."""

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from husrom.housing.chains import Transitions


@st.composite
def chains(draw: st.DrawFn, *, least: int = 1, most: int = 6) -> Transitions:
    """Draw probabilities where every chain ends with a chance of at least a twentieth at each link."""
    size = draw(st.integers(least, most))
    weights = draw(arrays(np.float64, (size, size), elements=st.floats(0, 1)))
    continued = draw(arrays(np.float64, size, elements=st.floats(0, 0.95)))
    sums = weights.sum(axis=1)
    moves = np.where(sums[:, None] > 0, weights / np.where(sums > 0, sums, 1)[:, None], 0) * continued[:, None]
    return Transitions.of([f"s{place}" for place in range(size)], moves)
