"""What a search finds: a municipality of today, and why it was found."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from husrom.figures.municipalities import Municipality
from husrom.figures.wording import gettext_noop as _

Kind = Literal["number", "name", "other_name", "earlier_number", "earlier_name", "county"]

Ground = Literal["same", "part", "split"]

WAS_IN = _("was in %(name)s until %(year)s")
NOTES: Mapping[tuple[str, Ground], str] = {
    ("earlier_name", "same"): _("called %(name)s until %(year)s"),
    ("earlier_name", "part"): _("%(name)s was part until %(year)s"),
    ("earlier_name", "split"): _("%(name)s was split after %(year)s"),
    ("earlier_number", "same"): _("had number %(number)s until %(year)s"),
    ("earlier_number", "part"): _("%(number)s was %(name)s, part until %(year)s"),
    ("earlier_number", "split"): _("%(number)s was %(name)s, split after %(year)s"),
}


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on a match: a message id of the floors above, and the values to put in.

    Examples
    --------
    >>> Note("called %(name)s until %(year)s", {"name": "Nes", "year": "2019"}).english
    'called Nes until 2019'
    """

    message: str
    values: Mapping[str, str]

    @property
    def english(self) -> str:
        """The remark in English."""
        return self.message % self.values


@dataclass(frozen=True, slots=True)
class Match:
    """One municipality of today that a search found.

    Attributes
    ----------
    county_name
        The county it lies in today, which tells municipalities of the same name apart.
    kind
        What of it looked like the text: `other_name` is an official name in another language, `county` the county.
    matched
        The name or number that looked like the text.
    earlier
        The municipality of then, where it is an earlier name, number or county that matched.
    ground
        Whether the one of then is the same as that of today, a part of it, or was split.
    exact
        Whether the text was that name or number, not just its beginning or something like it.
    """

    municipality: Municipality
    county_name: str
    kind: Kind
    matched: str
    earlier: Municipality | None
    ground: Ground
    exact: bool

    @property
    def label(self) -> str:
        """Number, name and county, as in `3430 (Os, Innlandet)`."""
        return f"{self.municipality.number} ({self.municipality.name}, {self.county_name})"

    @property
    def note(self) -> Note | None:
        """What to say beside it; None where the name says it."""
        before = self.earlier
        if before is None or before.valid_to is None:
            return None
        values = {"number": before.number, "name": before.name, "year": str(before.valid_to.year)}
        if self.kind == "county":
            return Note(WAS_IN, {"name": self.matched, "year": values["year"]})
        return Note(NOTES[self.kind, self.ground], values)
