"""The FHI's tables in the form the Statbank's are compared in."""

import datetime as dt
from collections.abc import Iterator

import numpy as np

from husrom.figures.clients.fhi import Fhi
from husrom.figures.cubes.cube import Cube, Dimension
from husrom.figures.tables.table import Table
from husrom.figures.verifying.finding import Finding
from husrom.figures.verifying.life import Held, figures_changed
from husrom.figures.verifying.measures import measure_findings
from husrom.figures.verifying.variables import CONTENTS, category_findings, variable_findings

_MEASURES = "MEASURE_TYPE"


def fhi_findings(table: Table, fhi: Fhi, held: Held | None) -> Iterator[Finding]:
    """Give every difference between one table and the FHI. Periods and units are not compared: the FHI has none.

    Raises
    ------
    FiguresError
        When the FHI cannot be reached, refuses or answers with something that cannot be read.
    """
    number = int(table.number)
    modified_at = fhi.table(number).modified_at
    metadata = _as_metadata(table, fhi, modified_at)
    if held and modified_at:
        yield from figures_changed(table, modified_at.date(), held)
    yield from variable_findings(table, metadata)
    yield from category_findings(table, metadata)
    yield from measure_findings(table, metadata)


def _as_metadata(table: Table, fhi: Fhi, modified_at: dt.datetime | None) -> Cube:
    """Return a cube without values. Every dimension must be mentioned in a request, so none may be left out."""
    dimensions = tuple(
        Dimension(
            CONTENTS if one.code == _MEASURES else one.code,
            one.label,
            one.codes,
            tuple(category.label for category in one.categories),
            elimination=False,
        )
        for one in fhi.dimensions(int(table.number))
    )
    return Cube(table.title.nb, "FHI", modified_at, dimensions, np.empty(0))
