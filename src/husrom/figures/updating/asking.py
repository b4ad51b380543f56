"""What is asked of a table to make a dataset, from what the source says of the table now."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from husrom.figures.clients.selection import Chosen, Selection
from husrom.figures.counties import counties
from husrom.figures.cubes.cube import Cube
from husrom.figures.cubes.cube import Dimension as Variable
from husrom.figures.snapshot import table as snapshot_table
from husrom.figures.tables.dataset import Dataset, PlaceChoice
from husrom.figures.tables.table import Content, Table
from husrom.figures.updating.borders import NUMBER, current_division, current_numbers
from husrom.figures.updating.categories import MUNICIPALITY, Asked, asked_of, listed, remedy
from husrom.figures.updating.errors import CannotUpdateError, TableChangedError
from husrom.figures.wording import gettext_noop as _

CONTENT = "content"
OVER_TIME = frozenset({"codes_over_time", "kostra"})
"""How tables name places that give each year the municipalities of its time."""

_PERIOD = re.compile(r"(?P<year>\d{4})(?:[KM](?P<part>\d{1,2})|_(?P<last>\d{4}))?")
_NORWAY = "0"

Metadata = Callable[[Mapping[str, str]], Cube]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a table for one dataset.

    Attributes
    ----------
    asked
        By variable: places, periods, contents (in the column `content`) and every dimension.
    lacking
        Municipalities of today that the table does not have.
    """

    table: Table
    made: Dataset
    asked: tuple[Asked, ...]
    lacking: tuple[str, ...]

    @property
    def selection(self) -> Selection:
        """The question as the Statbank takes it."""
        return Selection(tuple(Chosen(one.variable, one.codes, one.codelist) for one in self.asked))


def question(table: Table, made: Dataset, metadata: Metadata, *, first_year: int, contents: str) -> Question:
    """Return what to ask.

    Parameters
    ----------
    metadata
        Gives the table's variables, seen through the codelists it is given by variable.
    first_year
        Periods before it are not asked for.
    contents
        The code of the variable that says what is measured.

    Raises
    ------
    TableChangedError
        When the table no longer has what the catalogue says.
    CannotUpdateError
        When the catalogue does not know enough of the table.
    """
    named = _named_variables(table, made, contents)
    there = _found(metadata({}), named)
    seen = {there[variable].code: codelist for variable, codelist in named.items() if codelist}
    if seen:
        there = _found(metadata(seen), named)
    choices = {choice.dimension: choice for choice in made.dimensions}
    asked = [
        asked_of(choices[one.name], one, there[one.code])
        for one in table.dimensions
        if one.code and choices[one.name].treatment != "left_out"
    ]
    lacking: tuple[str, ...] = ()
    if table.region and table.region.variable and made.places:
        places = _places(table, made.places, there[table.region.variable], first_year)
        asked.insert(0, places)
        if made.places.of == "municipalities" and table.region.handling != "large_municipalities":
            lacking = tuple(sorted(current_numbers() - set(places.rows[made.places.column])))
    asked.append(_contents(table, made, there[contents]))
    if table.time:
        asked.append(_periods(there[table.time.variable], first_year))
    return Question(table, made, tuple(asked), lacking)


def _named_variables(table: Table, made: Dataset, contents: str) -> dict[str, str | None]:
    """Return the codelist, or None, of every variable that is asked for."""
    named: dict[str, str | None] = {}
    if table.region and table.region.variable and made.places:
        own = table.region.codelist if made.places.of == "municipalities" else None
        named[table.region.variable] = made.places.codelist or own
    left_out = {choice.dimension for choice in made.dimensions if choice.treatment == "left_out"}
    for one in table.dimensions:
        if one.code is None:
            raise CannotUpdateError(
                _("We do not know the code of the variable %(name)s. Describe it in %(key)s.yaml."),
                name=one.name,
                key=table.key,
            )
        if one.name not in left_out:
            named[one.code] = one.codelist
    named[contents] = None
    if table.time:
        named[table.time.variable] = None
    return named


def _found(live: Cube, named: Iterable[str]) -> dict[str, Variable]:
    """Return each variable we name as the source describes it; capitals and small letters are the same to it."""
    there = {one.code.casefold(): one for one in live.dimensions}
    if missing := [code for code in named if code.casefold() not in there]:
        raise TableChangedError(
            _('The table no longer has the variable "%(missing)s". It has %(there)s. %(remedy)s'),
            missing=listed(missing),
            there=", ".join(one.code for one in live.dimensions),
            remedy=remedy(),
        )
    named_codes = {code.casefold() for code in named}
    if new := [
        one.code for one in live.dimensions if one.elimination is False and one.code.casefold() not in named_codes
    ]:
        raise TableChangedError(
            _('The table has the new variable "%(new)s", which must be chosen from. %(remedy)s'),
            new=listed(new),
            remedy=remedy(),
        )
    return {code: there[code.casefold()] for code in named}


def _places(table: Table, places: PlaceChoice, variable: Variable, first_year: int) -> Asked:
    region = table.region
    own = places.of == "municipalities"
    codelist = places.codelist or (region.codelist if region and own else None)
    prefix = places.prefix or (region.prefix if region and own else None) or ""
    codes = {code: code.removeprefix(prefix) for code in variable.codes if code.startswith(prefix)}
    wanted = set(places.codes) or _wanted(places, region.handling if region else "country", codes, first_year)
    rows = [(code, place) for code, place in codes.items() if place in wanted]
    if not rows or (places.codes and len(rows) < len(wanted)):
        raise TableChangedError(
            _('The table\'s variable "%(variable)s" lacks the places we ask for; it begins with %(codes)s. %(remedy)s'),
            variable=variable.code,
            codes=listed(variable.codes),
            remedy=remedy(),
        )
    schema = [(variable.code, pl.String), (places.column, pl.String)]
    return Asked(variable.code, codelist, pl.DataFrame(rows, schema=schema, orient="row"))


def _wanted(places: PlaceChoice, handling: str, codes: Mapping[str, str], first_year: int) -> set[str]:
    there = set(codes.values())
    if places.of == "counties":
        today = counties(on=dt.date(current_division(), 1, 1))
        return there & {_NORWAY, *(one.number for one in today)}
    if places.of != "municipalities":
        return there
    if handling in OVER_TIME:
        return {number for number in there if MUNICIPALITY.fullmatch(number)} - _ended_before(first_year)
    return there & current_numbers()


def _ended_before(year: int) -> set[str]:
    codes = snapshot_table("municipality_codes")
    return set(codes.filter(pl.col("valid_to").dt.year() < year)[NUMBER])


def _contents(table: Table, made: Dataset, variable: Variable) -> Asked:
    wanted = [table.content(name) for name in made.contents]
    rows = [(_content_code(one, table, variable), one.name) for one in wanted]
    schema = [(variable.code, pl.String), (CONTENT, pl.String)]
    return Asked(variable.code, None, pl.DataFrame(rows, schema=schema, orient="row"))


def _content_code(content: Content, table: Table, variable: Variable) -> str:
    labels = dict(zip(variable.codes, variable.labels, strict=True))
    if content.code:
        found = [code for code in labels if code.casefold() == content.code.casefold()]
    elif len(labels) == len(table.contents) == 1:
        found = list(labels)
    else:
        part = (content.label or "").casefold()
        found = [code for code, label in labels.items() if part and part in label.casefold()]
    if len(found) == 1:
        return found[0]
    there = listed(f"{code} ({label})" for code, label in labels.items())
    if content.code:
        raise TableChangedError(
            _("The table no longer has the content %(code)s. It has %(there)s. %(remedy)s"),
            code=content.code,
            there=there,
            remedy=remedy(),
        )
    raise CannotUpdateError(
        _(
            "We do not know under which code the table has %(name)s. It has %(there)s. Write the right code, or a "
            "part of its label, in %(key)s.yaml."
        ),
        name=content.name,
        there=there,
        key=table.key,
    )


def _periods(variable: Variable, first_year: int) -> Asked:
    rows = []
    for code in variable.codes:
        found = _PERIOD.fullmatch(code)
        if found is None:
            raise TableChangedError(
                _('The table has "%(code)s" among its periods, which we cannot read. %(remedy)s'),
                code=code,
                remedy=remedy(),
            )
        one_year = found["last"] in {None, found["year"]}
        if one_year and int(found["year"]) >= first_year:
            rows.append((code, int(found["year"]), int(found["part"] or 0)))
    if not rows:
        raise TableChangedError(
            _("The table has no figures from %(year)s on; it begins with %(codes)s. %(remedy)s"),
            year=first_year,
            codes=listed(variable.codes),
            remedy=remedy(),
        )
    schema = [(variable.code, pl.String), ("year", pl.Int16), ("part", pl.Int8)]
    return Asked(variable.code, None, pl.DataFrame(rows, schema=schema, orient="row"))
