"""The ways in which affordability can refuse."""

from husrom.housing.errors import HousingError


class AffordabilityError(HousingError):
    """Affordability could not be reckoned."""


class AmountError(AffordabilityError):
    """An amount cannot be what it says: it is negative, endless or beyond all households.

    Attributes
    ----------
    name, row, value
        Which amount, in which row (counted from 1), and what it was.
    """

    def __init__(self, name: str, row: int, value: float, expected: str) -> None:
        self.name, self.row, self.value, self.expected = name, row, value, expected
        super().__init__(f"{name} in row {row} is {value:g}: expected {expected}.")
