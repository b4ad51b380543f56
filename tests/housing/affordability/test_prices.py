"""The share of sales within reach: counted, estimated, and held against the nurse index."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.figures.snapshot import table
from husrom.housing.affordability import AffordabilityError, AmountError, EstimatedPrices, Spread, share_counted
from husrom.housing.parameters import parameter
from tests.housing.affordability.cases import PUBLISHED, TODAY

PRIOR = Spread(
    *(
        parameter(f"affordability.{name}").at(TODAY)  # type: ignore[arg-type]
        for name in ("price_log_sd", "price_log_sd_low", "price_log_sd_high", "dwelling_size_margin_pct")
    )
)
KINDS = ("apartment", "small_house", "detached")

prices = st.floats(1, 5e7)
estimates = st.lists(st.tuples(st.floats(1e5, 3e7), st.integers(1, 5000)), min_size=1, max_size=4).map(
    lambda kinds: EstimatedPrices(
        np.array([mean for mean, _ in kinds]), np.array([float(sales) for _, sales in kinds]), PRIOR
    )
)


def _shares(cases: list[dict[str, float | str]]) -> np.ndarray:
    """Return middle, low and high per cent for every case, from the snapshot's means of the year."""
    sold = table("dwelling_prices")
    found = []
    for case in cases:
        local = sold.filter(sold["municipality_number"] == case["municipality"])
        at = {(year, kind): (price, sales) for year, kind, price, sales in local.select(
            "year", "dwelling_type", "price_nok_per_m2", "sales").iter_rows()}  # fmt: skip
        sizes = [parameter(f"affordability.dwelling_size_{kind}_m2").at(TODAY) for kind in KINDS]
        means = np.array([at[case["year"], kind][0] * size for kind, size in zip(KINDS, sizes, strict=True)])
        # The numbers of sales of these towns are known for 2024 only.
        sales = np.array([float(at[2024, kind][1]) for kind in KINDS])
        share = EstimatedPrices(means, sales, PRIOR).share_within(case["loan_nok"])
        found.append([share.middle[0], share.low[0], share.high[0]])
    return np.array(found) * 100


def test_the_prior_holds_against_the_nurse_index() -> None:
    published = np.array([case["published_pct"] for case in PUBLISHED["nurse_index_shares"]])
    middle, low, high = _shares(PUBLISHED["nurse_index_shares"]).T
    assert ((low <= published) & (published <= high)).all()
    assert np.abs(middle - published).mean() < 6


@given(estimated=estimates, price=prices, more=st.floats(0, 1e7))
def test_a_share_is_a_share_within_its_interval_and_grows_with_the_price(
    estimated: EstimatedPrices, price: float, more: float
) -> None:
    found = estimated.share_within([price, price + more])
    for ends in (found.low, found.middle, found.high):
        assert 0 <= ends[0] <= ends[1] <= 1 + 1e-12
    assert (found.low <= found.middle).all()
    assert (found.middle <= found.high).all()


@given(estimated=estimates, share=st.floats(0.001, 0.999))
def test_the_price_of_the_cheapest_is_the_share_turned_round(estimated: EstimatedPrices, share: float) -> None:
    price = estimated.price_of_cheapest(share)
    assert estimated.share_within(price).middle[0] == pytest.approx(share, abs=1e-6)


def test_the_mean_of_the_estimate_is_the_mean_given() -> None:
    # Half of a lognormal's sales are below its median, mean × exp(−sd²/2).
    estimated = EstimatedPrices(np.array([4e6]), np.array([100.0]), PRIOR)
    assert estimated.price_of_cheapest(0.5) == pytest.approx(4e6 * np.exp(-(PRIOR.log_sd**2) / 2))


def test_kinds_are_weighted_by_their_sales() -> None:
    far_apart = EstimatedPrices(np.array([1e5, 1e9]), np.array([30.0, 10.0]), PRIOR)
    assert far_apart.share_within(1e7).middle[0] == pytest.approx(0.75)


def test_few_sales_widen_the_interval() -> None:
    widths = []
    for sales in (5.0, 50.0, 5000.0):
        share = EstimatedPrices(np.array([4e6]), np.array([sales]), PRIOR).share_within(4e6)
        widths.append(float(share.high[0] - share.low[0]))
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > widths[-1] + 0.1


def test_no_money_reaches_nothing_and_an_unknown_price_is_unknown() -> None:
    found = EstimatedPrices(np.array([4e6]), np.array([9.0]), PRIOR).share_within([0, np.nan])
    assert found.middle[0] == found.high[0] == 0
    assert np.isnan([found.middle[1], found.low[1], found.high[1]]).all()


@pytest.mark.parametrize(
    ("means", "sales", "message"),
    [
        ([4e6, 0], [1, 1], "mean_nok in row 2 is 0: expected more than 0, up to 1e+12."),
        ([4e6], [0], "sales in row 1 is 0: expected more than 0, up to 1e+12."),
    ],
)
def test_a_kind_without_price_or_sales_is_refused(means: list[float], sales: list[float], message: str) -> None:
    with pytest.raises(AmountError) as caught:
        EstimatedPrices(np.array(means, dtype=float), np.array(sales, dtype=float), PRIOR)
    assert str(caught.value) == message


@pytest.mark.parametrize("share", [0, 1, -0.1, 1.1])
def test_none_and_all_have_no_price(share: float) -> None:
    with pytest.raises(AffordabilityError, match="expected more than 0 and less than 1"):
        EstimatedPrices(np.array([4e6]), np.array([9.0]), PRIOR).price_of_cheapest(share)


@given(sold=st.lists(st.floats(0, 1e8), min_size=1, max_size=50), price=st.floats(0, 1e8))
def test_the_counted_share_is_counted_and_lies_in_its_interval(sold: list[float], price: float) -> None:
    found = share_counted(price, sold)
    assert found.middle[0] == sum(one <= price for one in sold) / len(sold)
    assert 0 <= found.low[0] <= found.middle[0] + 1e-12
    assert found.middle[0] - 1e-12 <= found.high[0] <= 1


def test_an_unknown_price_has_no_counted_share() -> None:
    found = share_counted([np.nan, 5], [1, 9])
    assert np.isnan([found.middle[0], found.low[0], found.high[0]]).all()
    assert found.middle[1] == 0.5


@pytest.mark.parametrize("sold", [[], [1, None]])
def test_sales_that_are_not_known_are_refused(sold: list[float | None]) -> None:
    with pytest.raises(AffordabilityError, match="give known sales"):
        share_counted(1, sold)
