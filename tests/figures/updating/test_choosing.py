"""What is chosen to be renewed, and what an answer must have to take the place of what we hold."""

import polars as pl
import pytest

from husrom.figures.snapshot import table
from husrom.figures.tables import dataset, datasets, table_of, tables
from husrom.figures.updating import CannotUpdateError, UnknownChoiceError, chosen
from husrom.figures.updating.asking import Question
from husrom.figures.updating.judging import judge

FEES = "municipal_fees"


def test_everything_that_is_made_from_a_source_is_chosen_where_nothing_is_named() -> None:
    manual = {name for name in datasets() if table_of(name).interface == "manual"}
    assert {name for names in chosen().values() for name in names} == set(datasets()) - manual


@pytest.mark.parametrize("name", ["ssb-06265", "06265", "dwellings"])
def test_a_table_is_chosen_by_its_key_its_number_or_a_dataset(name: str) -> None:
    (names,) = chosen([name]).values()
    assert ("dwellings" in names, len(names)) == (
        True,
        1 if name == "dwellings" else len(tables()["ssb-06265"].datasets),
    )


def test_datasets_of_one_table_are_chosen_together_and_once() -> None:
    assert chosen(["dwellings", "national_dwellings", "dwellings"]) == {
        "ssb-06265": ("dwellings", "national_dwellings")
    }


@pytest.mark.parametrize(("wanted", "near"), [("dwelings", "dwellings"), ("ssb-06256", "ssb-06265"), ("æøå", None)])
def test_an_unknown_name_is_refused_with_what_looks_like_it(wanted: str, near: str | None) -> None:
    with pytest.raises(UnknownChoiceError) as caught:
        chosen(["dwellings", wanted])
    assert caught.value.wanted == wanted
    assert (near in caught.value.near) if near else not caught.value.near


def _asked(lacking: tuple[str, ...] = ()) -> Question:
    return Question(table_of(FEES), dataset(FEES), (), lacking)


def test_the_same_figures_are_nothing_strange() -> None:
    assert judge(table(FEES), table(FEES), _asked()) == ()


def test_an_answer_that_says_two_things_of_one_is_refused() -> None:
    with pytest.raises(CannotUpdateError, match="two rows for the same thing"):
        judge(pl.concat([table(FEES), table(FEES).head(1)]), None, _asked())


def test_an_answer_without_any_figure_is_refused() -> None:
    empty = table(FEES).with_columns(
        pl.lit(None, pl.Int32).alias(name) for name in table(FEES).columns if name.endswith("_nok")
    )
    with pytest.raises(CannotUpdateError, match="no figure at all"):
        judge(empty, None, _asked())


def test_an_answer_that_lacks_a_year_is_refused() -> None:
    later = table(FEES).with_columns(pl.col("year") + 1)
    with pytest.raises(CannotUpdateError, match="1 periods that we have figures for: 2026"):
        judge(later, table(FEES), _asked())


def test_municipalities_that_a_table_lacks_are_told() -> None:
    (warning,) = judge(table(FEES), None, _asked(lacking=("0301", "3403")))
    assert str(warning) == "The table does not have 2 of today's municipalities: 0301, 3403."


def test_an_answer_that_lacks_a_category_is_refused() -> None:
    made, held = dataset("tenure_shares"), table("tenure_shares")
    asked = Question(table_of("tenure_shares"), made, (), ())
    with pytest.raises(CannotUpdateError, match=r"no figures for tenant \(tenure\)"):
        judge(held.filter(pl.col("tenure") != "tenant"), held, asked)
