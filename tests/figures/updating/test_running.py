"""An update as a whole: it survives what passes, keeps what it has where it fails, and asks for nothing twice."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal

from husrom.figures.catalogue import source
from husrom.figures.clients.release_times import OSLO
from husrom.figures.own_snapshot import own_snapshot, own_snapshot_fault, read_own_snapshot
from husrom.figures.snapshot import table
from husrom.figures.updating import Outcome, UpdateRunningError, live_sources, update
from husrom.figures.updating.held import Holdings
from husrom.figures.updating.keeping import alone
from tests.fake_sources.clock import FakeClock
from tests.fake_sources.faults import CUT, NO_ANSWER, too_many_calls, unavailable, wrong_content
from tests.fake_sources.klass_history import klass_from_history
from tests.fake_sources.server import FakeServer, _Switched
from tests.fake_sources.statbank import FakeStatbank
from tests.fake_sources.statbank_tables import (
    FakeTable,
    dimension,
    with_new_figures,
    with_renamed_variable,
    without_code,
)
from tests.figures.updating import real_figures
from tests.figures.updating.conftest import Serve, Update, forget_snapshots

LATER = dt.datetime(2026, 11, 24, 7, 0, tzinfo=dt.UTC)
FEW_CELLS = 400
FEES, TENURE = "municipal_fees", "tenure_shares"


def _put(server: FakeServer, changed: FakeTable) -> None:
    assert isinstance(server.source, FakeStatbank)
    server.source.put(changed)


def _questions(server: FakeServer) -> Counter[bytes]:
    return Counter(request.body for request in server.asked("/data"))


def _unsigned(old: FakeTable) -> FakeTable:
    """The table without signs, whose places would move when a code goes."""
    return replace(old, signs={})


def test_what_passes_is_survived_and_nothing_is_lost(serve: Serve, run_update: Update, clock: FakeClock) -> None:
    packaged = table(FEES)
    server = serve(real_figures.fees(), cell_limit=FEW_CELLS)
    server.fail_next(too_many_calls("60"), matching="/data")
    server.fail_next(unavailable(), times=2, matching="/data")
    server.fail_next(CUT, matching="/data")
    server.fail_next(NO_ANSWER, matching="/metadata")
    server.fail_next(wrong_content(), matching="/data")
    assert run_update(FEES, cell_limit=FEW_CELLS)[FEES].outcome == Outcome.RENEWED
    assert max(clock.slept) >= 60
    assert table(FEES)["water_fee_nok"].equals(packaged["water_fee_nok"])
    assert own_snapshot_fault() is None


def test_source_that_stays_away_leaves_the_old_and_the_next_update_goes_on_where_it_was(
    serve: Serve, run_update: Update, folder: Path
) -> None:
    packaged = table(FEES)
    server = serve(real_figures.fees(), cell_limit=FEW_CELLS)
    # The server is answering when this runs, so that its lock is held already.
    away = _Switched(unavailable(), 8, "/data")
    server.source.after_data(2, lambda: server._faults.append(away))  # type: ignore[attr-defined]
    failed = run_update(FEES, cell_limit=FEW_CELLS)[FEES]
    assert (failed.outcome, "did not give what was asked for" in str(failed.message)) == (Outcome.FAILED, True)
    assert not folder.exists()
    assert_frame_equal(table(FEES), packaged)
    before = _questions(server)
    assert run_update(FEES, cell_limit=FEW_CELLS)[FEES].outcome == Outcome.RENEWED
    after = _questions(server) - before
    first_two = list(before)[:2]
    assert len(before | after) == 4
    assert not any(after[body] for body in first_two)
    assert all(count == 1 for count in after.values())


def test_a_table_that_fails_does_not_stop_the_others(serve: Serve, run_update: Update) -> None:
    serve(real_figures.fees())
    found = run_update(FEES, TENURE)
    assert (found[FEES].outcome, found[TENURE].outcome) == (Outcome.RENEWED, Outcome.FAILED)
    assert "The source no longer has this table" in str(found[TENURE].message)
    held = own_snapshot()
    assert held is not None
    assert list(held.sources) == [FEES]


def _without_tenants(old: FakeTable) -> FakeTable:
    return without_code(_unsigned(old), "EierStatus", "4", LATER)


def _with_another_name(old: FakeTable) -> FakeTable:
    return with_renamed_variable(_unsigned(old), "EierStatus", "Eierform", LATER)


def _without_shares(old: FakeTable) -> FakeTable:
    return without_code(_unsigned(old), "ContentsCode", "HusholdningProsent", LATER)


def _with_new_variable(old: FakeTable) -> FakeTable:
    sex = dimension("Kjonn", {"1": "Menn"})
    return replace(_unsigned(old), dimensions=(*old.dimensions, sex), values=old.values[..., None], updated=LATER)


def _without_hamar(old: FakeTable) -> FakeTable:
    return without_code(_unsigned(old), "Region", "3403", LATER)


def _with_strange_period(old: FakeTable) -> FakeTable:
    year = replace(old.dimensions[2], codes={"siste år": "siste år"})
    return replace(_unsigned(old), dimensions=(*old.dimensions[:2], year, *old.dimensions[3:]), updated=LATER)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_without_tenants, 'variable "EierStatus" no longer has 4.'),
        (_with_another_name, 'no longer has the variable "EierStatus". It has Region, Eierform'),
        (_without_shares, "no longer has the content HusholdningProsent. It has Husholdning"),
        (_with_new_variable, 'has the new variable "Kjonn", which must be chosen from'),
        (_without_hamar, "no figures for 1 places that we have figures for: 3403."),
        (_with_strange_period, '"siste år" among its periods'),
    ],
)
def test_a_changed_table_is_told_and_the_old_figures_stay(
    change: Callable[[FakeTable], FakeTable], said: str, serve: Serve, run_update: Update, clock: FakeClock
) -> None:
    server = serve(real_figures.tenure())
    assert run_update(TENURE)[TENURE].outcome == Outcome.RENEWED
    before, asked_for = table(TENURE), len(server.asked("/data"))
    clock.advance(days=2)
    _put(server, change(real_figures.tenure()))
    found = run_update(TENURE)[TENURE]
    assert (found.outcome, said in str(found.message)) == (Outcome.FAILED, True), str(found.message)
    assert_frame_equal(table(TENURE), before)
    assert len(server.asked("/data")) <= asked_for + 1


def test_what_we_have_the_newest_of_is_not_asked_for_again(serve: Serve, run_update: Update) -> None:
    server = serve(real_figures.tenure())
    run_update(TENURE)
    asked_for = len(server.asked("/data"))
    assert run_update(TENURE)[TENURE].outcome == Outcome.UNCHANGED
    assert len(server.asked("/data")) == asked_for


def test_new_figures_are_fetched_with_a_warning_where_sums_change_much(
    serve: Serve, run_update: Update, clock: FakeClock
) -> None:
    old = real_figures.population()
    server = serve(old)
    run_update("population_by_age")
    before = table("population_by_age")["persons"].sum()
    clock.advance(days=2)
    _put(server, with_new_figures(old, old.values * 2, LATER))
    found = run_update("population_by_age")["population_by_age"]
    assert (found.outcome, found.updated) == (Outcome.RENEWED, LATER)
    assert table("population_by_age")["persons"].sum() == 2 * before
    assert [str(warning) for warning in found.warnings] == [
        f"The sum of persons has changed by +100.0 per cent where we had figures before: from {before} to {2 * before}."
    ]


def test_since_passes_over_tables_that_have_not_changed(serve: Serve, run_update: Update) -> None:
    server = serve(real_figures.tenure(), real_figures.fees(updated=LATER))
    found = run_update(TENURE, FEES, since=dt.date(2026, 9, 1))
    assert (found[TENURE].outcome, found[FEES].outcome) == (Outcome.SKIPPED, Outcome.RENEWED)
    assert not server.asked("/tables/11084")
    assert run_update(TENURE, since=dt.date(2026, 6, 24))[TENURE].outcome == Outcome.RENEWED


def test_a_source_that_is_not_there_is_given_up_after_two_tables(
    home: Path, run_update: Update, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nothing listens on this port.
    monkeypatch.setenv("HUSROM_SSB_URL", "http://127.0.0.1:9/api")
    found = run_update("06944", "11084", "12842")
    assert [one.outcome for one in found.values()] == [Outcome.FAILED] * 5
    tried = [one for one in found.values() if "cannot be reached" in str(one.message)]
    assert len(tried) == 2
    assert not (home / "figures").exists()


@pytest.mark.parametrize(
    ("hour", "minute", "outcome"), [(6, 30, Outcome.FAILED), (8, 5, Outcome.RENEWED), (9, 0, Outcome.RENEWED)]
)
def test_the_hours_before_new_figures_are_left_alone(
    hour: int, minute: int, outcome: Outcome, serve: Serve, run_update: Update, clock: FakeClock
) -> None:
    clock.start = dt.datetime(2026, 11, 23, hour, minute, tzinfo=OSLO)
    serve(real_figures.tenure())
    found = run_update(TENURE)[TENURE]
    assert found.outcome == outcome
    assert ("Try again after 08:15" in str(found.message)) == (outcome == Outcome.FAILED)
    assert clock.now().astimezone(OSLO).time() >= dt.time(8, 15) or outcome == Outcome.FAILED


def test_a_table_that_changes_while_it_is_fetched_is_of_one_state(serve: Serve, run_update: Update) -> None:
    old = real_figures.tenure()
    server = serve(old, cell_limit=FEW_CELLS)
    newer = with_new_figures(old, old.values + 1, LATER)
    server.source.after_data(2, lambda: _put(server, newer))  # type: ignore[attr-defined]
    packaged = table(TENURE)
    assert run_update(TENURE, cell_limit=FEW_CELLS)[TENURE].outcome == Outcome.RENEWED
    difference = (table(TENURE)["share_pct"] - packaged["share_pct"]).drop_nulls().round(6)
    assert set(difference) == {1.0}


def test_the_source_says_what_was_asked_and_when(serve: Serve, run_update: Update, folder: Path) -> None:
    server = serve(real_figures.fees())
    run_update(FEES)
    known = source(FEES)
    assert (known.retrieved_on, known.table, known.years) == (dt.date(2026, 11, 23), "12842", (2026, 2026))
    assert known.attribution == "Kilde: Statistisk sentralbyrå (SSB), tabell 12842"
    assert known.inputs[0].through == f"{server.url}/tables/12842/data"
    record = Holdings.of(folder).records[FEES]
    assert record.updated == dt.datetime(2026, 6, 24, 6, tzinfo=dt.UTC)
    assert [entry["variableCode"] for entry in record.query["selection"]] == [
        "KOKkommuneregion0000",
        "ContentsCode",
        "Tid",
    ]


def test_figures_that_are_never_fetched_stay_beside_those_that_are(serve: Serve, run_update: Update) -> None:
    packaged = table("population_totals")
    later = packaged.filter(packaged["basis"] == "projected")
    axes = [
        real_figures.axis("Region", "municipality_number"),
        real_figures.axis("Kjonn", "Kjonn", {"1": "Menn", "2": "Kvinner"}),
        real_figures.axis("Alder", "Alder"),
        real_figures.axis("Tid", "Tid"),
    ]
    frame = real_figures.with_year(later).with_columns(Kjonn=real_figures.text("1"), Alder=real_figures.text("000"))
    serve(real_figures.filled("14288", "Framskrevet", frame, axes, {"Personer": "persons"}))
    assert run_update("population_totals")["population_totals"].outcome == Outcome.RENEWED
    keys = ["municipality_number", "year"]
    assert_frame_equal(table("population_totals").sort(keys), packaged.sort(keys))


def test_figures_of_the_fhi_keep_their_signs_and_say_that_terms_are_unknown(serve: Serve, run_update: Update) -> None:
    serve()
    found = run_update("crowding")["crowding"]
    assert found.outcome == Outcome.RENEWED
    assert "does not have 354 of today's municipalities" in str(found.warnings[0])
    newest = table("crowding").filter(table("crowding")["year"] == 2024)
    told = {row["municipality_number"]: row for row in newest.to_dicts()}
    assert (told["3403"]["share_pct"], told["3403"]["share_pct_status"]) == (7.9, None)
    assert [told[number]["share_pct_status"] for number in ("3450", "1840", "0301")] == [
        "suppressed",
        "not_available",
        "missing",
    ]
    assert source("crowding").licence.name == "Terms not known"


def test_the_register_of_municipalities_is_fetched_and_compared(
    run_update: Update, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = table("municipality_codes")
    with FakeServer(klass_from_history(codes, table("municipalities"))) as server:
        monkeypatch.setenv("HUSROM_KLASS_URL", server.url)
        first = run_update("klass-131")
        assert {name: one.outcome for name, one in first.items()}.keys() == {
            "municipality_codes",
            "municipality_code_mapping",
        }
        assert {one.outcome for one in first.values()} <= {Outcome.RENEWED, Outcome.UNCHANGED}
        again = run_update("klass-131")
    assert {one.outcome for one in again.values()} == {Outcome.UNCHANGED}
    now = table("municipality_codes").filter(table("municipality_codes")["valid_to"].is_null())
    assert now.height == 357


def test_what_is_not_fetched_says_why(run_update: Update) -> None:
    found = run_update("boundaries", "former_dwelling_prices", "ssb-01222")
    assert {one.outcome for one in found.values()} == {Outcome.LEFT_OUT}
    assert "come with Husrom" in str(found["boundaries"].message)
    assert "no dataset of this table" in str(found["ssb-01222"].message)


def test_two_updates_at_once_refuse(home: Path, folder: Path, serve: Serve, run_update: Update) -> None:
    server = serve(real_figures.fees())
    with alone(home), pytest.raises(UpdateRunningError, match="is under way"):
        run_update(FEES)
    assert (server.requests, folder.exists()) == ([], False)
    assert run_update(FEES)[FEES].outcome == Outcome.RENEWED


def test_an_own_snapshot_keeps_what_is_not_renewed(serve: Serve, run_update: Update, folder: Path) -> None:
    serve(real_figures.fees(), real_figures.tenure())
    run_update(FEES)
    first = read_own_snapshot(folder).files[FEES]
    run_update(TENURE)
    both = read_own_snapshot(folder)
    assert (list(both.sources), both.files[FEES] == first) == ([FEES, TENURE], True)


def test_a_damaged_own_snapshot_is_fetched_anew(serve: Serve, run_update: Update, folder: Path) -> None:
    serve(real_figures.fees())
    run_update(FEES)
    next(folder.glob("*.parquet")).write_bytes(b"half")
    forget_snapshots()
    assert own_snapshot_fault() is not None
    assert run_update(FEES)[FEES].outcome == Outcome.RENEWED
    assert own_snapshot_fault() is None


def test_progress_is_told(home: Path, folder: Path, serve: Serve, clock: FakeClock) -> None:
    serve(real_figures.fees(), cell_limit=FEW_CELLS)
    datasets, parts = [], []
    with live_sources(home / "answers", clock=clock, cell_limit=FEW_CELLS) as live:
        update(
            live,
            folder,
            only=[FEES, "boundaries"],
            on_dataset=lambda done, total, name: datasets.append((done, total, name)),
            on_part=lambda done, total: parts.append((done, total)),
        )
    assert datasets == [(0, 2, FEES)]
    assert parts == [(1, 4), (2, 4), (3, 4), (4, 4)]
