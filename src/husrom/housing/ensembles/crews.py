"""Who makes the runs when this process does not: others on this machine, or a cluster."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING

from husrom.figures.wording import gettext_noop as _
from husrom.housing.ensembles.errors import EnsembleError

if TYPE_CHECKING:
    from distributed import Client

_SECONDS_TO_ANSWER = 10
_ANY_PORT = "127.0.0.1:0"
_SETTINGS = {
    # So many workers may die with a run before it is given up.
    "distributed.scheduler.allowed-failures": 3,
    # Runs use large arrays again and again: giving the memory back each time costs more than the run.
    "distributed.nanny.pre-spawn-environ": {"OMP_NUM_THREADS": 1},
    "distributed.worker.profile.enabled": False,
}


@contextmanager
def local(workers: int) -> Iterator["Client"]:
    """Make the runs in processes on this machine, one run at a time in each.

    A process that is killed is started again, and its run is made anew.

    Parameters
    ----------
    workers
        How many processes.
    """
    import dask  # noqa: PLC0415 -- takes a second to load, and runs in this process do without
    from distributed import Client, LocalCluster  # noqa: PLC0415

    with (
        dask.config.set(_SETTINGS),
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            dashboard_address=_ANY_PORT,
            silence_logs="CRITICAL",
        ) as processes,
        Client(processes) as client,
    ):
        yield client


@contextmanager
def cluster(address: str) -> Iterator["Client"]:
    """Make the runs on a Dask cluster that is there already.

    Parameters
    ----------
    address
        Of its scheduler, such as `tcp://10.0.0.5:8786`.

    Raises
    ------
    EnsembleError
        When nobody answers, there are no workers, or a worker has another version of Husrom: the same seed would not
        give the same result.
    """
    from distributed import Client  # noqa: PLC0415 -- as above

    try:
        client = Client(address, timeout=_SECONDS_TO_ANSWER)
    except (OSError, ValueError) as error:
        raise EnsembleError(
            _("No Dask scheduler answers at %(address)s. Check the address."), address=address
        ) from error
    with client:
        _check_workers(client, address)
        yield client


def _check_workers(client: "Client", address: str) -> None:
    own, found = version("husrom"), client.run(_installed_version)
    if not found:
        raise EnsembleError(
            _("The scheduler at %(address)s has no workers. Start some with: dask worker %(address)s."), address=address
        )
    for worker, theirs in sorted(found.items()):
        if theirs != own:
            raise EnsembleError(
                _("The worker %(worker)s has Husrom %(theirs)s, but %(own)s is needed: install the same version."),
                worker=worker,
                theirs=theirs or "–",
                own=own,
            )


def _installed_version() -> str:
    """Return the version of Husrom; sent whole to the worker, which may have none."""
    import importlib.metadata as installed  # noqa: PLC0415

    try:
        return installed.version("husrom")
    except installed.PackageNotFoundError:
        return ""
