"""Peers are something to see a figure beside: no one is first, last or above."""

import datetime as dt
import statistics
from collections.abc import Iterator
from itertools import pairwise

import polars as pl
import pytest

from husrom.figures import peers as room
from husrom.figures.errors import UnknownGroupingError, UnknownMunicipalityError
from husrom.figures.indicators import latest
from husrom.figures.municipalities import municipalities, municipality_by_number
from husrom.figures.peers import Peers, peer_groupings, peer_summary, peers_of

EVERYONE = [found.number for found in municipalities(on=dt.date(2026, 1, 1))]
MADE_HERE = ("growth", "size")


@pytest.fixture
def centrality(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the snapshot hold the classes of centrality: the first half of the municipalities in one, the rest in two."""
    rows = [
        (number, 2024, year, "01", "Mest sentrale" if place < 178 or year == 2020 else "Mindre sentrale")
        for place, number in enumerate(EVERYONE)
        for year in (2020, 2026)
    ]
    columns = ("municipality_number", "division_year", "year", "class_code", "class_name")
    frame = pl.DataFrame(rows, schema=columns, orient="row")
    monkeypatch.setattr(room, "table", lambda name: frame)
    monkeypatch.setattr(room, "has_dataset", lambda name: True)
    monkeypatch.setattr(room, "source", lambda name: name)
    room._groups.cache_clear()
    yield
    room._groups.cache_clear()


@pytest.mark.parametrize("grouping", MADE_HERE)
def test_everyone_is_in_exactly_one_group(grouping: str) -> None:
    groups = {number: {number, *peers_of(number, grouping).numbers} for number in EVERYONE}
    assert all(groups[peer] == group for group in groups.values() for peer in group)
    assert min(len(group) for group in groups.values()) >= 20


@pytest.mark.parametrize("grouping", MADE_HERE)
def test_a_municipality_is_not_its_own_peer_and_peers_are_by_name(grouping: str) -> None:
    found = peers_of("3403", grouping)
    names = [municipality_by_number(number).name for number in found.numbers]
    assert "3403" not in found.numbers
    assert names == sorted(names)


def test_bands_go_by_the_newest_figure() -> None:
    def size(number: str) -> str:
        label = peers_of(number, "size").label
        return "" if label is None else label.en

    assert (size("3403"), size("0301")) == ("20,000 to 49,999 residents", "50,000 residents or more")
    growth = peers_of("5605", "growth").label
    assert growth is not None
    assert growth.en == "Down by up to 5 per cent"


@pytest.mark.parametrize("grouping", MADE_HERE)
def test_bands_leave_no_gap(grouping: str) -> None:
    (found,) = [one for one in peer_groupings() if one.key == grouping]
    limits = [band.below for band in found.bands]
    assert limits[-1] is None
    assert all(low is not None and high is not None and low < high for low, high in pairwise(limits[:-1]))


def test_median_and_quartiles_are_those_of_the_peers() -> None:
    summary = peer_summary("population_change_10_years_pct", "3403", "size")
    values = [latest("population_change_10_years_pct", number).value or 0.0 for number in summary.peers.numbers]
    first, median, third = statistics.quantiles(values, n=4, method="inclusive")
    assert summary.count_with_value == len(values) == 47
    assert (summary.first_quartile, summary.median, summary.third_quartile) == pytest.approx((first, median, third))
    assert summary.reason is None


def test_an_earlier_period_may_be_asked_for() -> None:
    summary = peer_summary("population", "3403", "size", "2010")
    assert (summary.period, summary.count_with_value) == ("2010", 47)


def test_too_few_peers_with_a_value_give_a_reason_instead() -> None:
    summary = peer_summary("potential_rotation_pct", "4003", "size")
    assert (summary.median, summary.first_quartile, summary.third_quartile) == (None, None, None)
    assert summary.reason is not None
    assert summary.reason.en == (
        f"Only {summary.count_with_value} of the municipalities in the group have the figure; there must be at least 5."
    )


@pytest.mark.parametrize("grouping", ["centrality", "kostra_group"])
def test_classes_that_are_not_here_say_how_to_get_them(grouping: str) -> None:
    found = peers_of("3403", grouping)
    assert (found.label, found.numbers, found.sources) == (None, (), ())
    assert found.reason is not None
    assert "husrom figures update --only klass-" in found.reason.nb
    assert peer_summary("population", "3403", grouping).reason == found.reason


@pytest.mark.usefixtures("centrality")
def test_classes_of_the_register_are_read_from_their_last_year() -> None:
    first, last = peers_of(EVERYONE[0], "centrality"), peers_of(EVERYONE[-1], "centrality")
    assert (len(first.numbers), len(last.numbers)) == (177, 178)
    assert first.label is not None
    assert first.label.nb == "Mest sentrale"


def test_a_former_number_gives_the_peers_of_today() -> None:
    assert peers_of("0403", "size") == peers_of("3403", "size")


def test_unknown_grouping_or_municipality_is_refused() -> None:
    with pytest.raises(UnknownGroupingError, match="Use one of growth, size"):
        peers_of("3403", "colour")
    with pytest.raises(UnknownMunicipalityError):
        peers_of("9999", "size")


def test_a_group_says_where_it_is_from() -> None:
    def tables(found: Peers) -> set[str | None]:
        return {source.table for source in found.sources}

    assert tables(peers_of("3403", "size")) == {"07459"}
    assert tables(peers_of("3403", "growth")) == {"07459", "14288"}
