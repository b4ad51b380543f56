"""Why figures cannot be exported as they were asked for."""

from collections.abc import Callable

from husrom.figures.errors import FiguresError


class NotExportableError(FiguresError, ValueError):
    """The figures cannot be written as this kind of file.

    Attributes
    ----------
    sentence, filled
        The message in English with named places, and what stands in them.
    """

    def __init__(self, sentence: str, **filled: object) -> None:
        super().__init__(sentence % filled)
        self.sentence = sentence
        self.filled = filled

    def in_words(self, translate: Callable[[str], str]) -> str:
        """Return the message, its sentence translated."""
        return translate(self.sentence) % self.filled
