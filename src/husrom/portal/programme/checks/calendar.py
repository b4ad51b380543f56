import datetime as dt
from itertools import pairwise

from django.utils.translation import gettext as _

from husrom.portal.programme.checks.lenient import Entry, date, entries, group
from husrom.portal.programme.faults import Place
from husrom.portal.programme.parsing import ParsedFile


def check_dates(parsed: ParsedFile) -> None:
    """Report dates that come in the wrong order: in the network, in a gathering, from one gathering to the next."""
    network = group(parsed.tree, "network")
    _report_period(parsed, ("network",), network)
    for place, gathering in entries(parsed.tree, "gatherings"):
        _report_period(parsed, place, gathering)
        _report_outside(parsed, place, gathering, network)
        _report_registration(parsed, place, gathering)
    _report_order(parsed)


def _report_period(parsed: ParsedFile, place: Place, entry: Entry) -> None:
    first, last = date(entry, "starts_on"), date(entry, "ends_on")
    if first and last and last < first:
        message = _("The last day %(last)s is before the first day %(first)s.")
        parsed.report((*place, "ends_on"), message % {"last": last, "first": first})
    if last and "starts_on" not in entry and place != ("network",):
        parsed.report((*place, "ends_on"), _("A last day needs a first day: add “starts_on”."))


def _report_outside(parsed: ParsedFile, place: Place, gathering: Entry, network: Entry) -> None:
    first, last = date(network, "starts_on"), date(network, "ends_on")
    for key in ("starts_on", "ends_on"):
        day = date(gathering, key)
        if day and first and last and first <= last and not first <= day <= last:
            message = _("%(day)s is outside the network, which lasts from %(first)s to %(last)s.")
            parsed.report((*place, key), message % {"day": day, "first": first, "last": last})


def _report_registration(parsed: ParsedFile, place: Place, gathering: Entry) -> None:
    registration = group(gathering, "registration")
    opens, closes = date(registration, "opens_on"), date(registration, "closes_on")
    if opens and closes and closes < opens:
        message = _("Registration closes on %(closes)s, before it opens on %(opens)s.")
        parsed.report((*place, "registration", "closes_on"), message % {"closes": closes, "opens": opens})
    starts = date(gathering, "starts_on")
    for key, day in (("opens_on", opens), ("closes_on", closes)):
        if day and starts and day > starts:
            message = _("%(day)s is after the gathering starts on %(starts)s. Registration must come before it.")
            parsed.report((*place, "registration", key), message % {"day": day, "starts": starts})


def _report_order(parsed: ParsedFile) -> None:
    dated: list[tuple[int, dt.date, dt.date, Place]] = []
    for place, gathering in entries(parsed.tree, "gatherings"):
        starts, number = date(gathering, "starts_on"), gathering.get("number")
        if starts and isinstance(number, int):
            dated.append((number, starts, date(gathering, "ends_on") or starts, place))
    dated.sort()
    for (before, _starts, ends, _place), (number, starts, _ends, place) in pairwise(dated):
        if number != before and starts <= ends:
            message = _("Gathering %(number)d starts on %(starts)s, but gathering %(before)d lasts until %(ends)s.")
            parsed.report(
                (*place, "starts_on"), message % {"number": number, "starts": starts, "before": before, "ends": ends}
            )
