"""The ways in which a cube of figures can be unreadable or misused."""

from husrom.figures.errors import FiguresError


class NotAJsonStatError(FiguresError):
    """The content is not a JSON-stat 2.0 dataset that can be read."""


class CubeError(FiguresError):
    """The parts of a cube do not fit together, or the cube has nothing to answer with."""


class UnknownCategoryError(FiguresError):
    """The cube has no such dimension, or the dimension no such category."""


class CannotJoinError(FiguresError):
    """The cubes are not parts of one answer."""
