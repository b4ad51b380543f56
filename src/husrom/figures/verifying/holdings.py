"""What the snapshot holds of each table, so that newer figures are found."""

from collections.abc import Mapping

from husrom.figures.catalogue import sources
from husrom.figures.tables import datasets, table_of
from husrom.figures.verifying.life import Held


def held_in_snapshot() -> Mapping[str, Held]:
    """Return what the snapshot in use holds, by the key of the table.

    Where a table has several datasets it is the newest that counts.

    Examples
    --------
    >>> held_in_snapshot()["ssb-07459"].last_period
    '2026'
    """
    held: dict[str, Held] = {}
    for name, source in sources().items():
        if name not in datasets():
            continue
        table = table_of(name)
        # The catalogue of the snapshot knows years only, which say nothing of quarters.
        last = str(source.years[1]) if table.time and table.time.coding == "year" else None
        before = held.get(table.key, Held(None, None))
        held[table.key] = Held(
            last_period=max(filter(None, (before.last_period, last)), default=None),
            retrieved_on=max(filter(None, (before.retrieved_on, source.retrieved_on)), default=None),
        )
    return held
