"""Renew the user's own snapshot of official figures from the live sources."""

from husrom.figures.updating.choosing import UnknownChoiceError, chosen
from husrom.figures.updating.errors import CannotUpdateError, TableChangedError, UpdateRunningError
from husrom.figures.updating.live import LiveSources, live_sources
from husrom.figures.updating.outcomes import DatasetOutcome, Outcome
from husrom.figures.updating.running import update

__all__ = [
    "CannotUpdateError",
    "DatasetOutcome",
    "LiveSources",
    "Outcome",
    "TableChangedError",
    "UnknownChoiceError",
    "UpdateRunningError",
    "chosen",
    "live_sources",
    "update",
]
