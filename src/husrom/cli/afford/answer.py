"""The answer: the models of affordability, each given what the question and the snapshot know."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from husrom.cli.afford.local import LocalSales, local_sales
from husrom.cli.afford.own_sales import OwnSales
from husrom.cli.afford.question import Question
from husrom.cli.errors import CommandError
from husrom.housing.affordability import (
    MONTHS,
    PARAMETERS,
    Borrowers,
    Capacity,
    IncomeNeeded,
    LendingRules,
    ReferenceBudget,
    Residual,
    Servicing,
    Share,
    WageTax,
    capacity,
    income_needed,
    reference_budget,
    residual,
    tax_parameters,
)
from husrom.housing.errors import ParameterError
from husrom.housing.parameters import parameter

BUFFER = "affordability.reference_budget_buffer_pct"


@dataclass(frozen=True, slots=True)
class Living:
    """What the household lives on. NaN where it is not known.

    `with_buffer_nok_per_month` is what the bank reckons with: SIFO's budget with the buffer, or the user's own as it
    is, and fixed costs.
    """

    nok_per_month: float
    with_buffer_nok_per_month: float
    reference: ReferenceBudget | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that is said about a household."""

    question: Question
    rules: LendingRules
    capacity: Capacity
    net_income_nok: float
    living: Living
    residual: Residual
    income_needed: IncomeNeeded | None
    local: LocalSales | None
    cheapest_needed: IncomeNeeded | None
    own_sales: OwnSales | None
    own_share: Share | None
    parameters: tuple[str, ...]


def answer(question: Question, own_sales: OwnSales | None = None) -> Answer:
    """Return what a household can borrow and pay, and the share of the sales it could have been part of."""
    rules, tax = _rules(question.day), _tax(question.day)
    living = _living(question)
    net = _net_income_nok(question, tax)
    rate = np.nan if question.rate_pct is None else question.rate_pct
    found = capacity(
        Borrowers.of(
            question.income_nok,
            question.debt_nok,
            question.equity_nok,
            surplus_nok_per_month=net / MONTHS - living.with_buffer_nok_per_month,
            interest_rate_pct=rate,
        ),
        rules,
    )
    servicing = Servicing(living.with_buffer_nok_per_month, rate, tax, question.household.adults) if tax else None

    def needed(price_nok: float | None) -> IncomeNeeded | None:
        if price_nok is None:
            return None
        return income_needed(price_nok, question.debt_nok, question.equity_nok, rules, servicing)

    local = _local(question, float(found.max_price_nok[0]))
    monthly = residual(net, found.max_loan_nok, rate, living.nok_per_month, rules)
    return Answer(
        question=question,
        rules=rules,
        capacity=found,
        net_income_nok=net,
        living=living,
        residual=monthly,
        income_needed=needed(question.price_nok),
        local=local,
        cheapest_needed=needed(local.cheapest_nok) if local else None,
        own_sales=own_sales,
        own_share=own_sales.share_within(float(found.max_price_nok[0])) if own_sales else None,
        parameters=(
            *PARAMETERS.values(),
            *(() if np.isnan(monthly.residual_income_nok_per_month[0]) else _monthly_parameters(question, living)),
            *(local.parameters if local else ()),
        ),
    )


def _rules(day: dt.date) -> LendingRules:
    try:
        return LendingRules.on(day)
    except ParameterError as error:
        first = max(parameter(name).values[0][0] for name in PARAMETERS.values())
        message = _("Husrom does not know the lending rules on %(day)s. Use a date from %(first)s on.")
        raise CommandError(message % {"day": day.isoformat(), "first": first.isoformat()}) from error


def _tax(day: dt.date) -> WageTax | None:
    try:
        return WageTax.on(day)
    except ParameterError:
        return None


def _net_income_nok(question: Question, tax: WageTax | None) -> float:
    """Return the net income given, or the one that the gross leaves as wages shared equally; NaN when neither."""
    if question.net_income_nok is not None:
        return question.net_income_nok
    if tax is None:
        return float("nan")
    adults = question.household.adults
    return float(tax.net_nok(question.income_nok / adults)[0]) * adults


def _living(question: Question) -> Living:
    fixed = question.fixed_costs_nok_per_month
    if question.budget_nok_per_month is not None:
        own = question.budget_nok_per_month + fixed
        return Living(own, own, None)
    reference = reference_budget(question.household, question.day)
    if reference.nok_per_month is None:
        return Living(float("nan"), float("nan"), reference)
    buffer_pct = parameter(BUFFER).at(question.day) or 0.0
    with_buffer = reference.nok_per_month * (1 + buffer_pct / 100) + fixed
    return Living(reference.nok_per_month + fixed, with_buffer, reference)


def _local(question: Question, max_price_nok: float) -> LocalSales | None:
    if question.municipality is None:
        return None
    return local_sales(question.municipality, max_price_nok, size_m2=question.size_m2, day=question.day)


def _monthly_parameters(question: Question, living: Living) -> list[str]:
    """Return the names of the parameters behind what is left each month."""
    names = []
    if question.net_income_nok is None:
        names += [one.name for one in tax_parameters() if one.name not in PARAMETERS.values()]
    if living.reference and living.reference.source:
        names += [living.reference.source.name, BUFFER]
    return names
