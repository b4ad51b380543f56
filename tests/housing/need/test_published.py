"""The published figures of need come out of our arithmetic."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from husrom.housing.errors import NeedInputError
from husrom.housing.need import annual_need, compared_with_completions

PUBLISHED: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "published_need.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("row", PUBLISHED["boverket_totals"]["rows"], ids=lambda row: row["years"])
def test_boverket_s_totals_are_its_need_a_year(row: dict[str, Any]) -> None:
    # Both are published rounded: the yearly need to hundreds.
    assert annual_need(row["total"], row["number_of_years"]) == pytest.approx(row["yearly"], abs=50)


def test_boverket_s_interval_is_its_interval_a_year() -> None:
    interval = PUBLISHED["boverket_totals"]["interval"]
    years = interval["number_of_years"]
    assert [annual_need(total, years) for total in interval["total"]] == interval["yearly"]


def test_norway_s_households_outgrew_its_completions() -> None:
    table, sums = PUBLISHED["norges_bank_housing"]["rows"], PUBLISHED["norges_bank_housing"]["sums"]
    assert sorted(table) == list(range(2005, 2018))
    rows = np.array(list(table.values()), dtype=float)
    record = compared_with_completions(rows[:, 0], rows[:, 2])
    assert record.completed == sums["completed"]
    assert rows[:, 1].sum() == sums["started"]
    assert round(record.households_change) == sums["households"]
    assert round(record.households_per_completion, 2) == sums["households_per_completion"]


def test_vintages_of_a_national_need_differ_by_a_fifth() -> None:
    yearly = np.array(list(PUBLISHED["prognosesenteret_vintages"]["yearly"].values()))
    assert round(100 * np.ptp(yearly) / yearly.mean()) == PUBLISHED["prognosesenteret_vintages"]["spread_pct"]


def test_nothing_completed_gives_no_ratio() -> None:
    record = compared_with_completions(np.zeros(2), np.array([5.0, 5.0]))
    assert (record.completed, record.households_change) == (0, 10)
    assert np.isnan(record.households_per_completion)


def test_different_years_are_refused() -> None:
    with pytest.raises(NeedInputError, match=r"^2 years of completions and 3 of households\.$"):
        compared_with_completions(np.ones(2), np.ones(3))


def test_a_need_over_no_years_is_refused() -> None:
    with pytest.raises(NeedInputError, match=r"^A need a year needs at least one year, not 0\.$"):
        annual_need(100, 0)
