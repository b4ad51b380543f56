"""The Norwegian name of a municipality, where the register gives it in several languages or with its county."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import polars as pl

_COUNTY = re.compile(r" \([^)]*\)$")
_BETWEEN_LANGUAGES = " - "


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names met before, which tell the languages apart.

    Attributes
    ----------
    norwegian
        Norwegian names of municipalities, past and present.
    other
        Their Sámi and Kven names.

    Examples
    --------
    >>> known = KnownNames(frozenset({"Hamarøy", "Snåsa"}), frozenset({"Hábmer", "Snåase"}))
    >>> known.norwegian_name("Hábmer - Hamarøy"), known.norwegian_name("Snåase Snåsa")
    ('Hamarøy', 'Snåsa')
    >>> known.norwegian_name("Våler (Østfold)"), known.norwegian_name("Vestre Toten")
    ('Våler', 'Vestre Toten')
    """

    norwegian: frozenset[str]
    other: frozenset[str]

    @classmethod
    def from_datasets(cls, codes: pl.DataFrame, municipalities: pl.DataFrame) -> Self:
        """Return the names in the datasets `municipality_codes` and `municipalities`."""
        norwegian = frozenset(codes["name"]) | frozenset(municipalities["name"])
        parts = {part for name in municipalities["official_name"] for part in name.split(_BETWEEN_LANGUAGES)}
        return cls(norwegian, frozenset(parts) - norwegian)

    def norwegian_name(self, registered: str) -> str:
        """Return the Norwegian name within a registered one.

        The register writes " - " between languages today, and a space before 2020. Of names never met before the
        first is taken.
        """
        name = _COUNTY.sub("", registered.strip())
        parts = name.split(_BETWEEN_LANGUAGES)
        if len(parts) > 1:
            return self._first_norwegian(parts) or parts[0]
        words = name.split()
        # A word may be the name of another municipality too, as in Vestre Gausdal.
        if name not in self.norwegian and any(word in self.other for word in words):
            return self._first_norwegian(words) or name
        return name

    def _first_norwegian(self, parts: Iterable[str]) -> str | None:
        return next((part for part in parts if part in self.norwegian), None)
