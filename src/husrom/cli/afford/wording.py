"""What the answer says in words, for the terminal and for the data alike."""

import math

from django.utils.translation import gettext as _

from husrom.cli.afford.answer import Answer
from husrom.cli.afford.local import LocalSales
from husrom.cli.console_numbers import shown
from husrom.housing.affordability import RULES, HouseholdType, Rule
from husrom.housing.parameters import Reference, parameter


def household_name(household: HouseholdType) -> str:
    return {
        HouseholdType.ALONE: _("person living alone"),
        HouseholdType.SINGLE_PARENT: _("single parent"),
        HouseholdType.COUPLE_WITHOUT_CHILDREN: _("couple without children"),
        HouseholdType.COUPLE_WITH_CHILDREN: _("couple with children"),
    }[household]


def binding_rule(answer: Answer) -> Rule:
    """Return the rule that stops the loan; the command asks for all that is needed, so there always is one."""
    return RULES[int(answer.capacity.binding[0])]


def binding_in_words(answer: Answer) -> str:
    rules, rule = answer.rules, binding_rule(answer)
    if rule is Rule.DEBT_TO_INCOME:
        message = _("The income stops it: all debt together may be at most %(limit)s times the gross income.")
        return message % {"limit": shown(rules.debt_to_income_limit, 0 if rules.debt_to_income_limit % 1 == 0 else 1)}
    if rule is Rule.LOAN_TO_VALUE:
        message = _("The equity stops it: the loan may be at most %(limit)s %% of what the dwelling costs.")
        return message % {"limit": shown(rules.loan_to_value_limit_pct)}
    message = _("What is left each month stops it: the loan must be borne also at %(rate)s %% interest.")
    stressed = float(rules.stressed_rate_pct(answer.question.rate_pct or 0.0))
    return message % {"rate": shown(stressed, 2)}


def missing(answer: Answer) -> list[str]:
    """Return why servicing and what is left to live on are not reckoned; nothing when they are."""
    reasons = []
    if math.isnan(answer.living.nok_per_month):
        message = _(
            "SIFO's reference budget for a %(household)s on %(day)s has not been read. Give yours: --budget KRONER"
        )
        words = {"household": household_name(answer.question.household), "day": answer.question.day.isoformat()}
        reasons.append(message % words)
    if math.isnan(answer.net_income_nok):
        reasons.append(_("The tax of that year is not known to Husrom. Give the income after tax: --net-income KRONER"))
    if answer.question.rate_pct is None:
        reasons.append(_("The interest rate is not given: --rate PER_CENT"))
    return reasons


def unverified(answer: Answer) -> list[str]:
    """Return the parameters behind the answer that nobody has read where they are decided."""
    return [name for name in answer.parameters if not reference(answer, name).verified]


def reference(answer: Answer, name: str) -> Reference:
    return parameter(name).reference_at(answer.question.day)


def notes(answer: Answer) -> list[str]:
    """Return what must be known to read the answer."""
    said = [_("Banks may deviate for a share of their loans, and costs of buying are not in the price.")]
    checked = min(parameter(name).checked_on for name in answer.parameters)
    if answer.question.day > checked:
        message = _("The rules were last checked on %(day)s; what has changed since is not known to Husrom.")
        said.append(message % {"day": checked.isoformat()})
    if not missing(answer):
        said += _monthly_notes(answer)
    if answer.local and answer.local.share:
        said.append(_("The prices are of freehold dwellings; shares in housing cooperatives are not among them."))
    return said


def _monthly_notes(answer: Answer) -> list[str]:
    question, said = answer.question, []
    if question.net_income_nok is None:
        message = _("The income after tax, %(net)s kroner a year, is estimated as wages shared equally by the adults.")
        said.append(message % {"net": shown(answer.net_income_nok)})
    if answer.living.reference and question.household is HouseholdType.COUPLE_WITH_CHILDREN:
        said.append(_("The living costs are those of SIFO's example family: children of five and eleven, and a car."))
    if question.debt_nok and not question.fixed_costs_nok_per_month:
        said.append(_("Payments on other debt are not counted in what is left each month: --fixed-costs KRONER"))
    return said


def no_prices(local: LocalSales) -> str:
    message = _("No price per m² is published for %(name)s in %(year)s, so no share can be estimated.")
    return message % {"name": local.name, "year": local.year}
