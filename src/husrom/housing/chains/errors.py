"""Why a chain could not be reckoned: one sentence that names the row and the value, sayable in another language."""

from collections.abc import Callable, Mapping

from husrom.housing.errors import HousingError


class ChainInputError(HousingError):
    """Figures that no chain of vacancies can have.

    Attributes
    ----------
    template
        The sentence in English, with `%(name)s` for each value.
    values
        Names from the input as text; numbers as numbers, so that whoever shows the sentence writes them.

    Examples
    --------
    >>> error = ChainInputError("Row %(row)s sums to %(value)s.", row="flat", value=1.25)
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
        return translate(self.template) % {
            name: value if isinstance(value, str) else number(value) for name, value in self.values.items()
        }
