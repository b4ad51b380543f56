"""Make every run once, wherever, and gather what came of them; runs that are kept are not made again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from numpy.typing import NDArray

from husrom.figures.wording import gettext_noop as _
from husrom.housing.ensembles.cells import Cell
from husrom.housing.ensembles.errors import EnsembleError

if TYPE_CHECKING:
    from distributed import Client

Result: TypeAlias = Mapping[str, NDArray[Any]]
"""Named arrays that came of one run."""

Results: TypeAlias = Mapping[Cell, Result]


class Shelf(Protocol):
    """Where results are kept until all are there, so that work that was cut off goes on where it was."""

    def find(self, cell: Cell) -> Result | None:
        """Return what is kept of a run; None where it has not been made."""

    def keep(self, cell: Cell, result: Result) -> None:
        """Keep what came of a run."""


def run(
    task: Callable[[Cell], Result],
    cells: Sequence[Cell],
    client: "Client | None" = None,
    *,
    shelf: Shelf | None = None,
    seen: Callable[[Cell], None] = lambda _cell: None,
) -> dict[Cell, Result]:
    """Make the runs that are not kept already.

    Parameters
    ----------
    task
        Makes a run. The same cell gives the same result, in whatever process; it can be pickled.
    cells
        Which runs.
    client
        Of a Dask scheduler, from `local` or `cluster`; None makes the runs in this process, one after the other.
    shelf
        Where results are kept as they come; None keeps them nowhere.
    seen
        Told of each run as soon as its result is there, those kept from before first.

    Returns
    -------
    dict
        The result of each cell, in the order of the cells.

    Raises
    ------
    EnsembleError
        When a run was lost again and again because the workers that had it died.
    Exception
        What the task raised.

    Examples
    --------
    >>> import numpy as np
    >>> found = run(lambda cell: {"twice": np.array(2 * cell.luck)}, [Cell(0, 0, 0, 4)])
    >>> int(found[Cell(0, 0, 0, 4)]["twice"])
    8
    """
    results = {} if shelf is None else _kept(shelf, cells)
    for cell in results:
        seen(cell)
    left = [cell for cell in cells if cell not in results]
    for cell, result in _made(task, left, client):
        if shelf is not None:
            shelf.keep(cell, result)
        results[cell] = result
        seen(cell)
    return {cell: results[cell] for cell in cells}


def _kept(shelf: Shelf, cells: Sequence[Cell]) -> dict[Cell, Result]:
    found = ((cell, shelf.find(cell)) for cell in cells)
    return {cell: result for cell, result in found if result is not None}


def _made(
    task: Callable[[Cell], Result], cells: Sequence[Cell], client: "Client | None"
) -> Iterator[tuple[Cell, Result]]:
    """Yield results as they come."""
    if client is None:
        yield from ((cell, task(cell)) for cell in cells)
    elif cells:
        yield from _divided(task, cells, client)


def _divided(task: Callable[[Cell], Result], cells: Sequence[Cell], client: "Client") -> Iterator[tuple[Cell, Result]]:
    from distributed import KilledWorker, as_completed  # noqa: PLC0415 -- as in crews

    futures = client.map(task, cells, pure=False)
    cell_of = dict(zip((future.key for future in futures), cells, strict=True))
    coming = as_completed(futures, loop=client.loop, with_results=True)
    # The queue alone holds on to what is still to come, so that what has been taken is forgotten by the workers.
    futures.clear()
    try:
        for future, result in coming:
            yield cell_of[future.key], result
    except KilledWorker as error:
        raise EnsembleError(
            _("The workers died again and again on the same run: they may lack memory. Ask for fewer workers.")
        ) from error
