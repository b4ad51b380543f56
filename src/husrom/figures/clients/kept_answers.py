"""Answers kept on disk, so that a download that broke goes on where it was without asking again."""

import datetime as dt
import hashlib
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

_SUFFIX = ".answer"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a source answered.

    Attributes
    ----------
    headers
        By lower-case name.
    retrieved_at
        When the source answered, in UTC, also where the answer was kept on disk since.
    key
        Its name among the kept answers.
    """

    content: bytes
    headers: Mapping[str, str]
    retrieved_at: dt.datetime
    from_cache: bool
    url: str
    key: str


class KeptAnswers:
    """A folder with one file per answer: a line of JSON about it, then the answer itself.

    A file is written beside its place and moved there, so that a process killed while writing leaves no half answer;
    a file damaged in any other way fails its checksum and counts as absent.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def find(self, key: str, since: dt.datetime) -> Answer | None:
        """Return the answer kept under the key, unless it was retrieved before `since`."""
        try:
            head, _line_end, content = self._path(key).read_bytes().partition(b"\n")
        except FileNotFoundError:
            return None
        about = _about(head, content)
        if about is None:
            self.forget(key)
            return None
        retrieved_at = dt.datetime.fromisoformat(about["retrieved_at"])
        if retrieved_at < since:
            return None
        return Answer(content, about["headers"], retrieved_at, from_cache=True, url=about["url"], key=key)

    def keep(self, answer: Answer) -> None:
        """Keep an answer in place of any earlier one."""
        about = {
            "url": answer.url,
            "retrieved_at": answer.retrieved_at.isoformat(),
            "headers": dict(answer.headers),
            "sha256": hashlib.sha256(answer.content).hexdigest(),
        }
        handle, written = tempfile.mkstemp(dir=self._folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(orjson.dumps(about) + b"\n" + answer.content)
            # The file's age is the answer's, by the clock that the answer was taken with.
            os.utime(written, times=(answer.retrieved_at.timestamp(),) * 2)
            Path(written).replace(self._path(answer.key))
        except BaseException:
            Path(written).unlink(missing_ok=True)
            raise

    def forget(self, key: str) -> None:
        """Drop the answer kept under the key, if there is one."""
        self._path(key).unlink(missing_ok=True)

    def drop_older_than(self, moment: dt.datetime) -> int:
        """Drop answers retrieved before the moment, half-written files too; return how many files."""
        dropped = 0
        for path in self._folder.iterdir():
            # Another process may be dropping the same files.
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < moment.timestamp():
                    path.unlink()
                    dropped += 1
        return dropped

    def _path(self, key: str) -> Path:
        return self._folder / (key + _SUFFIX)


def key_of(method: str, url: str, body: bytes) -> str:
    """Return the name under which the answer to a request is kept."""
    return hashlib.sha256(b"\n".join((method.encode(), url.encode(), body))).hexdigest()


def _about(head: bytes, content: bytes) -> dict[str, Any] | None:
    try:
        about: dict[str, Any] = orjson.loads(head)
        whole = about["sha256"] == hashlib.sha256(content).hexdigest()
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return None
    return about if whole else None
