"""A cluster that somebody else has started."""

import importlib.metadata as installed
from collections.abc import Iterator

import pytest
from distributed import LocalCluster

from husrom.housing.ensembles import EnsembleError, Plan, all_cells, checksum, cluster, crews, run
from tests.housing.ensembles.tasks import drawn

QUIETLY = {"dashboard_address": "127.0.0.1:0", "silence_logs": "CRITICAL"}
CELLS = all_cells([Plan(1, 1, 6)])


@pytest.fixture
def elsewhere() -> Iterator[LocalCluster]:
    with LocalCluster(n_workers=1, threads_per_worker=1, **QUIETLY) as started:
        yield started


def test_cluster_gives_the_same_result(elsewhere: LocalCluster) -> None:
    with cluster(elsewhere.scheduler_address) as client:
        assert checksum(run(drawn, CELLS, client)) == checksum(run(drawn, CELLS))


def test_cluster_with_another_version_is_refused(elsewhere: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crews, "version", lambda _name: "999.0")
    with pytest.raises(EnsembleError, match=r"but 999\.0 is needed"), cluster(elsewhere.scheduler_address):
        pytest.fail("never reached")


def test_cluster_without_workers_is_refused() -> None:
    with (
        LocalCluster(n_workers=0, **QUIETLY) as empty,
        pytest.raises(EnsembleError, match="has no workers"),
        cluster(empty.scheduler_address),
    ):
        pytest.fail("never reached")


def test_installed_version_is_this_one_and_nothing_where_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert crews._installed_version() == installed.version("husrom")

    def missing(_name: str) -> str:
        raise installed.PackageNotFoundError

    monkeypatch.setattr(installed, "version", missing)
    assert crews._installed_version() == ""
