"""Resolve what somebody wrote to exactly one municipality, or say which it may be."""

import datetime as dt
from collections.abc import Iterable
from typing import NoReturn

from husrom.figures.errors import AmbiguousMunicipalityError, UnknownMunicipalityError
from husrom.figures.municipalities import Municipality, current_numbers, municipalities
from husrom.figures.searching.entries import county_name_of
from husrom.figures.searching.finding import SAME, SPELLED, ranked, search
from husrom.figures.searching.folding import fold
from husrom.figures.searching.match import Match

SUGGESTIONS = 3
CHOICES_SHOWN = 8


def resolve(text: str, on: dt.date | None = None) -> Municipality:
    """Return the one municipality that a name or number means.

    Parameters
    ----------
    text
        As for `search`, but the whole name or number.
    on
        The day whose municipality is wanted; None for the municipality of today.

    Raises
    ------
    UnknownMunicipalityError
        When no municipality has had the name or number; the message suggests what looks like it.
    AmbiguousMunicipalityError
        When several have, or when the municipality has been split; the message lists them.

    Examples
    --------
    >>> resolve("Mandal").label, resolve("0403").label, resolve("Mandal", on=dt.date(2019, 6, 1)).label
    ('4205 (Lindesnes)', '3403 (Hamar)', '1002 (Mandal)')
    >>> resolve("Lilehammer")
    Traceback (most recent call last):
    husrom.figures.errors.UnknownMunicipalityError: There has been no municipality "Lilehammer". Did you mean 3405
    (Lillehammer, Innlandet)?
    >>> resolve("Våler")
    Traceback (most recent call last):
    husrom.figures.errors.AmbiguousMunicipalityError: "Våler" may be 3114 (Våler, Østfold) or 3419 (Våler, Innlandet).
    Write the number instead.
    """
    found = _meant(text)
    if not found:
        _refuse_unknown(text)
    return _today(text, found) if on is None else _then(text, found, on)


def _meant(text: str) -> list[Match]:
    """Return what a text names in full, as spelled or else as folded."""
    fitting = [(rank[0], entry) for rank, entry in ranked(text) if rank[0] <= SAME]
    as_spelled = [entry.match for how, entry in fitting if how == SPELLED]
    return as_spelled or [entry.match for _how, entry in fitting]


def _today(text: str, found: list[Match]) -> Municipality:
    named = _by_number(match for match in found if match.earlier is None)
    if len(named) == 1:
        (match,) = named.values()
        # Os was also the name of another municipality, but Ålesund only of the one that Ålesund came from.
        elsewhere = [
            other
            for other in found
            if other.earlier and match.municipality.number not in current_numbers(other.earlier.number)
        ]
        if not elsewhere:
            return match.municipality
    choices = _by_number(found)
    if len(choices) > 1:
        described = [_described(match) for match in choices.values()]
        _refuse_ambiguous(text, [match.label for match in choices.values()], described)
    return next(iter(choices.values())).municipality


def _then(text: str, found: list[Match], day: dt.date) -> Municipality:
    """Return the municipality of a day: one that had the name or number, or else one on the same ground."""
    meant = {match.earlier.number if match.earlier else match.municipality.number: match for match in found}
    there = municipalities(on=day)
    chosen = [one for one in there if one.number in meant]
    if not chosen:
        ground = {number for one in meant for number in current_numbers(one)}
        chosen = [one for one in there if ground & set(current_numbers(one.number))]
        # Lindesnes of 2019 was one of three on the ground of Lindesnes of today.
        chosen = [one for one in chosen if fold(one.name) == fold(found[0].matched)] or chosen
    if len(chosen) != 1:
        labels = [f"{one.number} ({one.name}, {county_name_of(one)})" for one in chosen]
        _refuse_ambiguous(text, labels, labels)
    return chosen[0]


def _by_number(found: Iterable[Match]) -> dict[str, Match]:
    """Return the first match of each municipality of today."""
    matches: dict[str, Match] = {}
    for match in found:
        matches.setdefault(match.municipality.number, match)
    return matches


def _described(match: Match) -> str:
    return f"{match.label[:-1]}; {match.note.english})" if match.note else match.label


def _refuse_unknown(text: str) -> NoReturn:
    near = tuple(match.label for match in search(text, SUGGESTIONS))
    advice = f"Did you mean {_either(near)}?" if near else "Write a name, or a number such as 3403 (Hamar)."
    raise UnknownMunicipalityError(f'There has been no municipality "{text}". {advice}', near)


def _refuse_ambiguous(text: str, choices: list[str], described: list[str]) -> NoReturn:
    rest = len(described) - CHOICES_SHOWN
    shown = [*described[:CHOICES_SHOWN], f"{rest} more"] if rest > 0 else described
    raise AmbiguousMunicipalityError(f'"{text}" may be {_either(shown)}. Write the number instead.', tuple(choices))


def _either(labels: Iterable[str]) -> str:
    *first, last = labels
    return f"{', '.join(first)} or {last}" if first else last
