"""The ways in which asking for a figure or a municipality can fail."""

from husrom.errors import HusromError


class FiguresError(HusromError):
    """Something about official figures could not be answered."""


class SnapshotError(FiguresError):
    """The packaged snapshot does not hold what was asked for, or is damaged."""


class UnknownMunicipalityError(FiguresError):
    """No municipality has ever had this number."""


class MunicipalityNotValidError(FiguresError):
    """The number was not in use on the date."""


class SplitMunicipalityError(FiguresError):
    """The municipality was split, so that its figures belong to no single municipality of today."""


class UnknownCountyError(FiguresError):
    """No county had this number on the date."""
