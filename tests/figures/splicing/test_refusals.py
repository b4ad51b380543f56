"""What cannot be moved between divisions is refused, with what can be done instead."""

from collections.abc import Iterator

import polars as pl
import pytest

from husrom.figures import divisions
from husrom.figures.errors import CannotSpliceError, UnknownDivisionError
from husrom.figures.snapshot import table
from husrom.figures.splicing import missing_parts, splice
from husrom.figures.tables.table import Kind

COUNT: dict[str, Kind] = {"persons": "count"}


def _persons(*numbers: str) -> pl.DataFrame:
    return pl.DataFrame({"municipality_number": numbers, "persons": [1] * len(numbers)})


@pytest.mark.parametrize(
    ("kind", "is_a", "instead"),
    [
        ("share", "a share", "Splice the counts it is a share of, and compute it anew"),
        ("rate", "a rate", "Splice the counts it is made of, and compute it anew"),
        ("mean", "a mean", "Splice the sum and the number of observations where the table has both"),
        ("median", "a median", "Ask the producer for the median on the new borders"),
        ("index", "an index", "Ask the producer for the index on the new borders"),
    ],
)
def test_what_is_no_count_is_refused_for_a_merged_municipality(kind: Kind, is_a: str, instead: str) -> None:
    with pytest.raises(CannotSpliceError) as caught:
        splice(_persons("1002", "0233"), values={"persons": kind}, from_division=2019, to_division=2024)
    message = str(caught.value)
    assert message.startswith(f'"persons" is {is_a}, which cannot be found from those of the parts')
    assert "as 1002 (Mandal) was between 2019 and 2024" in message
    assert instead in message
    assert message.endswith("or show the earlier series by itself with a break.")
    assert (caught.value.numbers, caught.value.columns) == (("1002",), ("persons",))


def test_many_municipalities_are_not_all_named() -> None:
    merged = ("1002", "1017", "1018", "1021", "1029", "1850")
    with pytest.raises(CannotSpliceError, match=r"1017 \(Songdalen\), 1018 \(Søgne\) and 3 more were") as caught:
        splice(_persons(*merged), values={"persons": "median"}, from_division=2019, to_division=2020)
    assert caught.value.numbers == merged


def test_what_was_put_together_is_not_divided_again() -> None:
    with pytest.raises(CannotSpliceError) as caught:
        splice(_persons("3403", "4205"), values=COUNT, from_division=2024, to_division=2019)
    assert str(caught.value) == (
        "Figures of 4205 (Lindesnes) cannot go back to the municipalities of 2019: 4205 (Lindesnes) was put together "
        "from 1002 (Mandal), 1021 (Marnardal) and 1029 (Lindesnes), and a figure of the whole does not say what "
        "belonged to each. Leave it out, or move the figures of 2019 to the division of 2024 instead."
    )


def test_a_municipality_that_got_a_part_of_another_is_not_divided_again() -> None:
    with pytest.raises(CannotSpliceError, match=r"1805 \(Narvik\), 1850 \(Tysfjord\) and 1854 \(Ballangen\)"):
        splice(_persons("1806"), values=COUNT, from_division=2024, to_division=2019)


def test_exact_figures_are_refused_for_a_split_municipality() -> None:
    frame = _persons("1507", "3031")
    with pytest.raises(CannotSpliceError) as caught:
        splice(frame, values=COUNT, from_division=2020, to_division=2024, exact=True)
    assert str(caught.value) == (
        "Figures of 1507 (Ålesund) cannot be moved exactly from 2020 to 2024: 1507 (Ålesund) was split between 1508 "
        "(Ålesund) and 1580 (Haram), and its figures can only be divided by population. Leave it out, or allow "
        "estimates."
    )
    statuses = splice(frame, values=COUNT, from_division=2020, to_division=2024)["persons_status"]
    assert statuses.to_list() == ["estimated", "estimated", None]


@pytest.fixture
def unknown_shares(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody knows how Tysfjord was divided, as after an update from a register that has no shares."""
    mapping = table("municipality_code_mapping")
    unknown = mapping.with_columns(
        population_weight=pl.when(pl.col("municipality_number") != "1850").then("population_weight")
    )
    caches = [divisions.transfers, divisions._shares_now]
    monkeypatch.setattr(divisions, "table", lambda _name: unknown)
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


@pytest.mark.parametrize("to_division", [2020, 2024])
def test_a_split_nobody_knows_the_shares_of_is_refused(unknown_shares: None, to_division: int) -> None:
    frame = _persons("0233", "1805", "1850", "1854")
    with pytest.raises(CannotSpliceError, match="we do not know how its people were divided") as caught:
        splice(frame, values=COUNT, from_division=2019, to_division=to_division)
    assert caught.value.numbers == ("1850",)
    without = frame.filter(pl.col("municipality_number") != "1850")
    moved = splice(without, values=COUNT, from_division=2019, to_division=to_division)
    narvik = moved.filter(pl.col("municipality_number") == "1806")
    assert narvik.select("persons", "persons_status").rows() == [(None, "missing")]


def test_a_table_of_another_division_is_refused() -> None:
    frame = _persons("3403").with_columns(division_year=pl.lit(2024))
    with pytest.raises(CannotSpliceError, match=r"follows the division of 2024, not of 2020\. Splice the rows of one"):
        splice(frame, values=COUNT, from_division=2020, to_division=2024)


def test_a_table_with_an_unknown_division_is_refused() -> None:
    frame = _persons("3403").with_columns(division_year=pl.lit(None, dtype=pl.Int16))
    with pytest.raises(CannotSpliceError, match="follows the division of no year"):
        splice(frame, values=COUNT, from_division=2020, to_division=2024)


@pytest.mark.parametrize("number", ["3031", "0", "9999"])
def test_a_number_of_another_time_is_refused(number: str) -> None:
    with pytest.raises(CannotSpliceError, match=f"{number} was no municipality on 1 January 2019") as caught:
        splice(_persons("0233", number), values=COUNT, from_division=2019, to_division=2024)
    assert caught.value.numbers == (number,)


def test_a_row_without_a_number_is_refused() -> None:
    frame = pl.DataFrame({"municipality_number": ["0233", None], "persons": [1, 2]})
    with pytest.raises(CannotSpliceError, match="None was no municipality on 1 January 2019"):
        splice(frame, values=COUNT, from_division=2019, to_division=2024)


def test_what_would_be_counted_twice_is_refused() -> None:
    with pytest.raises(CannotSpliceError, match="several rows for the same municipality_number"):
        splice(_persons("0233", "0233"), values=COUNT, from_division=2019, to_division=2024)


@pytest.mark.parametrize("move", [splice, missing_parts])
def test_a_lacking_column_is_named(move: object) -> None:
    with pytest.raises(CannotSpliceError, match=r"has no column dwellings\. It has municipality_number, persons"):
        move(_persons("0233"), values={"dwellings": "count"}, from_division=2019, to_division=2024)  # type: ignore[operator]


def test_a_division_beyond_our_history_is_refused() -> None:
    with pytest.raises(UnknownDivisionError, match="not of 2030"):
        splice(_persons("3403"), values=COUNT, from_division=2024, to_division=2030)
