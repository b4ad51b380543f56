"""The ways in which the microsimulation refuses, or finds itself at fault."""

from husrom.housing.errors import HousingError, WordedError


class MobilityInputError(WordedError):
    """Dwellings, households, rates or margins that the microsimulation cannot start from."""


class ConservationError(HousingError):
    """A year's accounts do not balance: a fault in the engine, never in the input."""
