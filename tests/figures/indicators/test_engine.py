"""An indicator as a whole: the first recipe that gives a value, and the rules about what is shown."""

from collections.abc import Callable, Iterator
from typing import Any

import polars as pl
import pytest

from husrom.figures.errors import DefinitionError
from husrom.figures.indicators import engine, measures
from husrom.figures.indicators.engine import evaluated
from husrom.figures.indicators.indicator import Theme
from husrom.figures.indicators.measures import municipality_numbers
from husrom.figures.indicators.reading import read_indicator
from husrom.figures.indicators.reasons import reason
from husrom.figures.provenance import Title

WORDS = {"nb": "Ord.", "nn": "Orda.", "en": "Words."}
Hold = Callable[..., None]


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    municipality_numbers()
    for kept in (evaluated, engine.read, engine.readings):
        kept.cache_clear()
    yield
    for kept in (evaluated, engine.read, engine.readings):
        kept.cache_clear()


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Hold:
    """Return a function that makes the snapshot hold some datasets, and the definitions some indicators."""

    def hold(datasets: dict[str, list[tuple[Any, ...]]], **entries: dict[str, Any]) -> None:
        columns = ("municipality_number", "division_year", "year", "homes", "homes_status", "sales")
        frames = {
            name: pl.DataFrame(
                [(number, 2024, *rest) for number, *rest in rows],
                schema=dict(zip(columns, (pl.String, pl.Int16, pl.Int16, pl.Int32, pl.String, pl.Int32), strict=True)),
                orient="row",
            )
            for name, rows in datasets.items()
        }
        made = {key: read_indicator(key, Theme.STOCK, _entry(**entry)) for key, entry in entries.items()}
        monkeypatch.setattr(measures, "table", frames.__getitem__)
        monkeypatch.setattr(engine, "has_dataset", frames.__contains__)
        monkeypatch.setattr(engine, "definitions", lambda: made)
        monkeypatch.setattr("husrom.figures.indicators.reasons.definitions", lambda: made)

    reason.cache_clear()
    return hold


def _entry(**given: Any) -> dict[str, Any]:
    texts = dict.fromkeys(("title", "definition", "domain"), WORDS)
    return {"version": "1", **texts, "unit": "dwellings", "decimals": 0, "grade": "A"} | given


def _count(dataset: str, **more: Any) -> dict[str, Any]:
    return {"form": "count", "of": {"dataset": dataset, "value": "homes", **more}}


def _share(part: str, base: str) -> dict[str, Any]:
    return {"form": "share", "part": {"dataset": part, "value": "homes"}, "base": {"dataset": base, "value": "homes"}}


def _row(number: str, homes: int | None, status: str | None = None, sales: int | None = None) -> tuple[Any, ...]:
    return number, 2020, homes, status, sales


def _found(key: str, number: str = "3403") -> dict[str, Any]:
    (row,) = evaluated(key).filter(pl.col("number") == number).to_dicts()
    return row


def test_first_recipe_with_a_value_is_used(hold: Hold) -> None:
    datasets = {
        "best": [_row("3403", 1), _row("3405", None, "suppressed")],
        "next": [_row("3403", 2), _row("3405", 2), _row("3443", 2)],
    }
    hold(datasets, homes={"recipes": [_count("best"), _count("next")]})
    found = evaluated("homes").select("number", "value", "sources").rows()
    assert found == [("3403", 1, "best"), ("3405", 2, "next"), ("3443", 2, "next")]


def test_without_a_value_the_first_recipe_says_why(hold: Hold) -> None:
    datasets = {"best": [_row("3403", None, "suppressed")], "next": [_row("3403", None, "missing")]}
    hold(datasets, homes={"recipes": [_count("best"), _count("next")]})
    assert (_found("homes")["status"], _found("homes")["reason"]) == ("suppressed", "suppressed")


def test_recipe_whose_dataset_is_not_here_is_passed_over(hold: Hold) -> None:
    hold({"next": [_row("3403", 2)]}, homes={"recipes": [_count("best"), _count("next")]})
    assert _found("homes")["value"] == 2


def test_nothing_is_made_of_nothing(hold: Hold) -> None:
    hold({}, homes={"recipes": [_count("best")]})
    assert evaluated("homes").is_empty()


def test_note_goes_with_the_values_of_its_recipe(hold: Hold) -> None:
    datasets = {"best": [_row("3403", 1)], "next": [_row("3405", 2)]}
    hold(datasets, homes={"recipes": [_count("best"), _count("next") | {"note": WORDS}]})
    assert (_found("homes")["notes"], _found("homes", "3405")["notes"]) == (None, "homes:1")


def test_indicator_built_on_another_keeps_its_sources_and_notes(hold: Hold) -> None:
    built_on = {"form": "direct", "of": {"indicator": "homes"}}
    entries = {"homes": {"recipes": [_count("best") | {"note": WORDS}]}, "again": {"recipes": [built_on]}}
    hold({"best": [_row("3403", 1)]}, **entries)
    assert (_found("again")["sources"], _found("again")["notes"]) == ("best", "homes:0")


def test_indicator_built_on_one_that_is_not_defined_is_refused(hold: Hold) -> None:
    hold({}, again={"recipes": [{"form": "direct", "of": {"indicator": "homes"}}]})
    with pytest.raises(DefinitionError, match="homes, which is not defined"):
        evaluated("again")


@pytest.mark.parametrize(("homes", "shown"), [(0, 0.0), (1, None), (2, None), (3, 30.0)])
def test_share_of_very_few_is_not_shown_but_none_at_all_is(hold: Hold, homes: int, shown: float | None) -> None:
    datasets = {"some": [_row("3403", homes)], "all": [_row("3403", 10)]}
    hold(datasets, share={"recipes": [_share("some", "all")], "small_numbers": {"part_below": 3}})
    assert _found("share")["value"] == shown
    if shown is None:
        assert (_found("share")["status"], reason(_found("share")["reason"]).en) == (
            "suppressed",
            "Not shown where it is about fewer than 3.",
        )


@pytest.mark.parametrize(("sales", "shown"), [(9, None), (10, 500.0), (None, 500.0)])
def test_mean_of_few_observations_is_not_shown(hold: Hold, sales: int | None, shown: float | None) -> None:
    price = {"form": "direct", "of": {"dataset": "prices", "value": "homes", "observations": "sales"}}
    small = {"observations_below": 10}
    hold({"prices": [_row("3403", 500, None, sales)]}, price={"recipes": [price], "small_numbers": small})
    assert _found("price")["value"] == shown


@pytest.mark.parametrize(("base", "shown"), [(19, None), (20, 50.0)])
def test_share_of_a_small_whole_is_not_shown(hold: Hold, base: int, shown: float | None) -> None:
    datasets = {"some": [_row("3403", base // 2)], "all": [_row("3403", base)]}
    hold(datasets, share={"recipes": [_share("some", "all")], "small_numbers": {"base_below": 20}})
    assert _found("share")["value"] == shown


@pytest.mark.parametrize(("base", "status"), [(-5, "undefined"), (0, "undefined"), (5, "observed")])
def test_outside_its_domain_an_indicator_is_undefined_in_its_own_words(hold: Hold, base: int, status: str) -> None:
    datasets = {"some": [_row("3403", 4)], "all": [_row("3403", base)]}
    hold(datasets, share={"recipes": [_share("some", "all")], "undefined": WORDS})
    assert _found("share")["status"] == status
    if status == "undefined":
        assert reason(_found("share")["reason"]) == Title(**WORDS)


def test_an_indicator_may_say_a_reason_in_its_own_words(hold: Hold) -> None:
    hold(
        {"best": [_row("3403", None, "suppressed"), _row("3405", None, "missing")]},
        homes={"recipes": [_count("best")], "reasons": {"suppressed": WORDS}},
    )
    assert reason(_found("homes")["reason"]) == Title(**WORDS)
    assert _found("homes", "3405")["reason"] == "missing"
