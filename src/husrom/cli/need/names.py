"""What the parts of an answer are called."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from husrom.figures.wording import gettext_noop

HOUSEHOLD_NAMES: Mapping[str, str] = {
    "alone": gettext_noop("Living alone"),
    "couple_without_children": gettext_noop("Couples without children"),
    "couple_with_children": gettext_noop("Couples with children"),
    "single_parent": gettext_noop("Single parents"),
    "other": gettext_noop("Grown children at home, several families"),
}
DWELLING_NAMES: Mapping[str, str] = {
    "detached": gettext_noop("Detached houses"),
    "small_house": gettext_noop("Semi-detached and row houses"),
    "apartment": gettext_noop("Flats"),
    "other": gettext_noop("Shared housing and others"),
}
PART_NAMES: Mapping[str, str] = {
    "households_change": gettext_noop("Change in households"),
    "losses": gettext_noop("Replacing dwellings that go out of use"),
    "vacancy_reserve_change": gettext_noop("Empty dwellings that make moving possible"),
    "backlog": gettext_noop("Making good a backlog"),
    "second_homes": gettext_noop("Dwellings that become second homes"),
    "conversions": gettext_noop("Dwellings made from other buildings"),
}
ASSUMPTION_NAMES: Mapping[str, str] = {
    "losses_low_pct": gettext_noop("Dwellings going out of use a year, low, per cent"),
    "losses_pct": gettext_noop("Dwellings going out of use a year, where not counted, per cent"),
    "losses_high_pct": gettext_noop("Dwellings going out of use a year, high, per cent"),
    "vacancy_reserve_low_pct": gettext_noop("Empty dwellings that make moving possible, low, per cent"),
    "vacancy_reserve_pct": gettext_noop("Empty dwellings that make moving possible, per cent"),
    "vacancy_reserve_high_pct": gettext_noop("Empty dwellings that make moving possible, high, per cent"),
    "backlog_pct": gettext_noop("Households that lack a dwelling of their own, per cent"),
    "backlog_years": gettext_noop("Years to make good a backlog"),
    "second_homes_per_year": gettext_noop("Dwellings that become second homes, a year"),
    "conversions_per_year": gettext_noop("Dwellings made from other buildings, a year"),
    "headship_damping": gettext_noop("What is left next year of the drift towards smaller households, share"),
    "projection_low_weight": gettext_noop("Weight of the low projection, share"),
    "projection_high_weight": gettext_noop("Weight of the high projection, share"),
    "chance_share_pct": gettext_noop("Chance wider than this gives a range only, per cent of the need"),
    "cohort_shrinkage_persons": gettext_noop("Persons that the cohorts of the country count as"),
    "settled_from_age": gettext_noop("Age from which cohorts are left as they are"),
    "preference_weight": gettext_noop("Weight of stated wishes, share"),
    "disadvantaged_share_pct": gettext_noop("Disadvantaged in the housing market, per cent of the residents"),
    "disadvantaged_after_1_year_pct": gettext_noop("Of those, still so after one year, per cent"),
    "disadvantaged_after_2_years_pct": gettext_noop("Of those, still so after two years, per cent"),
}


def compared_name(what: str) -> str:
    """Return the name of what a back-test compares."""
    names = {
        "population": _("Population"),
        "aged_65_or_over": _("Aged 65 or over"),
        "aged_80_or_over": _("Aged 80 or over"),
        "households": _("Households"),
    }
    return names[what]
