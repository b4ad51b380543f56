from typing import Any

from django.utils.translation import gettext as _

from husrom.portal.programme.checks.lenient import entries, inner_entries, number
from husrom.portal.programme.parsing import ParsedFile


def check_references(parsed: ParsedFile) -> None:
    """Report names, numbers and codes that point at something the file does not have."""
    institutions = {entry.get("name") for _place, entry in entries(parsed.tree, "institutions")}
    for place, challenge in entries(parsed.tree, "challenges"):
        for index, name in enumerate(_listed(challenge.get("institutions"))):
            if isinstance(name, str) and name not in institutions:
                parsed.report((*place, "institutions", index), _no_institution(name))
    _check_sessions(parsed, institutions)
    _check_framework(parsed)


def _check_sessions(parsed: ParsedFile, institutions: set[Any]) -> None:
    challenges = {number(entry, "number") for _place, entry in entries(parsed.tree, "challenges")}
    for place, gathering in entries(parsed.tree, "gatherings"):
        for session_place, session in inner_entries(place, gathering, "agenda"):
            name, challenge = session.get("institution"), number(session, "challenge")
            if isinstance(name, str) and name not in institutions:
                parsed.report((*session_place, "institution"), _no_institution(name))
            if challenge is not None and challenge not in challenges:
                message = _("There is no challenge %(number)d in the file.")
                parsed.report((*session_place, "challenge"), message % {"number": challenge})


def _check_framework(parsed: ParsedFile) -> None:
    codes = {entry.get("code") for _place, entry in entries(parsed.tree, "framework")}
    for place, element in entries(parsed.tree, "framework"):
        code = element.get("code")
        parent = code.rpartition(".")[0] if isinstance(code, str) else ""
        if parent and parent not in codes:
            message = _("“%(code)s” lies under “%(parent)s”, which is not in the file. Add it, or change the code.")
            parsed.report((*place, "code"), message % {"code": code, "parent": parent})


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _no_institution(name: str) -> str:
    return _("“%(name)s” is not among the institutions in the file. Add it there, or correct the name.") % {
        "name": name
    }
