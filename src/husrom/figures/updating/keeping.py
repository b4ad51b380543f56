"""Put a renewed snapshot in the place of the old one, so that a reader finds the one or the other, whole.

The files of tables have their hash in the name and are put beside those in use; the one file that says which of them
belong to the snapshot is then replaced in a single step. Whatever breaks off before that step leaves the old snapshot
as it was; whatever breaks off after it leaves the new one and some files of no use, which the next update sweeps away.
"""

import hashlib
import io
import os
import re
import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from husrom.figures.provenance import Source
from husrom.figures.source_file import SOURCE_FILE
from husrom.figures.updating.errors import CannotUpdateError, UpdateRunningError
from husrom.figures.updating.held import RECORD, Record
from husrom.figures.wording import gettext_noop as _

LOCK = "figures-update.lock"
_HASH_SIGNS = 12
_HALF = ".unfinished"
_OURS = re.compile(rf"[a-z0-9_]+-[0-9a-f]{{{_HASH_SIGNS}}}\.parquet")
_HEADING = (
    "# Where every table of this snapshot comes from. Written by husrom figures update, never by hand.\n"
    "# Tables that are not here are read from the package.\n"
)


def parquet(frame: pl.DataFrame, record: Record) -> bytes:
    """Return a dataset as the content of a file, with the record of how it was fetched."""
    written = io.BytesIO()
    frame.write_parquet(written, compression="zstd", compression_level=10, metadata={RECORD: record.written()})
    return written.getvalue()


def file_name(identifier: str, content: bytes) -> str:
    """Return the name of the file for a dataset with this content.

    Examples
    --------
    >>> file_name("dwellings", b"PAR1")
    'dwellings-fbc62d3b5113.parquet'
    """
    return f"{identifier}-{hashlib.sha256(content).hexdigest()[:_HASH_SIGNS]}.parquet"


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Let nobody else renew the snapshot meanwhile.

    Raises
    ------
    UpdateRunningError
        When somebody does.
    CannotUpdateError
        When there is no room for the lock, or it must not be written.
    """
    # A lock on a database is one that every system has, and that is gone when its process is, however it ends.
    with ExitStack() as held:
        try:
            lock = held.enter_context(closing(sqlite3.connect(home / LOCK, timeout=0, isolation_level=None)))
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise _not_locked(home, error) from error
        yield


def _not_locked(home: Path, error: sqlite3.OperationalError) -> CannotUpdateError:
    if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
        return UpdateRunningError(
            _("Another update of the figures in %(home)s is under way. Wait until it is done, then try again."),
            home=home,
        )
    return CannotUpdateError(
        _("%(home)s cannot be written to (%(reason)s). Make room there, or choose another with HUSROM_HOME."),
        home=home,
        reason=error,
    )


def keep(folder: Path, sources: Mapping[str, Source], files: Mapping[str, bytes]) -> None:
    """Make the snapshot in a folder the one of these sources.

    Parameters
    ----------
    sources
        Every source of the new snapshot.
    files
        The content of those files, by name, that may not be in the folder yet.

    Raises
    ------
    OSError
        When the disk does not take it; the snapshot is then as it was.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before = _named_files(folder)
    for name, content in files.items():
        _put(folder / name, content)
    listed = {identifier: _entry(source) for identifier, source in sources.items()}
    written = _HEADING + yaml.safe_dump(listed, allow_unicode=True, sort_keys=False, width=120)
    _put(folder / SOURCE_FILE, written.encode())
    _sweep(folder, {source.output_file for source in sources.values()} | before)


def _entry(source: Source) -> dict[str, Any]:
    entry = asdict(source)
    del entry["identifier"]
    entry["output"] = {"file": entry.pop("output_file"), "sha256": entry.pop("output_sha256")}
    entry = {key: list(value) if isinstance(value, tuple) else value for key, value in entry.items()}
    entry["inputs"] = [dict(file) for file in entry["inputs"]]
    return entry


def _put(path: Path, content: bytes) -> None:
    """Write a file beside its place, see it safe on the disk, and move it there."""
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}{_HALF}")
    try:
        # Not with tempfile, whose files nobody else may read: whoever serves the portal may be another user.
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    _see_names_safe(path.parent)


def _see_names_safe(folder: Path) -> None:
    """See the folder's own list of names safe on the disk, where the system lets us."""
    with suppress(OSError, PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _named_files(folder: Path) -> set[str]:
    """Return the files of the snapshot about to be replaced; a process that just opened it may read them yet."""
    try:
        entries = yaml.safe_load((folder / SOURCE_FILE).read_bytes())
        return {entry["output"]["file"] for entry in entries.values()}
    except (OSError, yaml.YAMLError, AttributeError, TypeError, KeyError):
        return set()


def _sweep(folder: Path, used: set[str]) -> None:
    """Remove files of snapshots before the last, and what broken updates left; what cannot be removed may stay."""
    for path in folder.iterdir():
        if path.name not in used and (path.suffix == _HALF or _OURS.fullmatch(path.name)):
            with suppress(OSError):
                path.unlink()
