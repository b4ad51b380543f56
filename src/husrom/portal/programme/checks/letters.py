from django.utils.translation import gettext as _

from husrom.portal.programme.checks.lenient import entries
from husrom.portal.programme.parsing import ParsedFile
from husrom.portal.programme.placeholders import PLACEHOLDERS, placeholders_in


def check_letters(parsed: ParsedFile) -> None:
    """Report words in braces that no letter can fill in."""
    for place, letter in entries(parsed.tree, "letters"):
        body = letter.get("body")
        if not isinstance(body, str):
            continue
        for name, _lines_above in placeholders_in(body):
            if name not in PLACEHOLDERS:
                message = _("{%(name)s} is not a placeholder. Known placeholders: %(known)s.")
                known = ", ".join(f"{{{placeholder}}}" for placeholder in PLACEHOLDERS)
                parsed.report((*place, "body"), message % {"name": name, "known": known})
