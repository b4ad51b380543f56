"""Search as one types: the name itself, its beginning, a word in it, and last what it looks like."""

import dataclasses
import heapq
import re
from collections import defaultdict
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache

from husrom.figures.searching.entries import Entry, county_name_of, entries, pairs_of
from husrom.figures.searching.folding import fold
from husrom.figures.searching.match import Kind, Match

SPELLED, SAME, BEGINS, WORD_BEGINS, LOOKS_LIKE = range(5)
SHORTEST_GUESS = 3
"""Texts of fewer letters look like too much."""

ALIKE, MAYBE_ALIKE = 0.72, 0.4
GUESSES = 12

_KINDS: tuple[Kind, ...] = ("number", "name", "other_name", "earlier_number", "earlier_name", "county")
_LABEL = re.compile(r"(?:K-)?(\d{4})\b(?:\W.*)?|.*\((\d{4})\)", re.IGNORECASE)
_OFFICE = re.compile(r"\s+(?:kommune|herad|suohkan|tjielte)\s*$", re.IGNORECASE)
_COUNTY = re.compile(r"(?P<name>.+?)\s*(?:\(\s*(?P<inside>[^()]+?)\s*\)|,\s*(?P<after>.+)|\si\s+(?P<within>.+))\s*")

Rank = tuple[int, int, float, str, str]


def search(text: str, limit: int = 10) -> tuple[Match, ...]:
    """Return the municipalities of today that a text may mean, the likeliest first, each once.

    Parameters
    ----------
    text
        A name in any official language, an earlier name, any number ever used (`0403`, `403`, `K-3403`), a county, or
        the beginning of one; a county may follow the name, as in `Os (Innlandet)`. Spelling errors are forgiven where
        nothing fits exactly.

    Examples
    --------
    >>> found = search("Mandal")[0]
    >>> found.label, found.note.english
    ('4205 (Lindesnes, Agder)', 'Mandal was part until 2019')
    >>> [match.label for match in search("våler")]
    ['3114 (Våler, Østfold)', '3419 (Våler, Innlandet)']
    >>> search("0403")[0].municipality.name, search("Lillehamer")[0].municipality.name
    ('Hamar', 'Lillehammer')
    """
    found: dict[str, Match] = {}
    for (how, *_rest), entry in ranked(text):
        number = entry.match.municipality.number
        if number not in found:
            found[number] = dataclasses.replace(entry.match, exact=how <= SAME)
    return tuple(found.values())[:limit]


@lru_cache(maxsize=256)
def ranked(text: str) -> tuple[tuple[Rank, Entry], ...]:
    """Return the entries a text may mean, with what puts them in order; the best first."""
    wanted = _OFFICE.sub("", " ".join(text.split()))
    if not fold(wanted):
        return ()
    found = _fitting(_number_in(wanted) or wanted) or _fitting(wanted)
    if not any(rank[0] <= SAME for rank, _entry in found) and (parts := _COUNTY.fullmatch(wanted)):
        county = fold(parts["inside"] or parts["after"] or parts["within"])
        found = [one for one in _fitting(parts["name"]) if county in _counties(one[1])] or found
    return tuple(sorted(found or _alike(fold(wanted)), key=lambda one: one[0]))


def _number_in(text: str) -> str | None:
    """Return the number in a label such as `3403 (Hamar)`, and a number written without its first zero."""
    if label := _LABEL.fullmatch(text):
        return label[1] or label[2]
    return f"0{text}" if re.fullmatch(r"[1-9]\d\d", text) else None


def _counties(entry: Entry) -> set[str]:
    """Return the county of today, and that of the time where an earlier name or number fits."""
    counties = {fold(entry.match.county_name)}
    if entry.match.earlier is not None:
        counties.add(fold(county_name_of(entry.match.earlier)))
    return counties


def _fitting(text: str) -> list[tuple[Rank, Entry]]:
    spelled, folded = text.casefold(), fold(text)
    if not folded:
        return []
    found = []
    for entry in entries():
        if entry.spelled == spelled:
            how = SPELLED
        elif entry.folded == folded:
            how = SAME
        elif entry.folded.startswith(folded):
            how = BEGINS
        elif f" {folded}" in entry.folded:
            how = WORD_BEGINS
        else:
            continue
        found.append((_rank(how, entry), entry))
    return found


def _alike(folded: str) -> list[tuple[Rank, Entry]]:
    """Return the names that look most like a text; numbers look like nothing but themselves."""
    if len(folded) < SHORTEST_GUESS or folded.isdecimal():
        return []
    pairs = pairs_of(folded)
    guesses = heapq.nlargest(GUESSES, ((_roughly(pairs, name), name) for name in _names()))
    matcher = SequenceMatcher(b=folded, autojunk=False)
    found = []
    for rough, name in guesses:
        matcher.set_seq1(name)
        if rough >= MAYBE_ALIKE and (likeness := matcher.ratio()) >= ALIKE:
            found += [(_rank(LOOKS_LIKE, entry, -likeness), entry) for entry in _names()[name]]
    return found


def _roughly(pairs: frozenset[str], name: str) -> float:
    """Return the share of pairs of letters two names have in common; quick, and near what the slow measure says."""
    others = _names()[name][0].pairs
    return 2 * len(pairs & others) / (len(pairs) + len(others))


@cache
def _names() -> Mapping[str, list[Entry]]:
    """Return the entries that are names of municipalities, by name."""
    names: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries():
        if entry.match.kind in {"name", "other_name", "earlier_name"}:
            names[entry.folded].append(entry)
    return names


def _rank(how: int, entry: Entry, unlike: float = 0.0) -> Rank:
    """Put counties last, then the better fit first, today before earlier, and equals by number or name."""
    match = entry.match
    behind = LOOKS_LIKE + 1 if match.kind == "county" else 0
    place = 0 if how == LOOKS_LIKE else _KINDS.index(match.kind)
    word = entry.folded if match.kind in {"number", "earlier_number"} else fold(match.municipality.name)
    return how + behind, place, unlike, word, match.municipality.number
