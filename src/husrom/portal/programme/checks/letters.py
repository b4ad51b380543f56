import re

from django.utils.translation import gettext as _

from husrom.portal.network.letters import PLACEHOLDERS
from husrom.portal.programme.checks.lenient import entries
from husrom.portal.programme.parsing import ParsedFile

_BRACES = re.compile(r"\{([^{}\n]*)\}")


def check_letters(parsed: ParsedFile) -> None:
    """Report words in braces that no letter can fill in."""
    for place, letter in entries(parsed.tree, "letters"):
        body = letter.get("body")
        for name in _BRACES.findall(body) if isinstance(body, str) else ():
            if name not in PLACEHOLDERS:
                message = _("{%(name)s} is not a placeholder. Known placeholders: %(known)s.")
                known = ", ".join(f"{{{placeholder}}}" for placeholder in PLACEHOLDERS)
                parsed.report((*place, "body"), message % {"name": name, "known": known})
