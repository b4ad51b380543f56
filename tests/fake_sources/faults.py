"""What can go wrong on the way: each fault takes the place of one answer."""

from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    STATUS = auto()
    """Another status instead of the answer."""
    CUT = auto()
    """The true answer, broken off in the middle of its body."""
    NO_ANSWER = auto()
    """The connection is closed before a single byte."""
    STALL = auto()
    """Silence, until the caller or the server goes away."""
    WRONG_CONTENT = auto()
    """Status 200 with something else inside."""


@dataclass(frozen=True, slots=True)
class Fault:
    kind: Kind
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    content: bytes = b""


def too_many_calls(retry_after: str | None = "60") -> Fault:
    """429, as data.ssb.no sends it."""
    headers = () if retry_after is None else (("Retry-After", retry_after),)
    content = b'{"title":"Too many requests","status":429}'
    return Fault(Kind.STATUS, 429, headers, content)


def unavailable(status: int = 503, retry_after: str | None = None) -> Fault:
    """503, as during the metadata updates at 05:00 and 11:30."""
    headers = () if retry_after is None else (("Retry-After", retry_after),)
    return Fault(Kind.STATUS, status, headers, b"<html><body>Service Unavailable</body></html>")


def redirect(location: str) -> Fault:
    return Fault(Kind.STATUS, 301, (("Location", location),))


def wrong_content(content: bytes = b"<html><body>Logg inn i nettverket</body></html>") -> Fault:
    return Fault(Kind.WRONG_CONTENT, content=content)


CUT = Fault(Kind.CUT)
NO_ANSWER = Fault(Kind.NO_ANSWER)
STALL = Fault(Kind.STALL)
