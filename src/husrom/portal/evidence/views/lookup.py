"""Find what an address is about; what does not exist is a page that does not exist."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from husrom.figures.errors import FiguresError
from husrom.figures.indicators import Indicator
from husrom.figures.indicators import indicator as indicator_by_key
from husrom.figures.municipalities import current_number
from husrom.portal.common.navigation import NavigationItem
from husrom.portal.common.shown_values import reader_language


def find_indicator(key: str) -> Indicator:
    try:
        return indicator_by_key(key)
    except FiguresError as error:
        raise Http404(str(error)) from error


def find_number(number: str) -> str:
    """Return the number of today that a number leads to."""
    try:
        return current_number(number)
    except FiguresError as error:
        raise Http404(str(error)) from error


def kept_key(*parts: object) -> str:
    """Return the key of a page that is the same until the figures are updated, which takes a restart."""
    return ":".join(["figures", reader_language(), *(str(part) for part in parts)])


def trail(*items: tuple[str, str]) -> tuple[NavigationItem, ...]:
    """Return the way from the front page of figures; the last is where we are."""
    way = [(_("Figures"), reverse("evidence:front")), *items]
    return tuple(NavigationItem(label, url, current=(label, url) == way[-1]) for label, url in way)
