"""What was asked: options as numbers, refused in bokmål when they are none."""

import datetime as dt
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from husrom.cli.console_numbers import shown
from husrom.cli.errors import CommandError
from husrom.cli.figures.lookup import NORWAY, find_number
from husrom.housing.affordability import HIGHEST_NOK, HouseholdType

HIGHEST_RATE_PCT = 100
HIGHEST_SIZE_M2 = 10_000
_SPACES = re.compile(r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}_]")
_NUMBER = re.compile(r"-?\d+([.,]\d+)?")
_ALSO = {
    "single": HouseholdType.ALONE,
    "couple": HouseholdType.COUPLE_WITHOUT_CHILDREN,
    "enslig": HouseholdType.ALONE,
    "enslig_forsørger": HouseholdType.SINGLE_PARENT,
    "par": HouseholdType.COUPLE_WITHOUT_CHILDREN,
    "par_med_barn": HouseholdType.COUPLE_WITH_CHILDREN,
}
"""Other words for the households."""


@dataclass(frozen=True, slots=True)
class Question:
    """A household and a day. Amounts in NOK; None where nothing was said."""

    income_nok: float
    debt_nok: float
    equity_nok: float
    household: HouseholdType
    day: dt.date
    municipality: str | None
    rate_pct: float | None
    net_income_nok: float | None
    budget_nok_per_month: float | None
    fixed_costs_nok_per_month: float
    size_m2: float | None
    price_nok: float | None


def read_question(**given: str) -> Question:
    """Return what the options ask, or refuse the first that cannot be used."""
    return Question(
        income_nok=_needed("--income", given["income"]),
        debt_nok=_needed("--debt", given["debt"]),
        equity_nok=_needed("--equity", given["equity"]),
        household=_household(given["household"]),
        day=_day(given["date"]),
        municipality=_municipality(given["municipality"]),
        rate_pct=_number("--rate", given["rate"], highest=HIGHEST_RATE_PCT),
        net_income_nok=_number("--net-income", given["net_income"]),
        budget_nok_per_month=_number("--budget", given["budget"]),
        fixed_costs_nok_per_month=_needed("--fixed-costs", given["fixed_costs"]),
        size_m2=_number("--size", given["size"], lowest=1, highest=HIGHEST_SIZE_M2),
        price_nok=_number("--price", given["price"]),
    )


def _needed(option: str, text: str) -> float:
    value = _number(option, text)
    if value is None:
        raise CommandError(_("%(option)s is missing. Give an amount in kroner, such as 650000.") % {"option": option})
    return value


def _number(option: str, text: str, *, lowest: float = 0, highest: float = HIGHEST_NOK) -> float | None:
    if not text:
        return None
    bare = _SPACES.sub("", text)
    if not _NUMBER.fullmatch(bare):
        message = _("%(option)s is “%(text)s”: expected a number without thousands separators, such as 650000 or 5.4.")
        raise CommandError(message % {"option": option, "text": text})
    value = float(bare.replace(",", "."))
    if not lowest <= value <= highest:
        message = _("%(option)s is %(text)s: expected from %(lowest)s to %(highest)s.")
        limits = {"lowest": shown(lowest), "highest": shown(highest)}
        raise CommandError(message % {"option": option, "text": text, **limits})
    return value


def _municipality(text: str) -> str | None:
    if not text:
        return None
    number = find_number(text)
    if number == NORWAY:
        raise CommandError(_("--municipality is the whole country: give one municipality, since sales are local."))
    return number


def _household(text: str) -> HouseholdType:
    word = text.strip().casefold().replace("-", "_").replace(" ", "_")
    if word in _ALSO:
        return _ALSO[word]
    try:
        return HouseholdType(word)
    except ValueError:
        message = _("There is no household “%(text)s”. Use %(choices)s.")
        raise CommandError(message % {"text": text, "choices": ", ".join(HouseholdType)}) from None


def _day(text: str) -> dt.date:
    if not text:
        return dt.datetime.now().astimezone().date()
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        message = _("%(option)s is “%(text)s”: expected a date such as 2026-11-23.")
        raise CommandError(message % {"option": "--date", "text": text}) from None
