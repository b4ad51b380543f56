"""How good the figures behind each part of an answer are, and why."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from husrom.cli.need.inputs import MunicipalFigures


@dataclass(frozen=True, slots=True)
class Grade:
    """A: registers of persons; B: counts of the municipality itself; C: taken from other places, or assumed."""

    part: str
    letter: str
    reason: str


def grades(known: MunicipalFigures) -> tuple[Grade, ...]:
    """Return the grade of each part; the parts that decide the need itself come first."""
    return (
        _households(known),
        _projection(known),
        _dwellings(known),
        _losses(known),
        Grade("dwelling_kinds", "C", _("where each age lives is taken from six municipalities in Telemark")),
        Grade("older", "C", _("ages, living alone and dwelling are not counted together anywhere in the figures")),
        Grade("disadvantaged", "C", _("the share is that of the whole country")),
    )


def overall(found: tuple[Grade, ...]) -> str:
    """Return the weakest grade among households, projection and dwellings."""
    deciding = {"households", "projection", "dwellings"}
    return max(one.letter for one in found if one.part in deciding)


def _households(known: MunicipalFigures) -> Grade:
    if known.counted is None:
        return Grade(
            "households", "C", _("households are not counted in the figures; the pattern of other places is used")
        )
    reason = _("the households were counted by kind in %(year)d") % {"year": known.counted.year}
    return Grade("households", "B", reason)


def _projection(known: MunicipalFigures) -> Grade:
    if known.projection.groups is None:
        reason = _("only the total of the older projection is known; ages, low and high alternative are assumed")
        return Grade("projection", "C", reason)
    reason = _("the newest projection, with three broad ages; five-year ages within them are carried on by cohorts")
    return Grade("projection", "B", reason)


def _dwellings(known: MunicipalFigures) -> Grade:
    if known.dwellings_counted:
        return Grade("dwellings", "B", _("the dwellings are counted by kind"))
    return Grade("dwellings", "C", _("the number of dwellings is reckoned from the households; their kinds are known"))


def _losses(known: MunicipalFigures) -> Grade:
    if known.inputs.observed_losses_pct is None:
        return Grade("losses", "C", _("losses are not counted in the figures; those of Northern Norway are used"))
    return Grade("losses", "B", _("losses are the municipality's own, 2016–2025"))
