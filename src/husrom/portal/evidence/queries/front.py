from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from husrom.figures.indicators import Indicator, Theme, indicators, periods
from husrom.portal.common.shown_values import in_reader_language


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    key: str
    title: str
    has_figures: bool


@dataclass(frozen=True, slots=True)
class ThemeLines:
    key: str
    title: str
    indicators: tuple[IndicatorLine, ...]


@dataclass(frozen=True, slots=True)
class Download:
    label: str
    url: str


def theme_title(theme: Theme) -> str:
    return {
        Theme.DEMOGRAPHY: _("Population"),
        Theme.HOUSEHOLDS: _("Households"),
        Theme.STOCK: _("Dwellings"),
        Theme.PRODUCTION: _("Building"),
        Theme.MARKET: _("Prices and sales"),
        Theme.INCOME: _("Income"),
        Theme.TENURE: _("Owning and renting"),
        Theme.SOCIAL: _("Housing for those who need help"),
        Theme.LIVING_CONDITIONS: _("Living conditions"),
    }[theme]


def themes() -> tuple[ThemeLines, ...]:
    return tuple(ThemeLines(theme.value, theme_title(theme), _lines(indicators(theme))) for theme in Theme)


def _lines(found: Iterable[Indicator]) -> tuple[IndicatorLine, ...]:
    return tuple(IndicatorLine(one.key, in_reader_language(one.title), bool(periods(one.key))) for one in found)


def downloads(view: str, **arguments: str) -> tuple[Download, ...]:
    """Return the kinds of file that the figures of a page can be taken away in."""
    kinds = {"CSV": "csv", "Excel": "xlsx", "JSON-stat": "json", "Parquet": "parquet"}
    return tuple(Download(label, reverse(view, kwargs={**arguments, "kind": kind})) for label, kind in kinds.items())
