"""The packaged figures, put under the codes of their real tables and fetched again, are the packaged figures."""

from collections.abc import Callable

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from husrom.figures.snapshot import table
from husrom.figures.tables import dataset
from husrom.figures.updating import Outcome
from tests.fake_sources.statbank_tables import FakeTable
from tests.figures.updating import real_figures
from tests.figures.updating.conftest import Serve, Update, forget_snapshots


def _compared(fetched: pl.DataFrame, packaged: pl.DataFrame, name: str) -> None:
    """Every packaged row came back as it was; every other row of the fetched ones has no figure."""
    made = dataset(name)
    assert list(fetched.schema.items()) == list(packaged.schema.items())
    keys = [column.name for column in made.columns if column.role == "key"]
    values = [column.name for column in made.columns if column.role == "value"]
    statuses = [column.name for column in made.columns if column.role == "status"]
    expected = packaged.with_columns(
        pl.col(status).replace(real_figures.AS_FETCHED).replace({"estimated": None}) for status in statuses
    )
    if name == "dwelling_prices":
        # Ålesund was split in 2024: there is no earlier number with prices of either part.
        split = pl.col("municipality_number").is_in(["1508", "1580"]) & (pl.col("year") < 2024)
        expected = expected.with_columns(
            pl.when(split).then(pl.lit("missing")).otherwise(status).alias(status) for status in statuses
        )
    same = fetched.join(expected.select(keys), on=keys, how="semi", nulls_equal=True)
    assert_frame_equal(same.sort(keys), expected.sort(keys))
    if name == "projection":
        return  # The fake has to have figures of its own by age, where the snapshot has only the total.
    others = fetched.join(expected.select(keys), on=keys, how="anti", nulls_equal=True)
    assert all(others[value].null_count() == others.height for value in values)
    assert all(others[status].is_not_null().all() for status in statuses)


CASES: list[tuple[Callable[[], FakeTable], str]] = [
    (real_figures.population, "population_by_age"),
    (real_figures.prices, "dwelling_prices"),
    (real_figures.income, "household_income"),
    (real_figures.tenure, "tenure_shares"),
    (real_figures.fees, "municipal_fees"),
    (real_figures.projection, "projection"),
]


@pytest.mark.parametrize(("make", "name"), CASES, ids=[name for _make, name in CASES])
def test_packaged_figures_come_back_as_they_were(
    make: Callable[[], FakeTable], name: str, serve: Serve, run_update: Update
) -> None:
    packaged = table(name)
    serve(make())
    outcome = run_update(name)[name]
    assert outcome.outcome == Outcome.RENEWED, str(outcome.message)
    _compared(table(name), packaged, name)
    forget_snapshots()
