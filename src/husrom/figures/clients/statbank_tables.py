"""What the Statbank says of a table before any figure is asked for."""

import datetime as dt
from dataclasses import dataclass

from husrom.figures.clients.contents import Record


@dataclass(frozen=True, slots=True)
class TableInformation:
    """A table of the Statbank.

    Attributes
    ----------
    updated
        When its figures last changed, UTC; None where not said.
    first_period, last_period
        As the table codes them: 2026, 2026K1, 2026M01.
    time_unit
        "Annual", "Quarterly", "Monthly", "Weekly" or "Other"; empty where not said.
    discontinued
        Whether it gets no more figures; None where not said.
    """

    identifier: str
    label: str
    updated: dt.datetime | None
    first_period: str | None
    last_period: str | None
    time_unit: str
    variable_names: tuple[str, ...]
    discontinued: bool | None
    subject_code: str


def read_table(record: Record) -> TableInformation:
    """Return a table from the Statbank's answer, or from one entry of its list of tables.

    Raises
    ------
    UnexpectedAnswerError
        When the answer is something else.
    """
    return TableInformation(
        identifier=record.text("id"),
        label=record.optional_text("label") or "",
        updated=record.optional_moment("updated"),
        first_period=record.optional_text("firstPeriod"),
        last_period=record.optional_text("lastPeriod"),
        time_unit=record.optional_text("timeUnit") or "",
        variable_names=record.texts("variableNames"),
        discontinued=record.optional_flag("discontinued"),
        subject_code=record.optional_text("subjectCode") or "",
    )
