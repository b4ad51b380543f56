"""How the register of municipalities can fail to give a history."""

from husrom.figures.errors import FiguresError


class MunicipalityRegisterError(FiguresError):
    """What KLASS tells of the municipalities does not make a history; the one at hand should be kept."""
