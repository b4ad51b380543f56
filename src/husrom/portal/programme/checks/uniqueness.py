from django.utils.translation import gettext as _

from husrom.portal.programme.checks.lenient import Entry, entries, inner_entries
from husrom.portal.programme.faults import Place
from husrom.portal.programme.parsing import ParsedFile

# What identifies an entry in each list; the last key is where the fault is shown.
IDENTITIES: dict[str, tuple[str, ...]] = {
    "texts": ("key",),
    "phases": ("letter",),
    "policy_areas": ("key",),
    "challenges": ("number",),
    "institutions": ("name",),
    "observers": ("name",),
    "members": ("number",),
    "gatherings": ("number",),
    "framework": ("code",),
    "letters": ("kind", "language", "version"),
}


def check_unique(parsed: ParsedFile) -> None:
    """Report entries that say they are the same as one before them."""
    for key, identity in IDENTITIES.items():
        _report_repeated(parsed, list(entries(parsed.tree, key)), identity)
    for place, gathering in entries(parsed.tree, "gatherings"):
        for session_place, session in inner_entries(place, gathering, "agenda"):
            _report_repeated(parsed, list(inner_entries(session_place, session, "group_tasks")), ("group",))


def _report_repeated(parsed: ParsedFile, listed: list[tuple[Place, Entry]], identity: tuple[str, ...]) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for place, entry in listed:
        if any(not isinstance(entry.get(key), str | int) for key in identity):
            continue
        value = tuple(str(entry[key]) for key in identity)
        where = (*place, identity[-1])
        if value in seen:
            message = _("“%(value)s” is used already, on line %(line)d. Each must be its own.")
            parsed.report(where, message % {"value": " ".join(value), "line": seen[value]})
        else:
            seen[value] = parsed.line_of(where)
