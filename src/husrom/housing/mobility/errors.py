"""The ways in which the microsimulation refuses, or finds itself at fault."""

from collections.abc import Callable, Mapping

from husrom.housing.errors import HousingError


class MobilityInputError(HousingError):
    """Dwellings, households, rates or margins that the microsimulation cannot start from.

    Attributes
    ----------
    template
        The sentence in English, with `%(name)s` for each value; whole where there are no values.
    values
        What stands in it.

    Examples
    --------
    >>> error = MobilityInputError("There are %(count)s households.", count=3)
    >>> str(error)
    'There are 3 households.'
    >>> error.in_words({"There are %(count)s households.": "Det er %(count)s husholdninger."}.__getitem__)
    'Det er 3 husholdninger.'
    """

    def __init__(self, template: str, /, **values: str | float) -> None:
        self.template = template
        self.values: Mapping[str, str | float] = values
        super().__init__(template)

    def __str__(self) -> str:
        """Return the sentence in English."""
        return self.in_words(lambda template: template)

    def in_words(self, translate: Callable[[str], str]) -> str:
        """Return the sentence in the language that the function gives."""
        if not self.values:
            return translate(self.template)
        shown = {name: f"{value:.10g}" if isinstance(value, float) else value for name, value in self.values.items()}
        return translate(self.template) % shown


class ConservationError(HousingError):
    """A year's accounts do not balance: a fault in the engine, never in the input."""
