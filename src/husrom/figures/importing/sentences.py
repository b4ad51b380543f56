"""Sentences that the floors above can say in another language: an English template, and what to fill it with."""

from collections.abc import Callable, Mapping

Translate = Callable[[str], str]


class Sentence:
    """A sentence or a part of one.

    Attributes
    ----------
    template
        English, marked with `gettext_noop` where it is written, with `%(name)s` for each value.
    values
        Numbers, texts from the file, or sentences in turn.

    Examples
    --------
    >>> said = Sentence("%(what)s in row %(row)s", what=Sentence("a date"), row=3)
    >>> str(said), said.in_words({"a date": "en dato", "%(what)s in row %(row)s": "%(what)s i rad %(row)s"}.get)
    ('a date in row 3', 'en dato i rad 3')
    """

    __slots__ = ("template", "values")

    def __init__(self, template: str, /, **values: object) -> None:
        self.template = template
        self.values: Mapping[str, object] = values

    def __str__(self) -> str:
        """Return the sentence in English."""
        return self.in_words(lambda template: template)

    def __repr__(self) -> str:
        """Return the sentence in English, for whoever looks for a fault in the program."""
        return f"<Sentence {self}>"

    def in_words(self, translate: Translate) -> str:
        """Return the sentence in the language that a function translates templates to."""
        return translate(self.template) % {
            key: value.in_words(translate) if isinstance(value, Sentence) else value
            for key, value in self.values.items()
        }


def grouped(number: float) -> str:
    r"""Return a whole number with spaces between the thousands, as both Norwegian and English readers know it.

    Examples
    --------
    >>> grouped(300_000)
    '300\xa0000'
    """
    return f"{number:,.0f}".replace(",", "\u00a0")
