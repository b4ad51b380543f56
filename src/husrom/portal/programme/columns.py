"""The columns of the programme's tables: which key of the file lies in which field, and how its value is written."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, TypeAlias

Entry: TypeAlias = dict[str, Any]


class Form(Enum):
    """How a value is written in the file."""

    PLAIN = "plain"
    DATE = "date"
    TIME = "time"
    MONEY = "money"
    INSTITUTION = "institutions"
    CHALLENGE = "challenges"


@dataclass(frozen=True, slots=True)
class Column:
    """A key of an entry (with full stops for keys inside keys) and the field it is kept in."""

    key: str
    field: str = ""
    form: Form = Form.PLAIN

    @property
    def name(self) -> str:
        return self.field or self.key


_WRITERS: dict[Form, Callable[[Any], Any]] = {
    Form.PLAIN: lambda value: value,
    Form.DATE: lambda day: day.isoformat(),
    Form.TIME: lambda time: time.strftime("%H:%M"),
    Form.MONEY: lambda amount: int(amount) if amount == int(amount) else float(amount),
    Form.INSTITUTION: lambda institution: institution.name,
    Form.CHALLENGE: lambda challenge: challenge.number,
}


def value_at(entry: Mapping[str, Any], key: str) -> Any:
    value: Any = entry
    for step in key.split("."):
        value = value[step]
    return value


def put_at(entry: Entry, key: str, value: Any) -> None:
    *groups, last = key.split(".")
    for step in groups:
        entry = entry.setdefault(step, {})
    entry[last] = value


def to_field(value: Any, form: Form) -> Any:
    """Turn a value of the file into a value of the database; references are looked up by the loader."""
    if value is None:
        return None
    if form is Form.DATE:
        return dt.date.fromisoformat(value)
    if form is Form.TIME:
        return dt.time.fromisoformat(value)
    if form is Form.MONEY:
        return Decimal(str(value))
    return value


def to_entry(value: Any, form: Form) -> Any:
    """Turn a value of the database into a value of the file."""
    return value if value is None else _WRITERS[form](value)
