"""Which codes of a dimension are asked for, and what each becomes in the dataset."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from husrom.figures.cubes.cube import Dimension as Variable
from husrom.figures.importing.sentences import Sentence
from husrom.figures.tables.dataset import DimensionChoice
from husrom.figures.tables.table import Dimension
from husrom.figures.updating.errors import TableChangedError
from husrom.figures.wording import gettext_noop as _

ALL = "all"
_OPEN = "open"
_WITHOUT_COLUMN = frozenset({"summed", "left_out", "fixed"})
_OLDEST_YEARS = 130
_SHOWN = 5
_BEFORE_NUMBER = re.compile(r"^[A-Za-z]+[-_.]")
# 21 to 29 and 99 are Svalbard, Jan Mayen, the continental shelf, abroad and unknown.
MUNICIPALITY = re.compile(r"(?!2[1-9]|99|00)\d{4}")
"""The number of a municipality, in use or not."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of one variable, and what it becomes.

    Attributes
    ----------
    rows
        A column named by the variable's code, and the dataset's columns for the dimension, none to two. A code that
        stands in several rows counts in each of them; several codes with the same columns are added up.
    """

    variable: str
    codelist: str | None
    rows: pl.DataFrame

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes to ask for, each once."""
        return tuple(dict.fromkeys(self.rows[self.variable]))


def asked_of(choice: DimensionChoice, dimension: Dimension, variable: Variable) -> Asked:
    """Return what a dataset asks of a dimension.

    Parameters
    ----------
    variable
        The dimension as its source describes it now.

    Raises
    ------
    TableChangedError
        When a code the dataset needs is gone, or there is one that the catalogue does not know and that would have to
        be added up with the others.
    """
    named = dict(_named(choice, dimension, variable))
    rows = tuple(_rows(choice, dimension, named))
    schema: dict[str, type[pl.DataType]] = {variable.code: pl.String, **_columns(choice, dimension)}
    return Asked(variable.code, dimension.codelist, pl.DataFrame(rows, schema=schema, orient="row"))


def _rows(choice: DimensionChoice, dimension: Dimension, named: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    """Give every code with what stands in the dataset's columns for it, once for each category it counts in."""
    if choice.treatment == "groups":
        yield from (
            (code, *group) for group in choice.groups for code, age in named.items() if _within(int(age), group)
        )
        return
    chosen = {code: name for code, name in named.items() if not choice.categories or name in choice.categories}
    if choice.treatment in _WITHOUT_COLUMN:
        yield from ((code,) for code in chosen)
    elif dimension.categories == "age_groups":
        yield from ((code, *_ages(name)) for code, name in chosen.items())
    elif dimension.categories == "ages":
        yield from ((code, int(age)) for code, age in chosen.items())
    else:
        yield from chosen.items()
    if choice.treatment == "each_and_total":
        yield from ((code, ALL) for code in chosen)


def _columns(choice: DimensionChoice, dimension: Dimension) -> dict[str, type[pl.DataType]]:
    if choice.treatment in _WITHOUT_COLUMN:
        return {}
    if choice.treatment == "groups" or dimension.categories == "age_groups":
        return {f"{dimension.name}_from": pl.Int16, f"{dimension.name}_to": pl.Int16}
    return {dimension.name: pl.Int16 if dimension.categories == "ages" else pl.String}


def _named(choice: DimensionChoice, dimension: Dimension, variable: Variable) -> Iterator[tuple[str, str]]:
    """Give our name, or the age in years, of every code there is that the dataset is about."""
    parts = _without_total(variable)
    if dimension.labels:
        labels = {code: label.strip() for code, label in zip(variable.codes, variable.labels, strict=True)}
        _expect_labels(dimension, variable, set(labels.values()))
        if choice.treatment in {"each_and_total", "summed"}:
            _expect_no_others(variable, [labels[code] for code in parts if labels[code] not in dimension.labels])
        yield from ((code, dimension.labels[label]) for code, label in labels.items() if label in dimension.labels)
    elif isinstance(dimension.categories, Mapping):
        yield from _by_code(choice, dimension.categories, variable)
    elif dimension.categories == "ages":
        yield from _years(variable, parts)
    elif dimension.categories == "regions":
        numbers = ((code, _BEFORE_NUMBER.sub("", code)) for code in variable.codes)
        yield from ((code, number) for code, number in numbers if MUNICIPALITY.fullmatch(number))
    else:
        yield from ((code, code) for code in parts)


def _by_code(choice: DimensionChoice, categories: Mapping[str, str], variable: Variable) -> Iterator[tuple[str, str]]:
    there = {code.casefold(): code for code in variable.codes}
    if missing := [code for code in categories if code.casefold() not in there]:
        raise _gone(variable, missing)
    if choice.treatment in {"each_and_total", "summed"}:
        known = {code.casefold() for code in categories}
        _expect_no_others(variable, [code for code in _without_total(variable) if code.casefold() not in known])
    yield from ((there[code.casefold()], name) for code, name in categories.items())


def _years(variable: Variable, codes: Iterable[str]) -> Iterator[tuple[str, str]]:
    for code in codes:
        age = code.rstrip("+")
        if not (age.isdecimal() and int(age) <= _OLDEST_YEARS):
            raise TableChangedError(
                _('The table\'s variable "%(variable)s" has %(code)s, which is no age in years. %(remedy)s'),
                variable=variable.code,
                code=code,
                remedy=remedy(),
            )
        yield code, age


def _without_total(variable: Variable) -> tuple[str, ...]:
    """Return the codes without the one that stands for all of them, which must not be added to the others."""
    return tuple(code for code in variable.codes if code != variable.elimination_code)


def _expect_labels(dimension: Dimension, variable: Variable, there: set[str]) -> None:
    reachable = {name for label, name in dimension.labels.items() if label in there}
    if lost := [name for name in dimension.names if name not in reachable]:
        raise _gone(variable, [label for label, name in dimension.labels.items() if name in lost])


def _expect_no_others(variable: Variable, others: list[str]) -> None:
    if others:
        raise TableChangedError(
            _(
                'The table\'s variable "%(variable)s" has %(others)s, which we do not know whether to add to the '
                "others. %(remedy)s"
            ),
            variable=variable.code,
            others=listed(others),
            remedy=remedy(),
        )


def _gone(variable: Variable, missing: Iterable[str]) -> TableChangedError:
    return TableChangedError(
        _('The table\'s variable "%(variable)s" no longer has %(missing)s. %(remedy)s'),
        variable=variable.code,
        missing=listed(missing),
        remedy=remedy(),
    )


def remedy() -> Sentence:
    """Return what to do about a table that has changed."""
    return Sentence(_("The figures at hand are kept; run husrom figures verify, and look for a newer Husrom."))


def listed(names: Iterable[str]) -> str:
    """Return the first names for a sentence, and three points where there are more.

    Examples
    --------
    >>> listed("abcdefg"), listed("ab")
    ('a, b, c, d, e, …', 'a, b')
    """
    every = list(names)
    return ", ".join(every[:_SHOWN]) + (", …" if len(every) > _SHOWN else "")


def _ages(name: str) -> tuple[int, int | None]:
    """Return first and last age of a group such as `67_79` or `80_open`."""
    first, _separator, last = name.partition("_")
    return int(first), None if last == _OPEN else int(last)


def _within(age: int, group: tuple[int, int | None]) -> bool:
    first, last = group
    return first <= age and (last is None or age <= last)
