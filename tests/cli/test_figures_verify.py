"""`husrom figures verify` says so when the user's own snapshot is damaged, or used."""

from collections.abc import Callable

import pytest

from husrom.figures.catalogue import packaged_sources
from husrom.figures.own_snapshot import OwnSnapshot


def test_a_damaged_own_snapshot_is_told(husrom: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("husrom.figures.own_snapshot.own_snapshot_fault", lambda: "dwellings.parquet is missing.")
    outcome = husrom("figures", "verify", "--offline")
    assert outcome.status == 1
    assert "Ditt eget øyeblikksbilde er skadet, så tallene som fulgte med Husrom brukes." in outcome.err
    assert "dwellings.parquet is missing." in outcome.err


def test_a_whole_own_snapshot_is_told(husrom: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    own = OwnSnapshot(sources={"dwellings": packaged_sources()["dwellings"]}, files={"dwellings": b""})
    monkeypatch.setattr("husrom.figures.own_snapshot.own_snapshot", lambda: own)
    outcome = husrom("figures", "verify", "--offline")
    assert outcome.status == 0
    assert "Tabeller fra ditt eget, nyere øyeblikksbilde: 1." in outcome.out
