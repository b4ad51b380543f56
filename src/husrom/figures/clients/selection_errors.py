"""The way in which asking a table for figures can be wrong before anything is sent."""

from husrom.figures.errors import FiguresError


class SelectionError(FiguresError):
    """The table cannot be asked in this way."""
