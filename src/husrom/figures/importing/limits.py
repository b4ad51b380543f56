"""How much a file may hold. A file beyond a limit is refused before it is read further."""

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What Husrom reads of a file that comes from outside.

    Attributes
    ----------
    file_bytes
        Size on disk.
    unpacked_bytes, parts, packing_ratio
        For workbooks, which are zip archives: what they hold unpacked, in how many parts, and how many times larger a
        part may be unpacked than packed.
    rows, columns, cells
        Rows and columns of one sheet, and cells with content of one workbook.
    area
        Rows times columns of one sheet, empty cells included.
    cell_letters, line_letters
        Letters in one cell, and in one line of a text file.
    repeated_letters
        Letters of all the cells of a workbook together; a workbook stores a repeated text once.
    features, vertices
        Areas in a GeoJSON file, and corners of them all.
    """

    file_bytes: int = 50 * MEGABYTE
    unpacked_bytes: int = 200 * MEGABYTE
    parts: int = 500
    packing_ratio: int = 250
    rows: int = 300_000
    columns: int = 300
    cells: int = 3_000_000
    area: int = 6_000_000
    cell_letters: int = 2_000
    line_letters: int = 100_000
    repeated_letters: int = 100_000_000
    features: int = 1_000
    vertices: int = 500_000


USUAL = Limits()
