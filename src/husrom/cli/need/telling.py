"""The answer in words that can be read aloud."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from husrom.cli.console_numbers import shown
from husrom.cli.need.backtests import Compared, household_test
from husrom.cli.need.country import level_test
from husrom.cli.need.data import assumptions, no_accessibility
from husrom.cli.need.names import DWELLING_NAMES, HOUSEHOLD_NAMES, PART_NAMES, compared_name
from husrom.cli.need.result import RELEASED_YEARS, MunicipalNeed
from husrom.figures.catalogue import source
from husrom.housing.households import HOUSEHOLD_KINDS
from husrom.housing.need import DWELLING_KINDS, annual_need

_THOUSAND, _HUNDRED = 1_000, 100
_LEAST_CHANGE = 0.5


def tell(found: MunicipalNeed, day: dt.date) -> str:
    """Return the answer as paragraphs."""
    sections = (
        _heading(found),
        _need(found),
        _decline(found),
        _uncertainty(found),
        _households(found),
        _dwellings(found),
        _older(found),
        _disadvantaged(found),
        _backtests(found),
        _grades(found),
        _assumed(found, day),
        _sources(found),
    )
    return "\n\n".join(text for text in ("\n".join(section) for section in sections) if text)


def about(number: float) -> str:
    """Return a number that does not look surer than it is.

    Examples
    --------
    >>> [about(number).replace(chr(160), " ") for number in (3536, 147.4, 42.2, -3)]
    ['3 550', '150', '42', '3']
    """
    size = abs(number)
    step = 50 if size >= _THOUSAND else 10 if size >= _HUNDRED else 1
    return shown(step * round(size / step))


def _heading(found: MunicipalNeed) -> Iterator[str]:
    values = {"name": found.name, "from": found.first_year, "to": found.to_year}
    yield _("Housing need in %(name)s, %(from)d–%(to)d") % values


def _need(found: MunicipalNeed) -> Iterator[str]:
    balance, interval = found.projection.balance, found.projection.interval
    total = float(balance.total)
    values = {
        "name": found.name,
        "to": found.to_year,
        "total": about(total),
        "yearly": about(annual_need(total, found.to_year - found.first_year)),
    }
    if interval.range_only:
        yield _("Chance alone decides so much in %(name)s that only a range is given.") % values
        yield _span(interval.p10, interval.p90)
    elif total < 0:
        yield _("%(name)s will have about %(total)s dwellings more than are needed in %(to)d.") % values
    else:
        yield _("%(name)s needs about %(total)s more dwellings by %(to)d, about %(yearly)s a year.") % values
    if not interval.range_only:
        yield _span(interval.low, interval.high)
    yield _("The parts of the main alternative:")
    for name, label in PART_NAMES.items():
        part = float(getattr(balance, name).sum())
        if abs(part) >= _LEAST_CHANGE:
            sign = "−" if (part < 0) != (name == "conversions") else ""
            yield f"  {_(label)}: {sign}{about(part)}"


def _span(low: float, high: float) -> str:
    values = {"low": about(low), "high": about(high)}
    if low >= 0:
        return _("The answer lies between %(low)s and %(high)s new dwellings.") % values
    if high < 0:
        values = {"low": about(high), "high": about(low)}
        return _("The answer lies between %(low)s and %(high)s dwellings too many.") % values
    return _("The answer lies between %(low)s dwellings too many and %(high)s too few.") % values


def _decline(found: MunicipalNeed) -> Iterator[str]:
    """Tell what fewer households mean: a surplus, and what is needed all the same."""
    households, balance = found.households, found.projection.balance
    values = {
        "to": found.to_year,
        "fewer": about(households[0] - households[-1]),
        "surplus": about(float(balance.surplus)),
        "replacement": about(float(balance.replacement)),
        "mismatch": about(found.dwellings.mismatch),
    }
    if households[-1] >= households[0]:
        low = min(found.projection.by_projection.values())
        if low < 0:
            message = _("If the population goes as in the low alternative, there will be about %(surplus)s too many.")
            yield message % {"surplus": about(low)}
        return
    yield (
        _(
            "In the main alternative there will be about %(fewer)s fewer households, so about %(surplus)s dwellings "
            "are left over."
        )
        % values
    )
    yield (
        _(
            "About %(replacement)s dwellings go out of use in the same time. Those left over can take their place "
            "only where they are of the right kind, in the right place and fit to live in."
        )
        % values
    )
    if found.dwellings.mismatch >= _LEAST_CHANGE:
        yield _("All the same about %(mismatch)s dwellings are wanted of other kinds than there are today.") % values


def _uncertainty(found: MunicipalNeed) -> Iterator[str]:
    alternatives, interval = found.projection.by_projection, found.projection.interval
    labels = {"main": _("main alternative"), "low": _("low alternative"), "high": _("high alternative")}
    for name in ("low", "high") if interval.range_only else ("low", "main", "high"):
        total = alternatives[name]
        form = _("%(label)s: %(total)s too many") if total < 0 else _("%(label)s: %(total)s new dwellings")
        yield form % {"label": labels[name].capitalize(), "total": about(total)}
    yield _(
        "Of the uncertainty %(projection)s %% comes from the projection, %(parameter)s %% from the assumptions and "
        "%(chance)s %% from chance."
    ) % {
        "projection": shown(100 * interval.projection_share),
        "parameter": shown(100 * interval.parameter_share),
        "chance": shown(100 * interval.chance_share),
    }


def _households(found: MunicipalNeed) -> Iterator[str]:
    households, population = found.households, found.population
    yield _(
        "The population goes from %(persons_from)s to %(persons_to)s, and the households from %(from)s to %(to)s. "
        "Persons per household go from %(size_from)s to %(size_to)s."
    ) % {
        "persons_from": about(population[0]),
        "persons_to": about(population[-1]),
        "from": about(households[0]),
        "to": about(households[-1]),
        "size_from": shown(population[0] / households[0], 2),
        "size_to": shown(population[-1] / households[-1], 2),
    }
    before, after = found.projection.households[[0, -1]].sum(axis=1)
    for index, kind in enumerate(HOUSEHOLD_KINDS):
        yield _from_to(_(HOUSEHOLD_NAMES[kind]), before[index], after[index])


def _from_to(label: str, before: float, after: float) -> str:
    return "  " + _("%(label)s: from %(from)s to %(to)s") % {"label": label, "from": about(before), "to": about(after)}


def _dwellings(found: MunicipalNeed) -> Iterator[str]:
    without = found.dwellings_without_household
    if without is not None and without > 0:
        yield _(
            "Today there are about %(count)s dwellings more than households: empty, second homes, let by the day, or "
            "lived in by people registered elsewhere. They are taken to stay so."
        ) % {"count": about(without)}
    if found.projection.interval.range_only:
        yield _("The need is too uncertain to be divided by kind of dwelling here.")
        return
    yield _("By kind of dwelling, if every age goes on living as it does today:")
    for index, kind in enumerate(DWELLING_KINDS):
        build = found.dwellings.build[index]
        form = _("%(label)s: %(total)s too many") if build < 0 else _("%(label)s: %(total)s new dwellings")
        yield "  " + form % {"label": _(DWELLING_NAMES[kind]), "total": about(build)}


def _older(found: MunicipalNeed) -> Iterator[str]:
    then, now = found.older[1], found.older[0]
    detached = DWELLING_KINDS.index("detached")
    yield _(
        "In %(to)d %(old)s are 65–79 years (now %(old_now)s) and %(oldest)s are 80 or over (now %(oldest_now)s). "
        "Of those aged 80 or over %(alone)s live alone, %(alone_detached)s of them in a detached house."
    ) % {
        "to": found.to_year,
        "old": about(then[0].sum()),
        "old_now": about(now[0].sum()),
        "oldest": about(then[1].sum()),
        "oldest_now": about(now[1].sum()),
        "alone": about(then[1, 0].sum()),
        "alone_detached": about(then[1, 0, detached]),
    }
    if found.released is not None:
        yield _(
            "By %(year)d those who are 65 or over today leave about %(detached)s detached houses and %(others)s other "
            "dwellings: by death, to an institution or another dwelling."
        ) % {
            "year": found.first_year + RELEASED_YEARS,
            "detached": about(found.released[detached]),
            "others": about(found.released.sum() - found.released[detached]),
        }
    yield _("Accessibility is left out: %(reason)s.") % {"reason": no_accessibility()}


def _disadvantaged(found: MunicipalNeed) -> Iterator[str]:
    flow = found.disadvantaged
    yield _(
        "If the municipality is as the country, %(stock)s residents are disadvantaged in the housing market. About "
        "%(inflow)s become so every year, and they stay so for %(years)s years on average."
    ) % {
        "stock": about(flow.stock[0]),
        "inflow": about(float(np.mean(flow.inflow))),
        "years": shown(flow.mean_years, 1),
    }


def _backtests(found: MunicipalNeed) -> Iterator[str]:
    yield _("How the same methods have done before:")
    for one in found.backtests:
        yield f"  {_compared(one)}"
    households, level = household_test(), level_test()
    yield "  " + _(
        "Households 2015–2024 with unchanged habits, in %(count)d municipalities: wrong by %(median)s %% in the middle "
        "one, by less than %(ninetieth)s %% in nine of ten; mostly too few. The country: %(country)s %%."
    ) % {
        "count": households.municipalities,
        "median": shown(households.median_absolute_error_pct, 1),
        "ninetieth": shown(households.ninetieth_absolute_error_pct, 1),
        "country": _signed(households.country_error_pct),
    }
    if found.figures.counted is None:
        yield "  " + _(
            "The number of households is itself reckoned. Where it is counted, this way is wrong by %(median)s %% in "
            "the middle municipality, and by less than %(ninetieth)s %% in nine of ten."
        ) % {"median": shown(level.median_error_pct, 1), "ninetieth": shown(level.ninetieth_error_pct, 1)}


def _compared(one: Compared) -> str:
    return _("%(what)s in %(year)d, seen from %(from)d: %(expected)s expected, %(observed)s came (%(error)s %%).") % {
        "what": compared_name(one.what),
        "year": one.year,
        "from": one.from_year,
        "expected": shown(one.expected),
        "observed": shown(one.observed),
        "error": _signed(one.error_pct),
    }


def _signed(number: float) -> str:
    text = shown(abs(number), 1)
    if text == shown(0, 1):
        return text
    return f"−{text}" if number < 0 else f"+{text}"


def _grades(found: MunicipalNeed) -> Iterator[str]:
    yield _("Data grade %(grade)s (A register, B own counts, C taken from elsewhere or assumed):") % {
        "grade": found.grade
    }
    for one in found.grades:
        yield f"  {one.letter}: {one.reason}"


def _assumed(found: MunicipalNeed, day: dt.date) -> Iterator[str]:
    yield _("Assumed:")
    for row in assumptions(found, day):
        yield f"  {row['label']}: {_plain(row['value'])} ({_standing(row)})"


def _plain(number: float) -> str:
    return shown(number) if float(number).is_integer() else shown(number, 2)


def _standing(row: dict[str, Any]) -> str:
    if row["given_by_user"]:
        return _("given by you")
    return _("with a reference") if row["verified"] else _("not verified")


def _sources(found: MunicipalNeed) -> Iterator[str]:
    yield from dict.fromkeys(source(identifier).attribution for identifier in found.figures.identifiers)
