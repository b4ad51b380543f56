"""`husrom figures verify`: whether the snapshot is whole, and the catalogue of tables still true."""

import dataclasses
from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _

from husrom.cli.console import print_json, print_text
from husrom.cli.django_setup import set_up_django
from husrom.cli.errors import CommandFailedError
from husrom.cli.figures.updating import progress
from husrom.figures.wording import gettext_noop

if TYPE_CHECKING:
    from husrom.figures.verifying import Finding

_PROBLEMS = {
    "gone": gettext_noop("the table is gone"),
    "discontinued": gettext_noop("the table has ended"),
    "continued": gettext_noop("the table goes on"),
    "silent": gettext_noop("no new figures for long"),
    "frequency": gettext_noop("figures come at another frequency"),
    "first_period": gettext_noop("another first period"),
    "variable_missing": gettext_noop("a variable is gone"),
    "variable_renamed": gettext_noop("a variable has a new name"),
    "variable_new": gettext_noop("a new variable that must be chosen from"),
    "code_missing": gettext_noop("a code is gone"),
    "code_new": gettext_noop("a new code"),
    "code_unknown": gettext_noop("a code we did not know"),
    "codelist_missing": gettext_noop("a codelist is gone"),
    "codelist_available": gettext_noop("a better codelist"),
    "prefix": gettext_noop("another prefix of the numbers"),
    "unit": gettext_noop("another unit"),
    "decimals": gettext_noop("more decimals"),
    "aggregation": gettext_noop("may not be added up"),
    "successor": gettext_noop("a newer table"),
    "new_figures": gettext_noop("new figures"),
    "unreachable": gettext_noop("not reached"),
    "refused": gettext_noop("refused"),
}


def verify(
    *,
    offline: Annotated[bool, typer.Option("--offline", help="Only check the files here; ask no source.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print data as JSON.")] = False,
) -> None:
    """Check that the figures' files are whole, and compare the catalogue with what its sources say now."""
    set_up_django()
    held = _files_are_whole()
    if not as_json:
        for line in held:
            print_text(line)
    findings = None if offline else _findings()
    if as_json:
        print_json({"files": held, "findings": None if findings is None else [_data(one) for one in findings]})
    elif findings is not None:
        _print(findings)
    _fail_where_needed(findings or ())


def _files_are_whole() -> list[str]:
    """Return what to say of the files here."""
    from husrom.figures.catalogue import sources
    from husrom.figures.own_snapshot import own_snapshot, own_snapshot_fault
    from husrom.figures.snapshot import damaged

    if found := damaged():
        message = _("These tables are not as their source describes them: %(tables)s. Install Husrom again.")
        raise CommandFailedError(message % {"tables": ", ".join(found)})
    if fault := own_snapshot_fault():
        message = _("Your own snapshot is damaged, so the figures that came with Husrom are used. %(fault)s")
        raise CommandFailedError(message % {"fault": fault})
    lines = []
    if own := own_snapshot():
        lines.append(_("Tables from your own, newer snapshot: %(count)d.") % {"count": len(own.sources)})
    lines.append(_("All %(count)d files are as their sources describe them.") % {"count": len(sources())})
    return lines


def _findings() -> "tuple[Finding, ...]":
    from husrom.figures.tables import tables
    from husrom.figures.updating import live_sources
    from husrom.figures.verifying import CHECKED, held_in_snapshot, verify

    checked = [one for one in tables().values() if one.interface in CHECKED]
    # One source after the other, so that one that cannot be reached does not keep us from the next.
    by_source = [[one for one in checked if (one.interface == "fhi") is is_fhi] for is_fhi in (False, True)]
    held = held_in_snapshot()
    findings: list[Finding] = []
    with progress(_("Checking tables")) as on_item, live_sources() as live:
        seen = iter(range(len(checked)))
        for group in by_source:
            findings += verify(
                group,
                live.statbank,
                today=live.today,
                fhi=live.fhi,
                held=held,
                on_table=lambda _done, _total, table: on_item(next(seen), len(checked), table.key),
            )
    return tuple(findings)


def _print(findings: "tuple[Finding, ...]") -> None:
    found = [one for one in findings if one.problem != "unreachable"]
    for one in found:
        print_text(f"{one.table}: {_(_PROBLEMS[one.problem])}. ({one.sentence})")
    if not findings:
        print_text(_("The catalogue agrees with its sources."))


def _fail_where_needed(findings: "tuple[Finding, ...]") -> None:
    if missed := [one for one in findings if one.problem == "unreachable"]:
        message = _("The sources could not be reached, so not all tables were compared with them. %(reason)s")
        raise CommandFailedError(message % {"reason": f"{missed[-1].found}. {missed[-1].remedy}"})
    if wrong := sorted({one.table for one in findings if one.severity == "error"}):
        message = _("Tables that are no longer as the catalogue says: %(tables)s.")
        raise CommandFailedError(message % {"tables": ", ".join(wrong)})


def _data(one: "Finding") -> dict[str, Any]:
    return {**dataclasses.asdict(one), "severity": one.severity, "sentence": one.sentence}
