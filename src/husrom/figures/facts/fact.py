"""A fact: one figure about a municipality, with all that must stand beside it."""

from dataclasses import dataclass

from husrom.figures.municipalities import DIVISION_YEAR
from husrom.figures.provenance import Source
from husrom.figures.wording import gettext_noop as _

PERSONS, PER_CENT, NOK, NOK_PER_M2 = _("persons"), _("%"), _("NOK"), _("NOK per m²")
KM2, PERSONS_PER_KM2, DWELLINGS = _("km²"), _("persons per km²"), _("dwellings")

MISSING = _("The table we have has no figure here.")
SUPPRESSED = _("Statistics Norway does not publish a price where few dwellings were sold.")
NO_PRICE = _("No price: few dwellings were sold, or the table we have lacks the municipality.")
ONLY_NORTH = _("We have numbers of dwellings for Nordland, Troms, Finnmark and Telemark only.")
SPLIT_NOTE = _("The municipality was split in the period; the earlier population follows the borders of 2024.")
PROJECTION_NOTE = _("Main alternative of the projection of 2024. Statistics Norway published a newer one in 2026.")
AREA_NOTE = _("Computed from simplified boundaries; near the official land area, not equal to it.")
FREEHOLD_NOTE = _("Freehold dwellings sold on the open market. The table ended with 2024.")


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure about a municipality.

    Attributes
    ----------
    key
        Our name for the fact; stable.
    label, unit, note, missing_reason
        Message ids. `note` and `missing_reason` are empty where there is nothing to say.
    municipality_number, division_year
        The municipality the figure is about, in the snapshot's division.
    value
        None where there is no figure; then `missing_reason` says why.
    decimals
        How many decimals to show.
    year, from_year
        The year of the figure; for a change also the year it is counted from.
    observations
        For prices, the number of sales behind the mean; None where unknown.
    sources
        The tables the figure was taken from; at least one.
    """

    key: str
    label: str
    municipality_number: str
    value: float | None
    unit: str
    year: int
    sources: tuple[Source, ...]
    from_year: int | None = None
    decimals: int = 0
    observations: int | None = None
    note: str = ""
    missing_reason: str = ""
    division_year: int = DIVISION_YEAR

    @property
    def source(self) -> Source:
        """The table the figure was first of all taken from."""
        return self.sources[0]
