"""The ways in which a model can refuse."""

from husrom.errors import HusromError


class HousingError(HusromError):
    """A model of the housing market could not answer."""


class ParameterError(HousingError):
    """A parameter file is faulty, or a parameter was asked for on a day it has no value."""


class ThresholdError(HousingError):
    """Thresholds contradict each other."""


class HouseholdInputError(HousingError):
    """Persons or households that contradict each other."""


class NeedInputError(HousingError):
    """Figures or assumptions that housing need cannot be reckoned from."""
