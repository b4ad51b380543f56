"""Why probabilities could not be estimated."""

from husrom.housing.chains import ChainInputError


class CalibrationError(ChainInputError):
    """Figures that no probabilities can be estimated from, or that contradict each other."""
