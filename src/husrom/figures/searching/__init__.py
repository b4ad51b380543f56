"""Find municipalities by name in any of their languages, by earlier names, by any number ever used, and by county."""

from husrom.figures.searching.finding import search
from husrom.figures.searching.match import Match, Note
from husrom.figures.searching.resolving import resolve

__all__ = ["Match", "Note", "resolve", "search"]
