"""What an update did with each dataset."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from husrom.figures.importing.sentences import Sentence


class Outcome(StrEnum):
    """What became of a dataset."""

    RENEWED = "renewed"
    """Fetched, and put in place of the old figures."""
    UNCHANGED = "unchanged"
    """We hold its newest figures already."""
    SKIPPED = "skipped"
    """Not changed since the day that was asked about."""
    LEFT_OUT = "left_out"
    """Not something that can be fetched."""
    FAILED = "failed"
    """Not fetched, or not usable; the old figures are kept."""


@dataclass(frozen=True, slots=True)
class DatasetOutcome:
    """What became of one dataset.

    Attributes
    ----------
    table
        The key of its table.
    dataset
        None where the table has none.
    message
        Why, where there is something to say.
    warnings
        What is strange about figures that were put in place.
    updated
        When the source last changed the table, UTC; None where not known.
    rows
        In the dataset put in place; 0 where none was.
    answered
        Whether the source did, where it was asked.
    """

    table: str
    dataset: str | None
    outcome: Outcome
    message: Sentence | None = None
    warnings: tuple[Sentence, ...] = ()
    updated: dt.datetime | None = None
    rows: int = 0
    answered: bool = True
