"""A table of a dwelling stock from a CSV file: a row for each sector, with what the pattern of moves asks of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from husrom.cli.chains.number_table import number_of, read_lines
from husrom.cli.errors import CommandError

if TYPE_CHECKING:
    from husrom.housing.calibration import PatternSector

COLUMNS = ("sector", "kind", "rooms", "tenure", "dwellings", "accessible_share")
TENURES = {"owned": True, "rented": False}
MOST_SECTORS = 256


@dataclass(frozen=True, slots=True)
class StockTable:
    """Sectors of a stock, with their names."""

    names: tuple[str, ...]
    sectors: tuple["PatternSector", ...]


def read_stock_table(path: Path) -> StockTable:
    lines, delimiter = read_lines(path)
    (_line, header), body = lines[0], lines[1:]
    if tuple(header) not in {COLUMNS, COLUMNS[:-1]}:
        raise CommandError(
            _("%(name)s has the columns %(found)s, but %(expected)s were expected; the last may be left out.")
            % {"name": path.name, "found": ", ".join(header), "expected": ", ".join(COLUMNS)}
        )
    if not 0 < len(body) <= MOST_SECTORS:
        raise CommandError(
            _("%(name)s has %(found)s sectors, but from 1 to %(most)s were expected.")
            % {"name": path.name, "found": len(body), "most": MOST_SECTORS}
        )
    names = [cells[0] for _number, cells in body]
    for name in names:
        if not name or names.count(name) > 1:
            message = _("%(name)s: “%(sector)s” names no sector, or more than one. Give each a name of its own.")
            raise CommandError(message % {"name": path.name, "sector": name})
    comma = delimiter != ","
    return StockTable(tuple(names), tuple(_sector(cells, comma_is_decimal=comma) for _number, cells in body))


def _sector(cells: list[str], *, comma_is_decimal: bool) -> "PatternSector":
    from husrom.housing.calibration import PatternSector

    row = dict(zip(COLUMNS, [*cells, *[""] * (len(COLUMNS) - len(cells))], strict=True))
    if row["tenure"] not in TENURES:
        raise CommandError(
            _("Row %(row)s has “%(value)s” in column tenure, but owned or rented was expected.")
            % {"row": row["sector"], "value": row["tenure"]}
        )
    numbers = {}
    for column in ("rooms", "dwellings", "accessible_share"):
        given = row[column] or ("0" if column == "accessible_share" else "")
        number = number_of(given, comma_is_decimal=comma_is_decimal)
        if number is None or (column == "rooms" and number != int(number)):
            raise CommandError(
                _("Row %(row)s has “%(value)s” in column %(column)s, but a number from 0 upwards was expected.")
                % {"row": row["sector"], "column": column, "value": given}
            )
        numbers[column] = number
    return PatternSector(
        kind=row["kind"],
        rooms=int(numbers["rooms"]),
        owned=TENURES[row["tenure"]],
        dwellings=numbers["dwellings"],
        accessible_share=numbers["accessible_share"],
    )
