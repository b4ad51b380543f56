"""The layout of a table of chains: a row for each sector, a column for each sector or reason a chain ends."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from husrom.cli.chains.number_table import NumberTable, number_of, read_lines, read_number_table
from husrom.cli.errors import CommandError

_MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class ChainTable:
    """A table read in that layout.

    Attributes
    ----------
    moves
        By sector of the vacancy and sector the filler comes from.
    ends
        By sector of the vacancy and reason.
    """

    table: NumberTable
    sectors: tuple[str, ...]
    reasons: tuple[str, ...]
    moves: list[list[float]]
    ends: list[list[float]]


def read_chain_table(path: Path) -> ChainTable:
    """Return a table; columns are sectors where their name is a row's, in whatever order, and reasons otherwise."""
    table = read_number_table(path)
    if not table.rows:
        message = _("%(name)s has headings, but no rows: one for each sector is needed.")
        raise CommandError(message % {"name": path.name})
    if not table.columns:
        message = _("%(name)s has %(count)s rows, but no columns of numbers: one for each sector is needed.")
        raise CommandError(message % {"name": path.name, "count": len(table.rows)})
    column_of = {name: place for place, name in enumerate(table.columns)}
    for row in table.rows:
        if row not in column_of:
            message = _(
                "Row %(row)s has no column of its own: there are %(rows)s rows, and the %(columns)s columns are "
                "%(names)s."
            )
            values = {"rows": len(table.rows), "columns": len(table.columns), "names": _some(table.columns)}
            raise CommandError(message % {"row": row, **values})
    reasons = tuple(name for name in table.columns if name not in table.rows)
    return ChainTable(
        table=table,
        sectors=table.rows,
        reasons=reasons,
        moves=[[line[column_of[name]] for name in table.rows] for line in table.cells],
        ends=[[line[column_of[name]] for name in reasons] for line in table.cells],
    )


def read_start(path: Path, sectors: tuple[str, ...]) -> list[float]:
    """Return the new dwellings of each sector; a sector that the file does not name has none."""
    table = read_number_table(path, columns=1)
    if number_of(table.columns[0], comma_is_decimal=True) is not None:
        message = _("%(name)s begins with %(value)s where a heading should be, such as dwellings.")
        raise CommandError(message % {"name": path.name, "value": table.columns[0]})
    found = {row: line[0] for row, line in zip(table.rows, table.cells, strict=True)}
    for row, value in found.items():
        if row not in sectors:
            message = _(
                "Row %(row)s of %(name)s has %(value)s dwellings, but there is no such sector: the sectors are "
                "%(sectors)s."
            )
            values = {"name": path.name, "value": table.number(value), "sectors": _some(sectors)}
            raise CommandError(message % {"row": row, **values})
    return [found.get(sector, 0.0) for sector in sectors]


def read_areas(path: Path, sectors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the area of each sector, from a table with a heading and the two columns sector and area."""
    lines, _delimiter = read_lines(path)
    found: dict[str, str] = {}
    for number, cells in lines[1:]:
        if len(cells) != 2 or not all(cells):  # noqa: PLR2004 -- sector and area
            message = _("Line %(number)s of %(name)s does not give a sector and its area.")
            raise CommandError(message % {"number": number, "name": path.name})
        sector, area = cells
        if sector not in sectors or found.get(sector, area) != area:
            message = _("%(sector)s in %(name)s is no sector, or has two areas. The sectors are %(sectors)s.")
            raise CommandError(message % {"sector": sector, "name": path.name, "sectors": _some(sectors)})
        found[sector] = area
    missing = tuple(sector for sector in sectors if sector not in found)
    if missing:
        message = _("%(name)s does not say where %(sectors)s lie.")
        raise CommandError(message % {"name": path.name, "sectors": _some(missing)})
    return tuple(found[sector] for sector in sectors)


def _some(names: tuple[str, ...]) -> str:
    return ", ".join(names[:_MOST_NAMES]) + (" …" if len(names) > _MOST_NAMES else "")
