"""Whether a dataset just fetched may take the place of the one we hold, and what is strange about it."""

from collections.abc import Iterator

import polars as pl

from husrom.figures.importing.sentences import Sentence
from husrom.figures.tables.dataset import Dataset
from husrom.figures.tables.table import SUMMABLE_KINDS, Table
from husrom.figures.updating.asking import Question
from husrom.figures.updating.borders import DIVISION
from husrom.figures.updating.categories import listed
from husrom.figures.updating.errors import CannotUpdateError
from husrom.figures.wording import gettext_noop as _

LARGEST_CHANGE = 0.02
"""The share by which the sum of figures in both datasets may differ from before without a warning."""

_PERIOD = ("year", "quarter", "month")


def with_own_rows(new: pl.DataFrame, old: pl.DataFrame | None, made: Dataset) -> pl.DataFrame:
    """Return the new dataset with those rows of the old that are never fetched, such as those before a projection.

    Where both have a figure for the same thing the old one stays.
    """
    if old is None or not made.additions:
        return new
    fetched = pl.all_horizontal(pl.col(addition.column) == addition.fetched for addition in made.additions)
    own = old.filter(~fetched)
    added = {addition.column for addition in made.additions}
    keys = [column.name for column in made.columns if column.role == "key"]
    rest = new.join(own, on=[key for key in keys if key not in added], how="anti", nulls_equal=True)
    return pl.concat([own.select(new.columns).cast(new.schema), rest]).sort(keys)


def judge(new: pl.DataFrame, old: pl.DataFrame | None, asked: Question) -> tuple[Sentence, ...]:
    """Return what is strange about a dataset and does not keep it out.

    Raises
    ------
    CannotUpdateError
        When it holds less than the one we have, or says two things of one.
    """
    made = asked.made
    keys = [column.name for column in made.columns if column.role == "key"]
    if new.select(keys).is_duplicated().any():
        raise CannotUpdateError(
            _(
                "The answer has two rows for the same thing, so it cannot be right. The figures at hand are kept. "
                "Try again later."
            )
        )
    values = [column.name for column in made.columns if column.role == "value"]
    if not _with_figures(new, values).height:
        raise CannotUpdateError(_("The answer has no figure at all. The figures at hand are kept. Try again later."))
    if old is not None and not old.is_empty():
        _expect_no_less(_with_figures(new, values), _with_figures(old, values), made)
    return tuple(_strange(new, old, asked))


def _with_figures(frame: pl.DataFrame, values: list[str]) -> pl.DataFrame:
    return frame.filter(pl.any_horizontal(pl.col(value).is_not_null() for value in values))


def _expect_no_less(new: pl.DataFrame, old: pl.DataFrame, made: Dataset) -> None:
    """Refuse a dataset that lacks places, periods or categories for which the old one has figures."""
    place = made.columns[0].name
    period = [name for name in _PERIOD if name in new.columns]
    lost_places = sorted(set(old[place]) - set(new[place]))
    lost_periods = sorted(set(old.select(period).iter_rows()) - set(new.select(period).iter_rows()))
    if lost_places:
        raise CannotUpdateError(
            _(
                "The answer has no figures for %(count)s places that we have figures for: %(places)s. "
                "The figures at hand are kept; run husrom figures verify."
            ),
            count=len(lost_places),
            places=listed(lost_places),
        )
    if lost_periods:
        raise CannotUpdateError(
            _(
                "The answer has no figures for %(count)s periods that we have figures for: %(periods)s. "
                "The figures at hand are kept; run husrom figures verify."
            ),
            count=len(lost_periods),
            periods=listed("-".join(map(str, one)) for one in lost_periods),
        )
    for column in made.columns:
        others = column.role == "key" and column.name not in {place, DIVISION, *period}
        lost = set(old[column.name]) - set(new[column.name]) if others else set()
        if lost:
            raise CannotUpdateError(
                _(
                    "The answer has no figures for %(names)s (%(column)s), which we have figures for. The figures at "
                    "hand are kept; run husrom figures verify."
                ),
                names=listed(sorted(map(str, lost))),
                column=column.name,
            )


def _strange(new: pl.DataFrame, old: pl.DataFrame | None, asked: Question) -> Iterator[Sentence]:
    if asked.lacking:
        yield Sentence(
            _("The table does not have %(count)s of today's municipalities: %(numbers)s."),
            count=len(asked.lacking),
            numbers=listed(asked.lacking),
        )
    if old is not None:
        yield from _changes(new, old, asked.table, asked.made)


def _changes(new: pl.DataFrame, old: pl.DataFrame, table: Table, made: Dataset) -> Iterator[Sentence]:
    keys = [column.name for column in made.columns if column.role == "key"]
    both = new.join(old, on=keys, how="inner", nulls_equal=True, suffix="_before")
    for value in _counts(table, made):
        pair = both.select(now=value, before=f"{value}_before").drop_nulls()
        now, before = int(pair["now"].sum()), int(pair["before"].sum())
        if before and abs(now - before) > LARGEST_CHANGE * before:
            yield Sentence(
                _(
                    "The sum of %(value)s has changed by %(percent)s per cent where we had figures before: "
                    "from %(before)s to %(now)s."
                ),
                value=value,
                percent=f"{100 * (now - before) / before:+.1f}",
                before=before,
                now=now,
            )


def _counts(table: Table, made: Dataset) -> list[str]:
    if made.stacking:
        return [made.stacking.value]
    names = {column.name for column in made.columns}
    return [
        one.name
        for one in table.contents
        if one.name in made.contents and one.name in names and one.kind in SUMMABLE_KINDS
    ]
