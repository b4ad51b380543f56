"""Many runs of a model, divided over processes or a cluster, with the same result however the work was divided.

A *cell* is one run: which town, which projection, which draw of the uncertain parameters, and which luck. Cells know
nothing of each other, so they may be run in any order, by anybody, again after a failure, or another day.
"""

from husrom.housing.ensembles.cells import Cell, Plan, all_cells
from husrom.housing.ensembles.checksum import checksum
from husrom.housing.ensembles.crews import cluster, local
from husrom.housing.ensembles.errors import EnsembleError
from husrom.housing.ensembles.running import Result, Results, Shelf, run
from husrom.housing.ensembles.variance import VarianceShares, standard_error, variance_shares, weighted_quantiles

__all__ = [
    "Cell",
    "EnsembleError",
    "Plan",
    "Result",
    "Results",
    "Shelf",
    "VarianceShares",
    "all_cells",
    "checksum",
    "cluster",
    "local",
    "run",
    "standard_error",
    "variance_shares",
    "weighted_quantiles",
]
