"""A question too large for one answer, asked in parts: the fewest that fit, and put together again."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from husrom.figures.clients.selection import Selection, resolve
from husrom.figures.cubes.cube import Cube
from husrom.figures.cubes.joining import join_cubes


@dataclass(frozen=True, slots=True)
class Split:
    """The parts of a question.

    Attributes
    ----------
    parts
        Together they ask for every cell once. The last variable changes fastest.
    counts
        Into how many pieces each variable of the question is cut.
    """

    parts: tuple[Selection, ...]
    counts: tuple[int, ...]

    def join(self, cubes: Sequence[Cube], *, label: str) -> Cube:
        """Return the one answer that the answers to the parts, in their order, make up.

        Parameters
        ----------
        label
            Of the whole. A part's own label and time of change speak of its contents alone, so the whole takes this
            label and the last time of change; a question of one part keeps its answer as it is.
        """
        if len(cubes) == 1:
            return cubes[0]
        updated = max((cube.updated for cube in cubes if cube.updated), default=None)
        joined = [replace(cube, label=label, updated=updated) for cube in cubes]
        for count in reversed(self.counts):
            joined = [join_cubes(joined[start : start + count]) for start in range(0, len(joined), count)]
        return joined[0]


def split(selection: Selection, metadata: Cube, limit: int) -> Split:
    """Return the question in the fewest parts of at most `limit` cells each that even cuts allow.

    Parameters
    ----------
    metadata
        Of the table, with the selection's codelists applied; expressions are resolved against it first.
    limit
        In cells; empty cells count.

    Notes
    -----
    Among cuts into equally few parts, the one along fewer variables is taken, then one that leaves the contents whole,
    then the one along the longest variable. The same question is always cut in the same way, so that a download that
    broke finds the parts it has.
    """
    resolved = resolve(selection, metadata)
    roles = {dimension.code: dimension.role for dimension in metadata.dimensions}
    sizes = [len(chosen.codes) for chosen in resolved.variables]
    whole = [roles[chosen.variable] == "metric" for chosen in resolved.variables]
    counts = _fewest_parts(sizes, whole, limit)
    pieces = [
        [replace(chosen, codes=piece) for piece in _cut(chosen.codes, count)]
        for chosen, count in zip(resolved.variables, counts, strict=True)
    ]
    return Split(tuple(Selection(parts) for parts in product(*pieces)), counts)


def _cut(codes: tuple[str, ...], count: int) -> list[tuple[str, ...]]:
    """Return the codes in so many pieces, in order, whose lengths differ by one at most."""
    edges = [number * len(codes) // count for number in range(count + 1)]
    return [codes[start:end] for start, end in pairwise(edges)]


def _fewest_parts(sizes: Sequence[int], whole: Sequence[bool], limit: int) -> tuple[int, ...]:
    def worth(counts: tuple[int, ...]) -> tuple[int, int, bool, list[int]]:
        cut = [place for place, count in enumerate(counts) if count > 1]
        return math.prod(counts), len(cut), any(whole[place] for place in cut), sorted(-sizes[place] for place in cut)

    # Cutting every variable into single codes always fits.
    best = tuple(sizes)
    for counts in _candidates(sizes, limit):
        if worth(counts) < worth(best):
            best = counts
    return best


def _candidates(sizes: Sequence[int], limit: int) -> Iterator[tuple[int, ...]]:
    """Yield every way to cut that fits and may be the best so far: into how many pieces each variable is cut."""
    fewest = [math.prod(sizes)]

    def extend(counts: tuple[int, ...], cells: int) -> Iterator[tuple[int, ...]]:
        """Go on from the first variables, cut so, whose longest pieces span so many cells together."""
        parts = math.prod(counts)
        rest = math.prod(sizes[len(counts) :])
        if parts * math.ceil(cells * rest / limit) > fewest[0] or cells > limit:
            return
        if len(counts) == len(sizes):
            fewest[0] = min(fewest[0], parts)
            yield counts
            return
        size = sizes[len(counts)]
        for count in sorted({math.ceil(size / length) for length in _lengths(size)}):
            yield from extend((*counts, count), cells * math.ceil(size / count))

    return extend((), 1)


def _lengths(size: int) -> Iterator[int]:
    """Yield one length for each number of pieces that equal cuts of a variable can give."""
    length = 1
    while length <= size:
        yield length
        count = math.ceil(size / length)
        # The shortest length that needs one piece less.
        length = size + 1 if count == 1 else math.ceil(size / (count - 1))
