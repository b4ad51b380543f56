"""Compare every table of the catalogue with what its source says of it now."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping

from husrom.figures.clients.fhi import Fhi
from husrom.figures.clients.statbank import Statbank
from husrom.figures.errors import FiguresError, SourceRefusedError, SourceUnavailableError
from husrom.figures.tables.table import Table
from husrom.figures.verifying.finding import Finding
from husrom.figures.verifying.life import Held, gone, life_findings, successor_findings
from husrom.figures.verifying.measures import measure_findings
from husrom.figures.verifying.public_health import fhi_findings
from husrom.figures.verifying.variables import category_findings, codelist_findings, variable_findings

OnTable = Callable[[int, int, Table], None]
CHECKED = frozenset({"statbank", "kostra", "fhi"})
"""The interfaces that can be checked; the others have no metadata that says what a table holds."""

_NOT_FOUND = 404
_GIVE_UP_AFTER = 2


def verify(
    tables: Iterable[Table],
    statbank: Statbank,
    *,
    today: dt.date,
    fhi: Fhi | None = None,
    held: Mapping[str, Held] | None = None,
    on_table: OnTable | None = None,
) -> tuple[Finding, ...]:
    """Return every difference between the catalogue and its sources.

    One table that fails does not stop the others; when no source can be reached twice in a row the rest is left
    unchecked, and a finding says so.

    Parameters
    ----------
    tables
        Of the catalogue; those of interfaces that are not `CHECKED` are passed over.
    fhi
        Where the FHI's tables are compared; None passes them over.
    held
        What we hold of each table, by its key; figures that are newer at the source are then found.
    on_table
        Told before each table how many are done, of how many, and which comes.

    Notes
    -----
    Nothing that a source does raises; it becomes a finding.
    """
    checked = [one for one in tables if one.interface in CHECKED and (fhi or one.interface != "fhi")]
    findings: list[Finding] = []
    in_a_row = 0
    for done, one in enumerate(checked):
        if on_table:
            on_table(done, len(checked), one)
        try:
            findings += _table_findings(one, statbank, fhi, (held or {}).get(one.key), today)
        except SourceUnavailableError as error:
            in_a_row += 1
            findings.append(_unreachable(one, error, left=len(checked) - done - 1, given_up=in_a_row >= _GIVE_UP_AFTER))
            if in_a_row >= _GIVE_UP_AFTER:
                break
        except FiguresError as error:
            findings.append(_refused(one, error))
        else:
            in_a_row = 0
    return tuple(findings)


def _table_findings(
    table: Table, statbank: Statbank, fhi: Fhi | None, held: Held | None, today: dt.date
) -> Iterator[Finding]:
    try:
        if fhi and table.interface == "fhi":
            yield from fhi_findings(table, fhi, held)
        else:
            yield from _statbank_findings(table, statbank, held, today)
    except SourceRefusedError as refused:
        if refused.status != _NOT_FOUND:
            raise
        yield gone(table)


def _statbank_findings(table: Table, statbank: Statbank, held: Held | None, today: dt.date) -> Iterator[Finding]:
    live = statbank.table(table.number)
    metadata = statbank.metadata(table.number)
    yield from life_findings(table, live, held, today)
    yield from successor_findings(table, live, statbank)
    yield from variable_findings(table, metadata)
    yield from category_findings(table, metadata)
    yield from codelist_findings(table, metadata, statbank)
    yield from measure_findings(table, metadata)


def _unreachable(table: Table, error: FiguresError, *, left: int, given_up: bool) -> Finding:
    found = str(error).rstrip(".")
    remedy = f"It and {left} more tables are not checked; try again later." if given_up else "Try again later."
    return Finding(table.key, "unreachable", "an answer", found, remedy)


def _refused(table: Table, error: FiguresError) -> Finding:
    return Finding(table.key, "refused", "an answer that can be read", str(error).rstrip("."), "Look at the address.")
