"""The ways in which the catalogue of tables can fail."""

from husrom.figures.errors import FiguresError


class TableFileError(FiguresError):
    """A file of the catalogue is wrong; the message lists every fault with its file and place."""


class UnknownTableError(FiguresError):
    """The catalogue has no such table or dataset."""
