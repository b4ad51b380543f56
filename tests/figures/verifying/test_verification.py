"""The catalogue is compared with a Statbank that has moved on, over real HTTP."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from husrom.figures.clients.connection import Connection
from husrom.figures.clients.fhi import Fhi
from husrom.figures.clients.rate_limiting import RateLimit
from husrom.figures.clients.statbank import Statbank
from husrom.figures.tables import Table, table
from husrom.figures.tables.table import Relation
from husrom.figures.verifying import Finding, Held, held_in_snapshot, verify
from tests.fake_sources.clock import FakeClock
from tests.fake_sources.faults import NO_ANSWER, Fault, Kind
from tests.fake_sources.fhi import FakeFhi, crowding_table
from tests.fake_sources.server import FakeServer
from tests.fake_sources.statbank import FakeStatbank
from tests.fake_sources.statbank_tables import (
    FakeCodelist,
    dimension,
    with_new_period,
    with_renamed_variable,
    without_code,
)
from tests.figures.verifying.conftest import SUMMED, TYPES, dwellings_as_catalogued, remade, with_dimension

TODAY = dt.date(2026, 11, 23)
LATER = dt.datetime(2027, 3, 4, 7, 0, tzinfo=dt.UTC)
DWELLINGS = table("ssb-06265")


def only(findings: tuple[Finding, ...]) -> Finding:
    assert len(findings) == 1, [one.sentence for one in findings]
    return findings[0]


def problems(findings: tuple[Finding, ...]) -> set[str]:
    return {one.problem for one in findings}


def test_nothing_is_found_where_nothing_has_moved(statbank: Statbank) -> None:
    assert verify([DWELLINGS], statbank, today=TODAY) == ()


# ---------------------------------------------------------------- the life of a table


def test_table_that_is_gone_is_told_with_what_to_do(source: FakeStatbank, statbank: Statbank) -> None:
    del source.tables["06265"]
    finding = only(verify([DWELLINGS], statbank, today=TODAY))
    assert (finding.problem, finding.severity) == ("gone", "error")
    assert finding.sentence == (
        "ssb-06265: expected the table; found nothing with this number. "
        "Find what has taken its place and write it as successor in ssb-06265.yaml, with last_period."
    )


def test_successor_of_another_series_is_never_joined(statbank: Statbank) -> None:
    finding = only(verify([table("ssb-06035")], statbank, today=TODAY))
    assert finding.remedy == "Use ssb-14545; it is another series, so never join the two without a mark."


def test_table_that_has_ended_is_told(source: FakeStatbank, statbank: Statbank) -> None:
    source.put(dwellings_as_catalogued(discontinued=True))
    finding = only(verify([DWELLINGS], statbank, today=TODAY))
    assert (finding.problem, finding.found) == ("discontinued", "that it has ended with 2026")


def test_newer_table_with_the_same_words_may_be_the_successor(source: FakeStatbank, statbank: Statbank) -> None:
    source.put(dwellings_as_catalogued(discontinued=True))
    newer = replace(dwellings_as_catalogued(), identifier="15000", label="Boliger, ny definisjon")
    years = {str(year): str(year) for year in range(2026, 2047)}
    source.put(with_dimension(newer, "Tid", codes=years))
    findings = verify([DWELLINGS], statbank, today=TODAY)
    assert problems(findings) == {"discontinued", "successor"}
    assert "15000 (Boliger, ny definisjon)" in findings[1].sentence


def test_known_successor_that_is_not_described_is_asked_for(statbank: Statbank) -> None:
    known = replace(DWELLINGS, successor=Relation("15000", in_catalogue=False, same_series=True))
    assert only(verify([known], statbank, today=TODAY)).remedy == "Add ssb-15000 to the catalogue."


def test_table_that_should_have_ended_goes_on(statbank: Statbank) -> None:
    ended = replace(DWELLINGS, last_period="2024")
    finding = only(verify([ended], statbank, today=TODAY))
    assert (finding.problem, finding.expected, finding.found) == ("continued", "2024 as its last period", "2026")


@pytest.mark.parametrize(
    ("today", "silent"), [(dt.date(2028, 12, 1), False), (dt.date(2029, 2, 1), False), (dt.date(2029, 4, 1), True)]
)
def test_table_without_news_for_long_is_silent(statbank: Statbank, today: dt.date, silent: bool) -> None:
    assert problems(verify([DWELLINGS], statbank, today=today)) == ({"silent"} if silent else set())


def test_other_first_period_is_told(statbank: Statbank) -> None:
    finding = only(verify([replace(DWELLINGS, first_period="2005")], statbank, today=TODAY))
    assert (finding.problem, finding.found) == ("first_period", "2006")


def test_other_frequency_is_told(source: FakeStatbank, statbank: Statbank) -> None:
    source.put(dwellings_as_catalogued(time_unit="Quarterly"))
    finding = only(verify([DWELLINGS], statbank, today=TODAY))
    assert (finding.expected, finding.found) == ("figures yearly", "figures quarterly")


# ---------------------------------------------------------------- newer figures


def test_new_period_is_told(source: FakeStatbank, statbank: Statbank) -> None:
    source.put(with_new_period(dwellings_as_catalogued(), "2027", np.ones((2, 6, 1)), LATER))
    held = {"ssb-06265": Held("2026", dt.date(2026, 11, 1))}
    finding = only(verify([DWELLINGS], statbank, today=TODAY, held=held))
    assert (finding.problem, finding.found) == ("new_figures", "2027")
    assert finding.remedy == "Run: husrom figures update --only ssb-06265."


def test_figures_changed_since_we_fetched_them_are_told(statbank: Statbank) -> None:
    held = {"ssb-06265": Held("2026", dt.date(2026, 6, 1))}
    assert only(verify([DWELLINGS], statbank, today=TODAY, held=held)).found == "figures changed on 2026-06-24"


def test_figures_fetched_after_the_change_are_not_told(statbank: Statbank) -> None:
    held = {"ssb-06265": Held("2026", dt.date(2026, 6, 24))}
    assert verify([DWELLINGS], statbank, today=TODAY, held=held) == ()


def test_what_the_snapshot_holds_is_known_by_table() -> None:
    held = held_in_snapshot()
    assert held["ssb-06035"].last_period == "2024"
    assert not held.keys() - {one.key for one in map(table, held)}


# ---------------------------------------------------------------- variables and codes


def test_variable_with_the_same_codes_under_another_name_is_renamed(source: FakeStatbank, statbank: Statbank) -> None:
    source.put(with_renamed_variable(dwellings_as_catalogued(), "BygnType", "Hustype", LATER))
    finding = only(verify([DWELLINGS], statbank, today=TODAY))
    assert (finding.problem, finding.expected) == ("variable_renamed", "the variable BygnType")
    assert finding.remedy == "Look at its codes and write Hustype in ssb-06265.yaml."


def test_variable_that_is_gone_is_missing(source: FakeStatbank, statbank: Statbank) -> None:
    left = tuple(one for one in dwellings_as_catalogued().dimensions if one.code != "BygnType")
    source.put(remade(dwellings_as_catalogued(), left))
    finding = only(verify([DWELLINGS], statbank, today=TODAY))
    assert (finding.problem, finding.found) == ("variable_missing", "only Region, ContentsCode, Tid")


def test_names_of_variables_may_differ_in_capitals(source: FakeStatbank, statbank: Statbank) -> None:
    source.put(with_renamed_variable(dwellings_as_catalogued(), "BygnType", "BYGNTYPE", LATER))
    assert verify([DWELLINGS], statbank, today=TODAY) == ()


@pytest.mark.parametrize(("elimination", "found"), [(False, {"variable_new"}), (True, set())])
def test_new_variable_matters_where_it_must_be_chosen(
    source: FakeStatbank, statbank: Statbank, elimination: bool, found: set[str]
) -> None:
    size = dimension("Areal", {"1": "Under 30 m²", "2": "30 m² eller mer"}, elimination=elimination)
    source.put(remade(dwellings_as_catalogued(), (size, *dwellings_as_catalogued().dimensions)))
    assert problems(verify([DWELLINGS], statbank, today=TODAY)) == found


def test_code_that_is_gone_is_missing(source: FakeStatbank, statbank: Statbank) -> None:
    source.put(without_code(dwellings_as_catalogued(), "BygnType", "05", LATER))
    finding = only(verify([DWELLINGS], statbank, today=TODAY))
    assert (finding.problem, finding.expected) == ("code_missing", "the codes 05 in BygnType")


def test_new_category_of_what_is_added_up_is_told(source: FakeStatbank, statbank: Statbank) -> None:
    source.put(remade_with_types({**TYPES, "06": "Hybelhus"}))
    finding = only(verify([DWELLINGS], statbank, today=TODAY))
    assert (finding.problem, finding.found) == ("code_new", "06 (Hybelhus)")


def test_new_category_of_what_is_not_added_up_is_left_alone(source: FakeStatbank, statbank: Statbank) -> None:
    source.put(remade_with_types({**TYPES, "06": "Hybelhus"}))
    assert verify([replace(DWELLINGS, datasets=())], statbank, today=TODAY) == ()


def remade_with_types(types: dict[str, str]):  # noqa: ANN201 -- a table of the fake
    old = dwellings_as_catalogued()
    changed = tuple(replace(one, codes=types) if one.code == "BygnType" else one for one in old.dimensions)
    return remade(old, changed)


def labelled(labels: dict[str, str]) -> Table:
    """The table with its types known by label only."""
    by_label = replace(DWELLINGS.dimensions[0], categories="all", labels=labels)
    return replace(DWELLINGS, dimensions=(by_label,))


LABELS = {label: f"type_{code}" for code, label in TYPES.items()}


def test_labels_are_compared_where_codes_are_not_known(statbank: Statbank) -> None:
    assert verify([labelled(LABELS)], statbank, today=TODAY) == ()


def test_one_spelling_of_a_label_is_enough(statbank: Statbank) -> None:
    assert verify([labelled({**LABELS, "Einebustad": "type_01"})], statbank, today=TODAY) == ()


def test_label_that_is_gone_and_one_that_is_new_are_told(statbank: Statbank) -> None:
    labels = {("Enebustad" if label == "Enebolig" else label): name for label, name in LABELS.items()}
    found = verify([labelled(labels)], statbank, today=TODAY)
    assert [(one.problem, one.found.split(",")[0]) for one in found] == [
        ("code_missing", "only Enebolig"),
        ("code_new", "Enebolig"),
    ]


def test_codes_that_are_not_ages_are_told(statbank: Statbank) -> None:
    ages = replace(DWELLINGS.dimensions[0], categories="ages")
    assert verify([replace(DWELLINGS, dimensions=(ages,))], statbank, today=TODAY) == ()
    region = replace(ages, code="ContentsCode")
    assert "code_missing" in problems(verify([replace(DWELLINGS, dimensions=(region,))], statbank, today=TODAY))


# ---------------------------------------------------------------- lists of codes


def test_codelist_that_is_gone_is_missing(source: FakeStatbank, statbank: Statbank) -> None:
    renamed = replace(SUMMED, identifier="agg_KommSummerNy")
    source.put(with_dimension(dwellings_as_catalogued(), "Region", codelists=(renamed,)))
    found = verify([DWELLINGS], statbank, today=TODAY)
    assert {one.expected for one in found} == {
        "the codelist agg_KommSummer of Region",
        "the codelist vs_Landet of Region",
    }


def test_other_prefix_in_the_codelist_is_told(source: FakeStatbank, statbank: Statbank) -> None:
    underlined = FakeCodelist("agg_KommSummer", "Kommuner", {"K_3403": ("Hamar", ("3403",))})
    old = dwellings_as_catalogued()
    source.put(with_dimension(old, "Region", codelists=(underlined, old.dimensions[0].codelists[1])))
    finding = only(verify([DWELLINGS], statbank, today=TODAY))
    assert (finding.problem, finding.found) == ("prefix", "K_3403")


def test_consistent_series_that_could_be_used_is_told(statbank: Statbank) -> None:
    assert DWELLINGS.region
    plain = replace(DWELLINGS, region=replace(DWELLINGS.region, handling="codes_over_time", codelist=None, prefix=None))
    finding = only(verify([plain], statbank, today=TODAY))
    assert (finding.problem, finding.severity) == ("codelist_available", "information")


# ---------------------------------------------------------------- contents


def test_content_that_is_gone_is_missing(source: FakeStatbank, statbank: Statbank) -> None:
    source.put(with_dimension(dwellings_as_catalogued(), "ContentsCode", codes={"Bustader": "Bustader"}, units={}))
    finding = only(verify([DWELLINGS], statbank, today=TODAY))
    assert (finding.problem, finding.found) == ("code_missing", "Bustader (Bustader)")


def test_code_we_do_not_know_is_looked_up(statbank: Statbank) -> None:
    unknown = replace(DWELLINGS.contents[0], code=None, verified=False)
    finding = only(verify([replace(DWELLINGS, contents=(unknown,))], statbank, today=TODAY))
    assert (finding.problem, finding.found) == ("code_unknown", "Boliger (Boliger)")


def test_table_without_described_contents_is_told_what_it_has(statbank: Statbank) -> None:
    finding = only(verify([replace(DWELLINGS, contents=(), datasets=())], statbank, today=TODAY))
    assert finding.expected == "contents, which the catalogue does not name"


@pytest.mark.parametrize(
    ("unit", "found"), [(("Boliger", 0), set()), (("1000 boliger", 0), {"unit"}), (("boliger", 1), {"decimals"})]
)
def test_other_unit_or_decimals_are_told(
    source: FakeStatbank, statbank: Statbank, unit: tuple[str, int], found: set[str]
) -> None:
    source.put(with_dimension(dwellings_as_catalogued(), "ContentsCode", units={"Boliger": unit}))
    assert problems(verify([DWELLINGS], statbank, today=TODAY)) == found


def test_summing_that_is_forbidden_is_told(source: FakeStatbank, statbank: Statbank) -> None:
    source.put(dwellings_as_catalogued(aggregation_allowed=False))
    finding = only(verify([DWELLINGS], statbank, today=TODAY))
    assert (finding.problem, finding.severity) == ("aggregation", "error")


# ---------------------------------------------------------------- the FHI


@pytest.fixture
def health() -> FakeFhi:
    return FakeFhi([crowding_table()])


@pytest.fixture
def fhi(health: FakeFhi, clock: FakeClock, tmp_path: Path) -> Iterator[Fhi]:
    rate = RateLimit(calls=30, window_s=60)
    with (
        FakeServer(health) as running,
        Connection(running.url, rate=rate, cache_folder=tmp_path / "fhi", clock=clock) as connection,
    ):
        yield Fhi(connection)


CROWDING = table("fhi-794")


def test_nothing_is_found_at_the_fhi_where_nothing_has_moved(statbank: Statbank, fhi: Fhi) -> None:
    assert verify([CROWDING], statbank, fhi=fhi, today=TODAY) == ()


def test_table_of_the_fhi_that_is_gone_is_told(health: FakeFhi, statbank: Statbank, fhi: Fhi) -> None:
    del health.tables[794]
    assert only(verify([CROWDING], statbank, fhi=fhi, today=TODAY)).problem == "gone"


def test_category_of_the_fhi_that_is_gone_is_told(health: FakeFhi, statbank: Statbank, fhi: Fhi) -> None:
    housing = next(one for one in health.tables[794].dimensions if one.code == "BODD")
    housing.categories[:] = [one for one in housing.categories if one.code != "trangt"]
    finding = only(verify([CROWDING], statbank, fhi=fhi, today=TODAY))
    assert (finding.problem, finding.expected) == ("code_missing", "the codes trangt in BODD")


def test_measure_of_the_fhi_that_is_gone_is_told(health: FakeFhi, statbank: Statbank, fhi: Fhi) -> None:
    measures = next(one for one in health.tables[794].dimensions if one.code == "MEASURE_TYPE")
    measures.categories[:] = [replace(one, code="ANDEL") for one in measures.categories if one.code == "RATE"]
    finding = only(verify([CROWDING], statbank, fhi=fhi, today=TODAY))
    assert (finding.problem, finding.expected) == ("code_missing", "the content RATE (share_pct)")


def test_figures_of_the_fhi_changed_since_we_fetched_them_are_told(statbank: Statbank, fhi: Fhi) -> None:
    held = {"fhi-794": Held(None, dt.date(2026, 3, 20))}
    finding = only(verify([CROWDING], statbank, fhi=fhi, today=TODAY, held=held))
    assert finding.found == "figures changed on 2026-03-21"


# ---------------------------------------------------------------- the way there


def test_refusal_of_one_table_does_not_stop_the_others(server: FakeServer, statbank: Statbank) -> None:
    server.fail_next(Fault(Kind.STATUS, 403), matching="/metadata")
    found = verify([DWELLINGS, DWELLINGS], statbank, today=TODAY)
    assert [one.problem for one in found] == ["refused"]


def test_source_that_cannot_be_reached_is_given_up(server: FakeServer, statbank: Statbank) -> None:
    server.fail_next(NO_ANSWER, times=100)
    found = verify([DWELLINGS] * 5, statbank, today=TODAY)
    assert [one.problem for one in found] == ["unreachable", "unreachable"]
    assert found[-1].remedy == "It and 3 more tables are not checked; try again later."


def test_tables_of_other_interfaces_are_passed_over(server: FakeServer, statbank: Statbank) -> None:
    assert verify([table("fhi-794"), table("klass-131")], statbank, today=TODAY) == ()
    assert server.asked() == []


def test_progress_is_told_before_each_table(statbank: Statbank) -> None:
    told: list[tuple[int, int, str]] = []
    verify(
        [DWELLINGS, table("fhi-794"), DWELLINGS],
        statbank,
        today=TODAY,
        on_table=lambda done, total, one: told.append((done, total, one.key)),
    )
    assert told == [(0, 2, "ssb-06265"), (1, 2, "ssb-06265")]
