"""Failures that pass: what they are, how long to wait and when to give up."""

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import httpx

_TOO_MANY_REQUESTS = 429
_PASSING = frozenset({408, 429, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Patience:
    """How hard to try. With these numbers a source that is away for four minutes is waited for.

    Attributes
    ----------
    attempts
        Calls in all before giving up.
    attempts_until_first_answer
        The same as long as nothing has answered at all, as on a machine without a network.
    first_wait_s, longest_wait_s
        The wait doubles from the first to the longest, and a random part of it is left out.
    longest_asked_wait_s
        A source that asks for a longer wait than this is given up.
    """

    attempts: int = 8
    attempts_until_first_answer: int = 3
    first_wait_s: float = 2.0
    longest_wait_s: float = 60.0
    longest_asked_wait_s: float = 300.0

    def wait_s(self, attempt: int, asked_s: float | None) -> float:
        """Return how long to wait after so many attempts, at least what the source asked for.

        Where it asked for nothing, the wait lies between half of the doubled wait and all of it.
        """
        # Chance spreads clients in time; it guards nothing.
        if asked_s is not None:
            return asked_s + random.uniform(0, 1)  # noqa: S311
        longest = min(self.first_wait_s * 2.0 ** (attempt - 1), self.longest_wait_s)
        return longest * random.uniform(0.5, 1)  # noqa: S311


class PassingFailure(Exception):  # noqa: N818 - not an error yet: it is tried again, and never leaves the connection
    """A call failed in a way that may pass.

    Attributes
    ----------
    wait_s
        How long the source asked us to wait; None where it did not say.
    """

    def __init__(self, what: str, wait_s: float | None = None) -> None:
        super().__init__(what)
        self.wait_s = wait_s


def passing_status(status: int, headers: Mapping[str, str], now: dt.datetime, window_s: float) -> PassingFailure | None:
    """Return the failure an answer's status stands for; None where it does not pass by waiting.

    Parameters
    ----------
    headers
        By lower-case name.
    window_s
        How long to wait after a 429 that does not say.
    """
    if status not in _PASSING:
        return None
    asked_s = asked_wait_s(headers.get("retry-after", ""), now)
    if status == _TOO_MANY_REQUESTS:
        return PassingFailure("it has had too many calls (429)", window_s if asked_s is None else asked_s)
    return PassingFailure(f"it answers {status}", asked_s)


def passing_error(error: httpx.RequestError) -> PassingFailure | None:
    """Return the failure a broken connection stands for; None where the request itself is wrong."""
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return PassingFailure(f"it cannot be reached ({error})")
    if isinstance(error, httpx.TimeoutException):
        return PassingFailure("it does not answer in time")
    if isinstance(error, httpx.NetworkError | httpx.RemoteProtocolError | httpx.DecodingError | httpx.ProxyError):
        return PassingFailure("the connection broke")
    return None


def asked_wait_s(header: str, now: dt.datetime) -> float | None:
    """Return the seconds a `Retry-After` asks for: a number or a date; None where it says neither.

    Examples
    --------
    >>> noon = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
    >>> asked_wait_s("30", noon), asked_wait_s("Mon, 23 Nov 2026 12:02:00 GMT", noon), asked_wait_s("soon", noon)
    (30.0, 120.0, None)
    """
    if header.strip().isdecimal():
        return float(header)
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return max(0.0, (aware - now).total_seconds())
