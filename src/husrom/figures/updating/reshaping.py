"""A source's answer re-shaped into a dataset: our categories, sums with their reasons, today's municipalities."""

from collections.abc import Mapping

import polars as pl

from husrom.figures.cubes.cube import Cube
from husrom.figures.cubes.frames import cube_frame
from husrom.figures.tables.dataset import Dataset
from husrom.figures.tables.table import SUMMABLE_KINDS, Kind
from husrom.figures.updating.asking import CONTENT, OVER_TIME, Question
from husrom.figures.updating.borders import (
    DIVISION,
    completed,
    current_division,
    current_numbers,
    to_present,
    without_false_zeros,
)
from husrom.figures.updating.errors import TableChangedError
from husrom.figures.wording import gettext_noop as _

_REASONS: Mapping[str, str] = {
    ".": "not_applicable",
    "..": "not_available",
    "...": "not_available",
    ":": "suppressed",
}
"""What the signs mean where there is no number; a lack without a sign is `missing`."""

_WORST_FIRST = ("suppressed", "missing", "not_available", "not_applicable")
_NOT_APPLICABLE = _WORST_FIRST[-1]
_SHARE_DECIMALS = 3


def reshape(cube: Cube, asked: Question) -> pl.DataFrame:
    """Return the dataset that an answer makes.

    Returns
    -------
    polars.DataFrame
        The columns of the dataset in their order and types, sorted by those that tell rows apart. A sum of which a
        part has no figure is null with the worst of the reasons; parts that do not apply count as nothing.

    Raises
    ------
    TableChangedError
        When what cannot be added up would have to be, or there are figures under a number we do not know.
    """
    made = asked.made
    long = _categorised(cube, asked)
    if made.places and made.places.of == "municipalities" and not _is_over_time(asked) and not _is_consistent(asked):
        long = without_false_zeros(long)
    kinds = {content.name: content.kind for content in asked.table.contents if content.name in made.contents}
    wide = _wide(_added_up(long, kinds), made)
    values = _values(made, kinds)
    if made.places and made.places.of == "municipalities":
        wide = to_present(wide, values) if _is_over_time(asked) else wide
        wide = _with_every_municipality(wide, asked, values)
    for share in made.shares:
        wide = _with_share(wide, share.name, share.of, share.within)
    return _laid_out(wide, made)


def _is_over_time(asked: Question) -> bool:
    return asked.table.region is not None and asked.table.region.handling in OVER_TIME


def _is_consistent(asked: Question) -> bool:
    return asked.table.region is not None and asked.table.region.handling == "consistent_series"


def _categorised(cube: Cube, asked: Question) -> pl.DataFrame:
    """Give every cell our names in place of the source's codes, and our reason in place of its sign."""
    frame = cube_frame(cube)
    for one in asked.asked:
        rows = _compact(one.rows).with_columns(pl.col(one.variable).cast(frame.schema[one.variable]))
        frame = frame.join(rows, on=one.variable).drop(one.variable)
    part = _part(asked)
    frame = frame.rename({"part": part}) if part else frame.drop("part")
    reason = pl.col("status").cast(pl.String).replace_strict(_REASONS, default="missing", return_dtype=pl.String)
    return frame.with_columns(status=pl.when(pl.col("value").is_null()).then(reason))


def _compact(rows: pl.DataFrame) -> pl.DataFrame:
    """Let texts take a byte or two each, since there may be millions of them."""
    texts = [name for name, kind in rows.schema.items() if kind == pl.String]
    return rows.with_columns(pl.col(name).cast(pl.Enum(rows[name].unique().sort())) for name in texts)


def _part(asked: Question) -> str | None:
    """Return the name of the column with the part of the year, where the table has parts of years."""
    coding = asked.table.time.coding if asked.table.time else "year"
    return coding if coding in {"quarter", "month"} else None


def _added_up(long: pl.DataFrame, kinds: Mapping[str, Kind]) -> pl.DataFrame:
    keys = [column for column in long.columns if column not in {"value", "status"}]
    rank = pl.col("status").replace_strict(dict(zip(_WORST_FIRST, range(4), strict=True)), return_dtype=pl.Int8)
    lacking = pl.col("value").is_null() & (pl.col("status") != _NOT_APPLICABLE)
    summed = (
        long.lazy()
        .group_by(keys)
        .agg(
            pl.col("value").sum(),
            pl.col("value").count().alias("numbers"),
            pl.len().alias("parts"),
            rank.filter(lacking).min().alias("worst"),
        )
    )
    reason = pl.col("worst").replace_strict(dict(enumerate(_WORST_FIRST)), return_dtype=pl.String)
    whole = pl.col("worst").is_null() & (pl.col("numbers") > 0)
    found = summed.with_columns(
        value=pl.when(whole).then("value"),
        status=pl.when(~whole).then(reason.fill_null(_NOT_APPLICABLE)),
    ).collect()
    _expect_no_sums_of_others(found, kinds)
    return found.drop("numbers", "parts", "worst").with_columns(pl.col(pl.Enum).cast(pl.String))


def _expect_no_sums_of_others(found: pl.DataFrame, kinds: Mapping[str, Kind]) -> None:
    others = [name for name, kind in kinds.items() if kind not in SUMMABLE_KINDS]
    if not found.filter(pl.col(CONTENT).is_in(others) & (pl.col("parts") > 1)).is_empty():
        raise TableChangedError(
            _(
                "%(names)s cannot be added up, but several codes of the table have the same meaning. "
                "Correct the catalogue."
            ),
            names=", ".join(others),
        )


def _wide(long: pl.DataFrame, made: Dataset) -> pl.DataFrame:
    """Give every content a column of its own with its status, or, where the dataset says so, a row of its own."""
    if made.stacking:
        stacked = made.stacking
        long = long.with_columns(
            pl.col(CONTENT).replace_strict(stacked.categories, return_dtype=pl.String).alias(stacked.column),
            pl.lit(stacked.value).alias(CONTENT),
        )
    keys = [column for column in long.columns if column not in {"value", "status", CONTENT}]
    contents = {
        name: rows.select(*keys, pl.col("value").alias(name), pl.col("status").alias(f"{name}_status"))
        for (name,), rows in long.partition_by(CONTENT, as_dict=True, include_key=False).items()
    }
    # An answer has a cell for every content of a thing, or for none.
    wide, *others = contents.values()
    for one in others:
        wide = wide.join(one, on=keys, how="left", nulls_equal=True)
    return wide


def _values(made: Dataset, kinds: Mapping[str, Kind]) -> dict[str, Kind]:
    """Return the kind of each column of figures, before shares are computed."""
    if made.stacking is None:
        return dict(kinds)
    return {made.stacking.value: next(kinds[name] for name in made.stacking.categories)}


def _with_every_municipality(wide: pl.DataFrame, asked: Question, values: Mapping[str, Kind]) -> pl.DataFrame:
    pairs = [one.name for one in asked.table.dimensions if one.categories == "regions"]
    if pairs:
        # A flow has a row only where somebody moved; all pairs of municipalities would be a hundred times as many.
        moved = pl.any_horizontal(pl.col(value).is_null() | (pl.col(value) != 0) for value in values)
        here = pl.all_horizontal(pl.col(pair).is_in(list(current_numbers())) for pair in pairs)
        return wide.filter(moved & here)
    if asked.table.region and asked.table.region.handling == "large_municipalities":
        return wide
    return completed(wide, values)


def _with_share(wide: pl.DataFrame, name: str, of: str, within: str) -> pl.DataFrame:
    """Compute a share in per cent; null, with the worst reason of the parts, where the whole is not known."""
    left_out = {within, of, f"{of}_status", name, f"{name}_status"}
    keys = [column for column in wide.columns if column not in left_out and not column.endswith("_status")]
    whole = pl.col(of).sum().over(keys)
    lacking = pl.col(of).is_null() & (pl.col(f"{of}_status") != _NOT_APPLICABLE)
    known = ~lacking.any().over(keys) & (whole > 0)
    ranks = dict(zip(_WORST_FIRST, range(4), strict=True))
    worst = pl.col(f"{of}_status").replace_strict(ranks, default=None, return_dtype=pl.Int8).min().over(keys)
    reason = worst.replace_strict(dict(enumerate(_WORST_FIRST)), default=_NOT_APPLICABLE, return_dtype=pl.String)
    estimated = (pl.col(f"{of}_status") == "estimated").any().over(keys)
    share = (100 * pl.col(of) / whole).round(_SHARE_DECIMALS)
    return wide.with_columns(
        pl.when(known).then(share).alias(name),
        pl.when(~known | pl.col(of).is_null())
        .then(reason.fill_null(_NOT_APPLICABLE))
        .when(estimated)
        .then(pl.lit("estimated"))
        .alias(f"{name}_status"),
    )


def _laid_out(wide: pl.DataFrame, made: Dataset) -> pl.DataFrame:
    fetched = {addition.column: pl.lit(addition.fetched) for addition in made.additions}
    with_all = wide.with_columns(pl.lit(current_division()).alias(DIVISION), **fetched)
    columns = []
    for column in made.columns:
        found = pl.col(column.name)
        if column.kind.startswith("Int") and wide.schema.get(column.name) == pl.Float64:
            found = found.round()
        columns.append(found.cast(getattr(pl, column.kind)))
    keys = [column.name for column in made.columns if column.role == "key"]
    return with_all.select(columns).sort(keys)
