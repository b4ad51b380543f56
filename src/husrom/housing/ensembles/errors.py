"""Why runs could not be made."""

from husrom.housing.errors import WordedError


class EnsembleError(WordedError):
    """Runs that those who were asked cannot make."""
