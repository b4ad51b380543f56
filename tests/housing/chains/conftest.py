"""Random chains that end, and the published ones."""

import numpy as np
import pytest

from husrom.housing.chains import Transitions


@pytest.fixture(scope="session")
def clergy() -> Transitions:
    """White's Methodist clergy: published, see tests/cases/vacancy_chains.yaml."""
    return Transitions.of(["Top", "Middle", "Bottom"], [[0.5, 0.3, 0.1], [0.1, 0.4, 0.3], [0, 0.1, 0.3]])


@pytest.fixture(scope="session")
def two_reasons() -> Transitions:
    """Chains between four sectors that end for two reasons."""
    generator = np.random.default_rng(20261123)
    rows = generator.dirichlet(np.full(6, 0.8), size=4)
    return Transitions.of(["house", "row", "flat", "rental"], rows[:, :4], rows[:, 4:], ["formation", "in-migration"])
