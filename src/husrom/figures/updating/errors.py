"""Why a table cannot be renewed, in sentences that the floors above can say in another language."""

from husrom.figures.errors import FiguresError
from husrom.figures.importing.sentences import Sentence


class CannotUpdateError(FiguresError):
    """A table cannot be renewed from its source; the figures at hand are kept.

    Attributes
    ----------
    sentence
        What is wrong and what to do.
    """

    def __init__(self, template: str, /, **values: object) -> None:
        self.sentence = Sentence(template, **values)
        super().__init__(str(self.sentence))


class TableChangedError(CannotUpdateError):
    """The table at its source is no longer as the catalogue describes it."""


class UpdateRunningError(CannotUpdateError):
    """Another update of the same snapshot is under way."""
