"""Why a chain could not be reckoned: one sentence that names the row and the value."""

from husrom.housing.errors import WordedError


class ChainInputError(WordedError):
    """Figures that no chain of vacancies can have."""
