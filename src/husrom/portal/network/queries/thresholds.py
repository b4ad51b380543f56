"""The lines between the groups, in words and with where they come from."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from husrom.housing.parameters import parameter, parameters


@dataclass(frozen=True, slots=True)
class ThresholdRow:
    label: str
    value: str
    source: str
    since: dt.date | None


def threshold_rows(thresholds: Mapping[str, float], on: dt.date) -> tuple[ThresholdRow, ...]:
    """Return the lines a division was made with, and where each value is from."""
    return tuple(_row(name, value, on) for name, value in thresholds.items())


def threshold_label(name: str) -> str:
    labels = {
        "growth_from_10_years_pct": _("population change in the last ten years, from where it counts as growth"),
        "decline_to_10_years_pct": _("population change in the last ten years, up to where it counts as decline"),
        "growth_from_5_years_pct": _("population change in the last five years, from where it counts as growth"),
        "decline_to_5_years_pct": _("population change in the last five years, up to where it counts as decline"),
        "growth_from_projected_pct": _("projected change in the next ten years, from where it counts as growth"),
        "decline_to_projected_pct": _("projected change in the next ten years, up to where it counts as decline"),
        "high_detached_price_nok_per_m2": _("price of detached houses that is called high (only explains)"),
        "many_aged_80_or_over_pct": _("share aged 80 or over that is called many (only explains)"),
        "agreeing_measures": _("how many of the three population figures must agree"),
    }
    return labels.get(name, name)


def measure_label(threshold: str) -> str:
    """Return what a line is drawn through."""
    labels = {
        "10_years": _("the change in the last ten years"),
        "5_years": _("the change in the last five years"),
        "projected": _("the projected change"),
    }
    return next((label for part, label in labels.items() if part in threshold), threshold)


def _row(name: str, value: float, on: dt.date) -> ThresholdRow:
    known = parameters().get(f"growth.{name}")
    unit = known.unit if known else ""
    return ThresholdRow(threshold_label(name), _shown(value, unit), _source(name, value, on), _since(name, on))


def _shown(value: float, unit: str) -> str:
    number = number_format(value, decimal_pos=None if float(value).is_integer() else 1, use_l10n=True)
    return {
        "per_cent": f"{number} %",
        "nok_per_m2": _("%(number)s NOK per m²") % {"number": number},
        "count": _("%(number)s of 3") % {"number": number},
    }.get(unit, number)


def _source(name: str, value: float, on: dt.date) -> str:
    """Name our own proposal as what it is, and a network's own choice as what that is."""
    if f"growth.{name}" not in parameters():
        return ""
    stated = [known for start, known in parameter(f"growth.{name}").values if start <= on]
    return _("our proposal") if stated and stated[-1] == value else _("chosen by the network")


def _since(name: str, on: dt.date) -> dt.date | None:
    if f"growth.{name}" not in parameters():
        return None
    started = [start for start, _value in parameter(f"growth.{name}").values if start <= on]
    return started[-1] if started else None
