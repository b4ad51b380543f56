"""The ways in which asking for a figure or a municipality can fail."""

from husrom.errors import HusromError


class FiguresError(HusromError):
    """Something about official figures could not be answered."""


class SnapshotError(FiguresError):
    """The packaged snapshot does not hold what was asked for, or is damaged."""


class UnknownMunicipalityError(FiguresError):
    """No municipality has ever had this number or name.

    Attributes
    ----------
    near
        Municipalities it may have been meant for, as in `3403 (Hamar)`; empty where none looks like it.
    """

    def __init__(self, message: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.near = near


class AmbiguousMunicipalityError(FiguresError):
    """Several municipalities have, or had, this name or number.

    Attributes
    ----------
    choices
        Each with number, name and county, as in `3430 (Os, Innlandet)`.
    """

    def __init__(self, message: str, choices: tuple[str, ...]) -> None:
        super().__init__(message)
        self.choices = choices


class MunicipalityNotValidError(FiguresError):
    """The number was not in use on the date."""


class SplitMunicipalityError(FiguresError):
    """The municipality was split, so that its figures belong to no single municipality of today."""


class UnknownCountyError(FiguresError):
    """No county had this number on the date."""


class SourceError(FiguresError):
    """A source of figures on the network did not give what was asked for."""


class SourceUnavailableError(SourceError):
    """The source could not be reached, or went on failing; the same request may succeed later."""


class SourceRefusedError(SourceError):
    """The source answered that it will not do what was asked; asking again in the same way is of no use.

    Attributes
    ----------
    status
        The HTTP status.
    title, detail
        What the source itself said; empty where it said nothing.
    """

    def __init__(self, message: str, status: int, title: str = "", detail: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.title = title
        self.detail = detail


class DefinitionError(FiguresError):
    """The definition of an indicator is wrong."""


class UnknownIndicatorError(FiguresError):
    """No indicator has this key.

    Attributes
    ----------
    near
        The keys that look like it; empty where none does.
    """

    def __init__(self, message: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.near = near


class UnknownGroupingError(FiguresError):
    """Municipalities are not grouped in this way."""


class UnknownDivisionError(FiguresError):
    """Our history of municipality numbers does not reach the year."""


class CannotSpliceError(FiguresError):
    """The figures cannot be moved to another division without becoming wrong.

    Attributes
    ----------
    numbers
        The municipalities that stand in the way, by number; empty where the whole request does.
    columns
        The values that cannot be moved.
    """

    def __init__(self, reason: str, *, numbers: tuple[str, ...] = (), columns: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.numbers = numbers
        self.columns = columns
