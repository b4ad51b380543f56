"""The answer as data. Amounts are whole kroner; null is what cannot be reckoned."""

import math
from typing import Any

from husrom.cli.afford import wording
from husrom.cli.afford.answer import Answer
from husrom.cli.afford.local import LocalSales
from husrom.cli.afford.own_sales import OwnSales
from husrom.housing.affordability import MONTHS, RULES, IncomeNeeded, Share
from husrom.housing.parameters import parameter


def data(answer: Answer) -> dict[str, Any]:
    """Return the answer with the keys that others rely on first."""
    capacity, question = answer.capacity, answer.question
    found: dict[str, Any] = {
        "max_loan": _nok(capacity.max_loan_nok[0]),
        "max_price": _nok(capacity.max_price_nok[0]),
        "binding": wording.binding_rule(answer).value,
        "binding_in_words": wording.binding_in_words(answer),
        "currency": "NOK",
        "date": question.day.isoformat(),
        "household": question.household.value,
        "income": _nok(question.income_nok),
        "debt": _nok(question.debt_nok),
        "equity": _nok(question.equity_nok),
        "limits": {rule.value: _nok(limit) for rule, limit in zip(RULES, capacity.limits_nok[:, 0], strict=True)},
        "not_reckoned": wording.missing(answer),
        "amortisation": _amortisation(answer),
        "residual_income": _residual(answer),
    }
    if answer.income_needed and question.price_nok is not None:
        found["income_needed"] = {"price": _nok(question.price_nok), **_needed(answer.income_needed)}
    if answer.local:
        found |= _share(answer.local.share) | {"local": _local(answer, answer.local)}
    if answer.own_sales:
        # Counted sales stand before estimated ones.
        found |= _share(answer.own_share) | {"own_sales": _own(answer.own_sales)}
    return found | {
        "rules": [_rule(answer, name) for name in answer.parameters],
        "unverified": wording.unverified(answer),
        "notes": wording.notes(answer),
    }


def _amortisation(answer: Answer) -> dict[str, Any]:
    loan, price = answer.capacity.max_loan_nok[0], answer.capacity.max_price_nok[0]
    return {
        "required": bool(answer.capacity.amortisation_required[0]),
        "above_loan_to_value_pct": answer.rules.amortisation_above_loan_to_value_pct,
        "loan_to_value_pct": round(float(loan / price * 100), 1) if price else None,
        "minimum_pct_per_year": answer.rules.minimum_amortisation_pct_per_year,
        "or_annuity_years": answer.rules.annuity_term_years,
    }


def _residual(answer: Answer) -> dict[str, Any]:
    found = answer.residual
    return {
        "nok_per_month": _nok(found.residual_income_nok_per_month[0]),
        "housing_cost_nok_per_month": _nok(found.housing_cost_nok_per_month[0]),
        "cost_share_of_net": _finite(found.cost_share_of_net[0], 4),
        "net_income_nok_per_month": _nok(answer.net_income_nok / MONTHS),
        "net_income_estimated": answer.question.net_income_nok is None and not math.isnan(answer.net_income_nok),
        "living_nok_per_month": _nok(answer.living.nok_per_month),
        "living_with_buffer_nok_per_month": _nok(answer.living.with_buffer_nok_per_month),
    }


def _needed(needed: IncomeNeeded) -> dict[str, Any]:
    return {
        "income": _nok(needed.gross_income_nok[0]),
        "by_debt_to_income": _nok(needed.by_debt_to_income_nok[0]),
        "by_servicing": _nok(needed.by_servicing_nok[0]),
        "equity": _nok(needed.equity_needed_nok[0]),
        "equity_is_enough": math.isfinite(needed.gross_income_nok[0]),
    }


def _own(sales: OwnSales) -> dict[str, Any]:
    return {"file": sales.name, "sales": len(sales.prices_nok), "estimated": False, "data_grade": "A"}


def _share(share: Share | None) -> dict[str, float | None]:
    """Return the share of local sales within reach, 0 to 1, and its interval."""
    return {
        "share_within_reach": _finite(share.middle[0], 4) if share else None,
        "share_within_reach_low": _finite(share.low[0], 4) if share else None,
        "share_within_reach_high": _finite(share.high[0], 4) if share else None,
    }


def _local(answer: Answer, local: LocalSales) -> dict[str, Any]:
    cheapest = None
    if answer.cheapest_needed and local.cheapest_nok:
        cheapest = {
            "share_pct": local.cheap_share_pct,
            "price": _nok(local.cheapest_nok),
            **_needed(answer.cheapest_needed),
        }
    return {
        "municipality": local.number,
        "name": local.name,
        "year": local.year,
        "estimated": True,
        "data_grade": "C",
        "reason": wording.no_prices(local) if local.share is None else None,
        "sales": sum(kind.sales for kind in local.kinds),
        "sales_without_price": local.sales_without_price,
        "dwelling_types": [
            {
                "dwelling_type": kind.key,
                "price_nok_per_m2": kind.price_nok_per_m2,
                "size_m2": kind.size_m2,
                "mean_price": _nok(kind.mean_price_nok),
                "sales": kind.sales,
                "share_within_reach": round(share, 4),
            }
            for kind, share in zip(local.kinds, local.kind_shares, strict=True)
        ],
        "cheapest": cheapest,
        "source": {
            "producer": local.source.producer,
            "table": local.source.table,
            "licence": local.source.licence.name,
            "url": local.source.url,
        },
    }


def _rule(answer: Answer, name: str) -> dict[str, Any]:
    known, reference = parameter(name), wording.reference(answer, name)
    return {
        "parameter": name,
        "value": known.at(answer.question.day),
        "unit": known.unit,
        "verified": reference.verified,
        "reference": reference.title,
        "href": reference.href,
    }


def _nok(amount: float) -> int | None:
    """Return whole kroner; null where unknown or without limit."""
    return round(float(amount)) if math.isfinite(amount) else None


def _finite(number: float, decimals: int) -> float | None:
    return round(float(number), decimals) if math.isfinite(number) else None
