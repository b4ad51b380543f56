"""Whatever breaks off while a snapshot is replaced, a reader finds the old one or the new one, whole."""

import datetime as dt
import errno
import hashlib
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from husrom.figures.catalogue import packaged_sources
from husrom.figures.own_snapshot import read_own_snapshot
from husrom.figures.provenance import Source
from husrom.figures.source_file import PACKAGED
from husrom.figures.updating import keeping
from husrom.figures.updating.errors import CannotUpdateError, UpdateRunningError
from husrom.figures.updating.held import Record
from husrom.figures.updating.keeping import file_name, keep, parquet
from tests.fake_sources.server import FakeServer
from tests.figures.updating import real_figures
from tests.figures.updating.conftest import Serve, Update

ROOT = Path(__file__).resolve().parents[3]
NAMES = ("national_tenure", "municipal_fees")
RECORD = Record("ssb-11084", "https://example.org", {}, None, dt.datetime(2026, 11, 23, tzinfo=dt.UTC))


def _snapshot(addend: int) -> tuple[dict[str, Source], dict[str, bytes]]:
    """A snapshot of two tables whose last year is moved, so that two of them tell themselves apart."""
    sources, files = {}, {}
    for name in NAMES:
        known = packaged_sources()[name]
        frame = pl.read_parquet((PACKAGED / known.output_file).read_bytes())
        content = parquet(frame.with_columns(pl.col("year") + addend), RECORD)
        file = file_name(name, content)
        sources[name] = replace(known, output_file=file, output_sha256=hashlib.sha256(content).hexdigest())
        files[file] = content
    return sources, files


def _state(folder: Path) -> set[str]:
    """The hashes of the snapshot a reader finds; it raises where that is not whole."""
    return {source.output_sha256 for source in read_own_snapshot(folder).sources.values()}


def _hashes(sources: dict[str, Source]) -> set[str]:
    return {source.output_sha256 for source in sources.values()}


def test_what_is_kept_is_read_as_it_was_given(folder: Path) -> None:
    sources, files = _snapshot(1)
    keep(folder, sources, files)
    assert read_own_snapshot(folder).sources == sources
    assert sorted(path.name for path in folder.iterdir()) == sorted([*files, "sources.yaml"])
    # The portal may be served by another user than the one who updates.
    (folder / "like_any_other").touch()
    assert len({path.stat().st_mode for path in folder.iterdir()}) == 1


def test_files_of_the_last_snapshot_stay_for_whoever_reads_it_and_older_ones_go(folder: Path) -> None:
    first, second, third = _snapshot(1), _snapshot(2), _snapshot(3)
    keep(folder, *first)
    (folder / "mine.parquet").write_bytes(b"laid here by somebody")
    keep(folder, *second)
    assert {path.name for path in folder.glob("*-*.parquet")} == {*first[1], *second[1]}
    keep(folder, *third)
    assert {path.name for path in folder.glob("*.parquet")} == {*second[1], *third[1], "mine.parquet"}


def _full_disk() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def _killed() -> None:
    raise KeyboardInterrupt


def _break_at(monkeypatch: pytest.MonkeyPatch, step: int, fault: Callable[[], None]) -> list[str]:
    """Let the step, counted over every call that touches the disk, meet a fault; the calls made so far are listed."""
    made: list[str] = []

    def counted(name: str, call: Callable[..., object]) -> Callable[..., object]:
        def meeting(*arguments: object, **more: object) -> object:
            made.append(name)
            if len(made) == step:
                fault()
            return call(*arguments, **more)

        return meeting

    for owner, name in (
        (Path, "open"),
        (os, "fsync"),
        (Path, "replace"),
        (Path, "unlink"),
        (Path, "mkdir"),
    ):
        monkeypatch.setattr(owner, name, counted(name, getattr(owner, name)))
    return made


@pytest.mark.parametrize("fault", [_full_disk, _killed])
def test_a_fault_at_any_step_leaves_the_old_snapshot_or_the_new(folder: Path, fault: Callable[[], None]) -> None:
    old, new = _snapshot(1), _snapshot(2)
    seen: set[str] = set()
    for step in range(1, 100):
        keep(folder, *_snapshot(0))
        keep(folder, *old)
        with pytest.MonkeyPatch.context() as monkeypatch:
            made = _break_at(monkeypatch, step, fault)
            try:
                keep(folder, *new)
                broke = False
            except (OSError, KeyboardInterrupt):
                broke = True
        state = _state(folder)
        assert state in (_hashes(old[0]), _hashes(new[0]))
        assert broke or state == _hashes(new[0])
        seen.add("old" if state == _hashes(old[0]) else "new")
        if len(made) < step:
            break
    assert step > 12
    assert seen == {"old", "new"}
    keep(folder, *new)
    assert not list(folder.glob("*.unfinished"))


@pytest.mark.parametrize("step", [1, 5, 6])
def test_a_killed_process_leaves_the_old_snapshot_or_the_new(folder: Path, step: int) -> None:
    old, new = _snapshot(1), _snapshot(2)
    keep(folder, *old)
    script = textwrap.dedent(
        f"""
        import os, signal
        from pathlib import Path
        from husrom.figures.updating import keeping
        from tests.figures.updating.test_keeping import _snapshot
        calls, fsync = [], os.fsync
        def killed(handle):
            calls.append(handle)
            if len(calls) == {step}:
                os.kill(os.getpid(), signal.SIGKILL)
            fsync(handle)
        os.fsync = killed
        keeping.keep(Path({str(folder)!r}), *_snapshot(2))
        """
    )
    ended = subprocess.run(  # noqa: S603 -- our own script
        [sys.executable, "-c", script], cwd=ROOT, check=False, capture_output=True
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    # The sixth time the new table of contents is in its place, and the folder's list of names is seen safe.
    assert _state(folder) == _hashes(old[0] if step < 6 else new[0])


def test_a_full_disk_is_told_and_nothing_is_fetched_anew_afterwards(
    serve: Serve, run_update: Update, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(real_figures.fees())
    with monkeypatch.context() as broken:
        broken.setattr(keeping, "_put", lambda *_arguments: _full_disk())
        with pytest.raises(CannotUpdateError, match="No space left on device"):
            run_update("municipal_fees")
    assert not (folder / "sources.yaml").exists()
    asked_for = len(server.asked("/data"))
    run_update("municipal_fees")
    assert (len(server.asked("/data")), (folder / "sources.yaml").exists()) == (asked_for, True)


def test_a_lock_that_cannot_be_made_is_not_taken_for_another_update(home: Path) -> None:
    (home / keeping.LOCK).mkdir()
    with pytest.raises(CannotUpdateError, match="cannot be written to") as caught, keeping.alone(home):
        pass
    assert not isinstance(caught.value, UpdateRunningError)


def test_an_update_killed_while_it_fetches_leaves_the_old_snapshot_and_is_gone_on_with(
    serve: Serve, run_update: Update, folder: Path, home: Path
) -> None:
    server = serve(real_figures.tenure(), real_figures.fees(), cell_limit=400)
    run_update("tenure_shares", cell_limit=400)
    before, asked_for = _state(folder), len(server.asked("/data"))
    process = subprocess.Popen(  # noqa: S603 -- our own script
        [sys.executable, "-c", _UPDATE.format(answers=str(home / "answers"), folder=str(folder))],
        cwd=ROOT,
        env={**os.environ, "HUSROM_HOME": str(home)},
    )
    server.source.after_data(2, process.kill)  # type: ignore[attr-defined]
    assert process.wait(timeout=60) == -signal.SIGKILL
    assert _state(folder) == before
    run_update("municipal_fees", cell_limit=400)
    assert len(_state(folder)) == 2
    _nothing_asked_twice(server, asked_for)


_UPDATE = """
from pathlib import Path
from husrom.figures.updating import live_sources, update
from tests.fake_sources.clock import FakeClock
with live_sources(Path({answers!r}), clock=FakeClock(), cell_limit=400) as live:
    update(live, Path({folder!r}), only=["municipal_fees"])
"""


def _nothing_asked_twice(server: FakeServer, asked_before: int) -> None:
    bodies = [request.body for request in server.asked("/data")[asked_before:]]
    # The answer that was under way when the process was killed never reached it.
    assert len(bodies) - len(set(bodies)) <= 1
    assert len(set(bodies)) == 4
