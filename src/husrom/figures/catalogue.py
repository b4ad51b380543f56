"""The catalogue of the snapshot: every table with its source, from the user's own snapshot or else the packaged one."""

from collections.abc import Mapping
from functools import cache

from husrom.figures.errors import SnapshotError
from husrom.figures.own_snapshot import own_snapshot
from husrom.figures.provenance import Source
from husrom.figures.source_file import PACKAGED, SOURCE_FILE, read_sources


def source(identifier: str) -> Source:
    """Return the source of one table.

    Raises
    ------
    SnapshotError
        When the snapshot has no such table.

    Examples
    --------
    >>> source("tenure_shares").title.nb
    'Husholdninger etter eierform, andeler'
    >>> source("rents")
    Traceback (most recent call last):
    husrom.figures.errors.SnapshotError: The snapshot has no table "rents". It has: boundaries, ...
    """
    try:
        return sources()[identifier]
    except KeyError:
        raise SnapshotError(
            f'The snapshot has no table "{identifier}". It has: {", ".join(sorted(sources()))}.'
        ) from None


@cache
def sources() -> Mapping[str, Source]:
    """Return every source by its identifier; a table the user's own snapshot lacks is the packaged one."""
    own = own_snapshot()
    return {**packaged_sources(), **own.sources} if own else packaged_sources()


@cache
def packaged_sources() -> Mapping[str, Source]:
    """Return every source of the snapshot that ships in the package."""
    return read_sources((PACKAGED / SOURCE_FILE).read_bytes())
