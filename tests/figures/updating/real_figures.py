"""Tables of the fake Statbank with the real figures of the packaged snapshot, under the codes of their real tables.

What the snapshot does not tell is made up so that it adds up to what it tells: the people of an age group all stand at
its first year and are all men. Where the snapshot has no figure the table has the sign for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from husrom.figures.divisions import same_ground
from husrom.figures.municipalities import municipality_by_number
from husrom.figures.snapshot import table as packaged
from tests.fake_sources.statbank_tables import FakeCodelist, FakeDimension, FakeTable, dimension

SIGNS = {"suppressed": ":", "not_applicable": ".", "missing": ".."}
AS_FETCHED = {"missing": "not_available"}
"""A figure that is missing from our inputs stands as not available in the fake, which says why it has none."""


@dataclass(frozen=True)
class Axis:
    """A variable of the table: its code, the column with the source's codes, and the labels that are not the codes."""

    variable: str
    column: str
    labels: Mapping[str, str]
    more: Mapping[str, Any]


def axis(variable: str, column: str, labels: Mapping[str, str] | None = None, **more: Any) -> Axis:
    return Axis(variable, column, labels or {}, more)


def filled(
    identifier: str, label: str, frame: pl.DataFrame, axes: list[Axis], contents: Mapping[str, str], **more: Any
) -> FakeTable:
    """A table from rows with a column of codes for each variable; `contents` gives the column by the content's code.

    What no row tells has no figure, without a word on why.
    """
    codes = [sorted(set(frame[one.column]) | set(one.labels)) for one in axes]
    places = [{code: place for place, code in enumerate(known)} for known in codes]
    shape = (*map(len, codes), len(contents))
    values, signs = np.full(shape, np.nan), {}
    columns = [column for value in contents.values() for column in (value, f"{value}_status")]
    for *keys, rest in _rows(frame, [one.column for one in axes], columns):
        place = tuple(known[key] for known, key in zip(places, keys, strict=True))
        for number in range(len(contents)):
            value, status = rest[2 * number : 2 * number + 2]
            if value is not None:
                values[(*place, number)] = value
            elif status in SIGNS:
                signs[int(np.ravel_multi_index((*place, number), shape))] = SIGNS[status]
    dimensions = [_dimension(one, known) for one, known in zip(axes, codes, strict=True)]
    metric = dimension("ContentsCode", dict.fromkeys(contents, "innhold"))
    return FakeTable(identifier, label, (*dimensions, metric), values, signs, **more)


def _rows(frame: pl.DataFrame, keys: list[str], columns: list[str]) -> list[tuple[Any, ...]]:
    told = [*keys, *columns]
    return [(*row[: len(keys)], row[len(keys) :]) for row in frame.select(told).iter_rows()]


def _dimension(one: Axis, codes: list[str]) -> FakeDimension:
    return dimension(one.variable, {code: one.labels.get(code, code) for code in codes}, **one.more)


def summed_over_mergers(numbers: pl.Series) -> FakeCodelist:
    """The Statbank's list of today's municipalities, here each from its own number only."""
    names = {number: municipality_by_number(number).name for number in sorted(set(numbers))}
    return FakeCodelist(
        "agg_KommSummer",
        "Kommuner 2024, sammenslåtte tidsserier",
        {f"K-{number}": (name, (number,)) for number, name in names.items()},
    )


def with_year(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(Tid=pl.col("year").cast(pl.String))


def population(**more: Any) -> FakeTable:
    """07459: everybody in a five-year group stands at its first age, as a man."""
    frame = with_year(packaged("population_by_age")).with_columns(
        Alder=pl.col("age_from").cast(pl.String).str.zfill(3), Kjonn=pl.lit("1")
    )
    women = frame.with_columns(Kjonn=pl.lit("2"), persons=pl.when(pl.col("persons").is_not_null()).then(0))
    regions = summed_over_mergers(frame["municipality_number"])
    return filled(
        "07459",
        "Befolkning",
        pl.concat([frame, women]),
        [
            axis("Region", "municipality_number", elimination=True, codelists=(regions,)),
            axis("Kjonn", "Kjonn", {"1": "Menn", "2": "Kvinner"}, elimination=True),
            axis("Alder", "Alder", elimination=True),
            axis("Tid", "Tid"),
        ],
        {"Personer1": "persons"},
        **more,
    )


def in_the_numbers_of_the_time(frame: pl.DataFrame, before: int, then: int) -> pl.DataFrame:
    """The rows of years before one, under the number each municipality had then."""
    numbers = same_ground(2024, then)
    old = frame.filter(pl.col("year") < before).with_columns(
        pl.col("municipality_number").replace(list(numbers), list(numbers.values()))
    )
    return pl.concat([old, frame.filter(pl.col("year") >= before)])


def prices(**more: Any) -> FakeTable:
    """06035, every year under the numbers that were in use."""
    frame = with_year(in_the_numbers_of_the_time(packaged("dwelling_prices"), 2024, 2020))
    codes = {"detached": "01", "small_house": "02", "apartment": "03"}
    return filled(
        "06035",
        "Boligpriser",
        frame.with_columns(Boligtype=pl.col("dwelling_type").replace_strict(codes)),
        [axis("Region", "municipality_number"), axis("Boligtype", "Boligtype"), axis("Tid", "Tid")],
        {"KvPris": "price_nok_per_m2", "Omsetninger": "sales"},
        **more,
    )


def income(**more: Any) -> FakeTable:
    """06944, under the numbers of today as far as the snapshot has them."""
    codes = {
        "all": "0000",
        "alone": "0001",
        "couple_without_children": "0002",
        "couple_with_children": "0003",
        "single_parent": "0004",
    }
    frame = with_year(packaged("household_income"))
    return filled(
        "06944",
        "Inntekt for husholdninger",
        frame.with_columns(
            HusholdType=pl.col("household_type").replace_strict(codes), total=pl.lit(None, pl.Int32), total_status=None
        ),
        [axis("Region", "municipality_number"), axis("HusholdType", "HusholdType"), axis("Tid", "Tid")],
        {"AntallHushold": "households", "InntSkatt": "median_income_after_tax_nok", "SamletInntekt": "total"},
        **more,
    )


def tenure(**more: Any) -> FakeTable:
    """11084: the shares of 2024."""
    codes = {"owner": "2", "cooperative_owner": "3", "tenant": "4"}
    frame = with_year(packaged("tenure_shares"))
    return filled(
        "11084",
        "Eierstatus",
        frame.with_columns(
            EierStatus=pl.col("tenure").replace_strict(codes), households=pl.lit(None, pl.Int32), households_status=None
        ),
        [
            axis("Region", "municipality_number"),
            axis("EierStatus", "EierStatus", {"1": "I alt"}),
            axis("Tid", "Tid"),
        ],
        {"Husholdning": "households", "HusholdningProsent": "share_pct"},
        decimals=1,
        **more,
    )


def fees(**more: Any) -> FakeTable:
    """12842, a KOSTRA table; two of its contents are to be found by their labels."""
    frame = with_year(packaged("municipal_fees"))
    made = filled(
        "12842",
        "Kommunale gebyrer",
        frame,
        [axis("KOKkommuneregion0000", "municipality_number"), axis("Tid", "Tid")],
        {
            "KOSaarsgebyrvann0000": "water_fee_nok",
            "KOSgebyr2": "wastewater_fee_nok",
            "KOSgebyr3": "waste_fee_nok",
            "KOSfeiingtilsyn0000": "chimney_sweeping_fee_nok",
        },
        **more,
    )
    labels = ("Årsgebyr for vannforsyning", "Årsgebyr for avløpstjenesten", "Årsgebyr for avfallstjenesten", "Feiing")
    metric = made.dimensions[-1]
    named = dimension("ContentsCode", dict(zip(metric.codes, labels, strict=True)))
    return FakeTable(made.identifier, made.label, (*made.dimensions[:-1], named), made.values, made.signs, **more)


def projection(**more: Any) -> FakeTable:
    """14746: everybody in a group stands at its first age, as a man; only the municipalities the snapshot has.

    Of the low and high alternatives the snapshot has only the total: everybody stands at age 0.
    """
    is_total = (pl.col("age_from") == 0) & pl.col("age_to").is_null()
    groups = packaged("projection").filter(is_total != (pl.col("alternative") == "main"))
    wide = with_year(groups).pivot(on="alternative", index=["municipality_number", "Tid", "age_from"], values="persons")
    contents = {"Personer": "main", "Personer1": "low", "Personer2": "high"}
    statuses = {f"{name}_status": pl.lit(None, pl.String) for name in contents.values()}
    return filled(
        "14746",
        "Framskrevet folkemengde",
        wide.with_columns(Kjonn=pl.lit("1"), Alder=pl.col("age_from").cast(pl.String).str.zfill(3), **statuses),
        [
            axis("Region", "municipality_number", elimination=True),
            axis("Kjonn", "Kjonn", {"1": "Menn", "2": "Kvinner"}, elimination=True),
            axis("Alder", "Alder", elimination=True),
            axis("Tid", "Tid"),
        ],
        contents,
        **more,
    )


def text(same: str) -> pl.Expr:
    return pl.lit(same)
