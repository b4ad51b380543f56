"""What to ask a table of the FHI for: every dimension must be mentioned."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from husrom.figures.errors import FiguresError

Filter = Literal["item", "top", "bottom", "all"]


class SelectionError(FiguresError):
    """The choice of categories does not fit the table."""


@dataclass(frozen=True, slots=True)
class Category:
    """A category of a dimension; `parent` is the one above it, such as the county of a municipality."""

    code: str
    label: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class FhiDimension:
    """A dimension with its categories: above before below, years from the oldest to the newest."""

    code: str
    label: str
    categories: tuple[Category, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the categories."""
        return tuple(category.code for category in self.categories)


@dataclass(frozen=True, slots=True)
class Choice:
    """Categories chosen from one dimension, in the words of the source. Build it with the functions below."""

    dimension: str
    filter: Filter
    values: tuple[str, ...]


def items(dimension: str, codes: Iterable[str]) -> Choice:
    """Choose single categories; one given twice counts once.

    Examples
    --------
    >>> items("GEO", ["0", "3403", "0"]).values
    ('0', '3403')
    """
    return Choice(dimension, "item", tuple(dict.fromkeys(codes)))


def everything(dimension: str) -> Choice:
    """Choose all categories of a dimension."""
    return matching(dimension, "*")


def matching(dimension: str, *patterns: str) -> Choice:
    """Choose the categories whose codes fit a pattern such as `34*`."""
    return Choice(dimension, "all", patterns)


def newest(count: int, dimension: str = "AAR") -> Choice:
    """Choose the newest years. The source calls them `bottom`, the other way round from Statistics Norway.

    Examples
    --------
    >>> newest(1)
    Choice(dimension='AAR', filter='bottom', values=('1',))
    """
    return Choice(dimension, "bottom", (str(count),))


def oldest(count: int, dimension: str = "AAR") -> Choice:
    """Choose the oldest years, which the source calls `top`."""
    return Choice(dimension, "top", (str(count),))


def year_span(code: str) -> tuple[int, int]:
    """Return the first and the last year of a category of years.

    Raises
    ------
    SelectionError
        When the code is no such category.

    Examples
    --------
    >>> year_span("2020_2020"), year_span("2018_2024")
    ((2020, 2020), (2018, 2024))
    """
    first, separator, last = code.partition("_")
    years = [int(year) for year in (first, last) if len(year) == 4 and year.isdecimal()]  # noqa: PLR2004 - a year
    if separator and len(years) == 2 and dt.MINYEAR <= years[0] <= years[1]:  # noqa: PLR2004 - the first and the last
        return years[0], years[1]
    raise SelectionError(f'"{code}" is no category of years. They are written 2020_2020, or 2018_2024 for a period.')


def check(selection: Iterable[Choice], dimensions: Iterable[FhiDimension]) -> None:
    """See that a selection fits a table, since the source says little about what is wrong with one.

    Raises
    ------
    SelectionError
        When a dimension is missing, unknown or mentioned twice, or a category does not exist.
    """
    choices = tuple(selection)
    chosen = [choice.dimension for choice in choices]
    known = {dimension.code: dimension for dimension in dimensions}
    _refuse(sorted(known.keys() - set(chosen)), "The selection says nothing of {}. Every dimension must be chosen from")
    _refuse(sorted(set(chosen) - known.keys()), f"The table has no dimension {{}}. It has {', '.join(known)}")
    _refuse([code for code in known if chosen.count(code) > 1], "The selection mentions {} twice. Put it in one choice")
    for choice in choices:
        if choice.filter == "item":
            strange = [code for code in choice.values if code not in set(known[choice.dimension].codes)]
            _refuse(strange, f"{choice.dimension} has no category {{}}. It may have been replaced; see the table")


def _refuse(codes: list[str], sentence: str) -> None:
    if codes:
        raise SelectionError(f"{sentence.format(', '.join(codes))}.")
