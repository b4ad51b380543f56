"""Sales that the user knows: a file with one price a line."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from husrom.cli.errors import CommandError
from husrom.housing.affordability import HIGHEST_NOK, Share, share_counted

_SPACES = re.compile(r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE};]")
_WHOLE = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class OwnSales:
    """Prices in kroner, as read, and where they were read."""

    name: str
    prices_nok: tuple[float, ...]

    def share_within(self, price_nok: float) -> Share:
        return share_counted(price_nok, self.prices_nok)


def read_own_sales(path: Path) -> OwnSales:
    """Return the sales of a file; the first line may be a heading, and empty lines are passed over."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = _("%(path)s cannot be read as text: %(reason)s. Give a file with one price in kroner a line.")
        raise CommandError(message % {"path": path, "reason": error}) from error
    prices = []
    for number, line in enumerate(text.splitlines(), start=1):
        bare = _SPACES.sub("", line)
        if not bare or (number == 1 and not any(character.isdigit() for character in bare)):
            continue
        if not _WHOLE.fullmatch(bare) or float(bare) > HIGHEST_NOK:
            message = _("%(path)s, line %(line)d: “%(text)s” is no price. Expected whole kroner, such as 3250000.")
            raise CommandError(message % {"path": path, "line": number, "text": line.strip()})
        prices.append(float(bare))
    if not prices:
        message = _("%(path)s has no prices. Give a file with one price in kroner a line.")
        raise CommandError(message % {"path": path})
    return OwnSales(path.name, tuple(prices))
