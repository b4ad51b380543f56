"""What KLASS answers, as dataclasses: the register ends a period on the day after, here it ends on its last day."""

import datetime as dt
from dataclasses import dataclass

from husrom.figures.clients.contents import Record

_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ClassifiedCode:
    """A code for as long as it had one name.

    Attributes
    ----------
    level
        1 is the highest.
    valid_from, valid_to
        First and last day within the time asked about; None for `valid_to` while the code is in use.
    """

    code: str
    name: str
    level: int
    parent_code: str | None
    valid_from: dt.date | None
    valid_to: dt.date | None


@dataclass(frozen=True, slots=True)
class CodeChange:
    """A line of a table of changes.

    Attributes
    ----------
    old_code, new_code
        None where a code began or ended without another one.
    occurred
        The first day of the new code.
    """

    old_code: str | None
    old_name: str | None
    new_code: str | None
    new_name: str | None
    occurred: dt.date

    @property
    def keeps_code(self) -> bool:
        """Whether only the name or the border changed: the register lists these among the changes of codes."""
        return self.old_code == self.new_code


@dataclass(frozen=True, slots=True)
class Correspondence:
    """A code of one classification and what it belongs to in another, from its first day to its last."""

    source_code: str
    source_name: str
    target_code: str
    target_name: str
    valid_from: dt.date | None
    valid_to: dt.date | None


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a classification; None for `valid_to` while it holds."""

    identifier: int
    name: str
    valid_from: dt.date
    valid_to: dt.date | None


def codes(answer: Record) -> tuple[ClassifiedCode, ...]:
    """Return the codes in an answer."""
    return tuple(map(_code, answer.records("codes")))


def changes(answer: Record) -> tuple[CodeChange, ...]:
    """Return the changes in an answer."""
    return tuple(map(_change, answer.records("codeChanges")))


def versions(answer: Record) -> tuple[Version, ...]:
    """Return the versions in the description of a classification."""
    return tuple(map(_version, answer.records("versions")))


def correspondences(answer: Record, key: str) -> tuple[Correspondence, ...]:
    """Return the lines that have both sides: the register also lists codes that belong to nothing."""
    both = (
        line for line in answer.records(key) if line.optional_text("sourceCode") and line.optional_text("targetCode")
    )
    return tuple(map(_correspondence, both))


def _code(record: Record) -> ClassifiedCode:
    return ClassifiedCode(
        code=record.text("code"),
        name=record.text("name"),
        level=record.whole("level"),
        parent_code=record.optional_text("parentCode"),
        valid_from=record.optional_day("validFromInRequestedRange") or record.optional_day("validFrom"),
        valid_to=_last_day(record, "validToInRequestedRange") or _last_day(record, "validTo"),
    )


def _change(record: Record) -> CodeChange:
    return CodeChange(
        old_code=record.optional_text("oldCode"),
        old_name=record.optional_text("oldName"),
        new_code=record.optional_text("newCode"),
        new_name=record.optional_text("newName"),
        occurred=record.day("changeOccurred"),
    )


def _correspondence(record: Record) -> Correspondence:
    return Correspondence(
        source_code=record.text("sourceCode"),
        source_name=record.text("sourceName"),
        target_code=record.text("targetCode"),
        target_name=record.text("targetName"),
        valid_from=record.optional_day("validFrom"),
        valid_to=_last_day(record, "validTo"),
    )


def _version(record: Record) -> Version:
    address = record.record("_links").record("self").text("href")
    return Version(
        identifier=Record({"version": address.rpartition("/")[2]}, address).whole("version"),
        name=record.text("name"),
        valid_from=record.day("validFrom"),
        valid_to=_last_day(record, "validTo"),
    )


def _last_day(record: Record, key: str) -> dt.date | None:
    day_after = record.optional_day(key)
    return day_after - _ONE_DAY if day_after else None
