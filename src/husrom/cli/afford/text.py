"""The answer as lines for a person."""

import math
from collections.abc import Iterator

from django.utils.translation import gettext as _

from husrom.cli.afford import wording
from husrom.cli.afford.answer import Answer
from husrom.cli.afford.local import LocalSales
from husrom.cli.console_numbers import shown
from husrom.housing.affordability import RULES, IncomeNeeded, Rule, Share


def lines(answer: Answer) -> Iterator[str]:
    """Say the loan and the price, what stops it, what is left, and what there is to buy."""
    yield _("The highest loan is %(loan)s kroner, and the highest price %(price)s kroner.") % {
        "loan": shown(answer.capacity.max_loan_nok[0]),
        "price": shown(answer.capacity.max_price_nok[0]),
    }
    yield wording.binding_in_words(answer)
    for rule, limit in zip(RULES, answer.capacity.limits_nok[:, 0], strict=True):
        yield f"  {_rule_name(rule)}: {_limit(limit)}"
    for reason in wording.missing(answer):
        yield f"    {reason}"
    if answer.capacity.amortisation_required[0]:
        message = _("The loan must be paid down: it is more than %(share)s %% of the price.")
        yield message % {"share": shown(answer.rules.amortisation_above_loan_to_value_pct)}
    yield from _left_to_live_on(answer)
    if answer.income_needed and answer.question.price_nok is not None:
        yield _needed(answer.question.price_nok, answer.income_needed)
    if answer.local:
        yield from _local(answer, answer.local)
    if answer.own_sales and answer.own_share:
        message = _(
            "Of the %(sales)s sales in %(file)s %(middle)s %% were within reach (%(low)s–%(high)s %%, counted)."
        )
        yield message % {
            "sales": shown(len(answer.own_sales.prices_nok)),
            "file": answer.own_sales.name,
            **_percent(answer.own_share),
        }
    yield from wording.notes(answer)
    doubtful = wording.unverified(answer)
    if doubtful:
        yield _("Not verified: %(names)s. See docs/reference/parameters.md.") % {"names": ", ".join(doubtful)}


def _rule_name(rule: Rule) -> str:
    return {
        Rule.DEBT_TO_INCOME: _("By the income"),
        Rule.LOAN_TO_VALUE: _("By the equity"),
        Rule.SERVICING: _("By what is left each month"),
    }[rule]


def _limit(limit_nok: float) -> str:
    if math.isnan(limit_nok):
        return _("not reckoned")
    if math.isinf(limit_nok):
        return _("no limit on this date")
    return _("%(amount)s kroner") % {"amount": shown(limit_nok)}


def _left_to_live_on(answer: Answer) -> Iterator[str]:
    left = answer.residual.residual_income_nok_per_month[0]
    if math.isnan(left):
        return
    message = _("With the highest loan %(left)s kroner a month are left when housing and living are paid.")
    yield message % {"left": shown(left)}
    if left < 0:
        yield _("That is less than nothing: the dwelling is too dear, whatever the bank says.")


def _needed(price_nok: float, needed: IncomeNeeded) -> str:
    price = shown(price_nok)
    if math.isinf(needed.gross_income_nok[0]):
        message = _("For %(price)s kroner no income is enough: the equity must be %(equity)s kroner.")
        return message % {"price": price, "equity": shown(needed.equity_needed_nok[0])}
    message = _("For %(price)s kroner the gross income must be %(income)s kroner.")
    return message % {"price": price, "income": shown(needed.gross_income_nok[0])}


def _local(answer: Answer, local: LocalSales) -> Iterator[str]:
    if local.share is None:
        yield wording.no_prices(local)
        return
    message = _(
        "Of the dwellings sold in %(name)s in %(year)s about %(middle)s %% were within reach (%(low)s–%(high)s %%, "
        "estimated, data grade C; %(sales)s sales)."
    )
    yield message % {
        "name": local.name,
        "year": local.year,
        **_percent(local.share),
        "sales": shown(sum(kind.sales for kind in local.kinds)),
    }
    for kind, share in zip(local.kinds, local.kind_shares, strict=True):
        message = _("  %(kind)s of %(size)s m²: mean price %(price)s kroner, %(share)s %% of %(sales)s sales")
        yield message % {
            "kind": _kind_name(kind.key),
            "size": shown(kind.size_m2),
            "price": shown(kind.mean_price_nok),
            "share": shown(share * 100, 1),
            "sales": shown(kind.sales),
        }
    if answer.cheapest_needed and local.cheapest_nok:
        message = _("%(share)s %% of them cost at most %(price)s kroner. %(needed)s")
        yield message % {
            "share": shown(local.cheap_share_pct),
            "price": shown(local.cheapest_nok),
            "needed": _needed(local.cheapest_nok, answer.cheapest_needed),
        }
    yield local.source.attribution


def _percent(share: Share) -> dict[str, str]:
    return {end: shown(getattr(share, end)[0] * 100, 1) for end in ("middle", "low", "high")}


def _kind_name(key: str) -> str:
    return {"apartment": _("Apartment"), "small_house": _("Small house"), "detached": _("Detached house")}[key]
