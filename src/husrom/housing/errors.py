"""The ways in which a model can refuse."""

from collections.abc import Callable, Mapping

from husrom.errors import HusromError


class HousingError(HusromError):
    """A model of the housing market could not answer."""


class WordedError(HousingError):
    """A refusal in one sentence that can be said in another language.

    Attributes
    ----------
    template
        The sentence in English, with `%(name)s` for each value; whole where there are no values.
    values
        Names from the input as text; numbers as numbers, so that whoever shows the sentence writes them.

    Examples
    --------
    >>> error = WordedError("Row %(row)s sums to %(value)s.", row="flat", value=1.25)
    >>> str(error)
    'Row flat sums to 1.25.'
    >>> error.in_words({"Row %(row)s sums to %(value)s.": "Rad %(row)s har summen %(value)s."}.__getitem__)
    'Rad flat har summen 1.25.'
    """

    def __init__(self, template: str, /, **values: str | float) -> None:
        self.template = template
        self.values: Mapping[str, str | float] = values
        super().__init__(template)

    def __str__(self) -> str:
        """Return the sentence in English."""
        return self.in_words(lambda template: template)

    def in_words(self, translate: Callable[[str], str], number: Callable[[float], str] = "{:.10g}".format) -> str:
        """Return the sentence in the language, and with the numbers, that the functions give."""
        if not self.values:
            return translate(self.template)
        return translate(self.template) % {
            name: value if isinstance(value, str) else number(value) for name, value in self.values.items()
        }


class ParameterError(HousingError):
    """A parameter file is faulty, or a parameter was asked for on a day it has no value."""


class ThresholdError(HousingError):
    """Thresholds contradict each other."""


class HouseholdInputError(HousingError):
    """Persons or households that contradict each other."""


class NeedInputError(HousingError):
    """Figures or assumptions that housing need cannot be reckoned from."""
