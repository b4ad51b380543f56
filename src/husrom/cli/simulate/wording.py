"""What the measures of a simulation are called when a person reads them."""

from husrom.figures.wording import gettext_noop as _

LABELS = {
    "fills": _("Households that moved in"),
    "freed_existing": _("Existing dwellings freed"),
    "freed_local": _("– in the municipality"),
    "freed_regional": _("– in the rest of the region"),
    "freed_detached": _("– detached houses"),
    "freed_semi_detached": _("– semi-detached houses"),
    "freed_row": _("– row houses"),
    "freed_flat": _("– flats"),
    "freed_shared": _("– shared dwellings"),
    "freed_other": _("– other dwellings"),
    "families_to_detached": _("Families that came to a detached house"),
    "first_time_buyers": _("First-time buyers"),
    "older_to_accessible": _("67 or over to an accessible dwelling"),
    "older_from_detached": _("67 or over from a detached house"),
    "fills_by_lowest_four_deciles": _("Moved in, lowest 40 % of incomes"),
    "unfilled": _("Vacancies nobody has filled"),
    "ended_formation": _("Ended: young people leaving home"),
    "ended_separation": _("Ended: one of a couple that parted"),
    "ended_in_migration": _("Ended: moved here from elsewhere"),
    "ended_waiting_resident": _("Ended: household here without a dwelling"),
    "ended_kept_secondary": _("Ended: old dwelling kept as second home"),
    "ended_withdrawn": _("Ended: old dwelling taken out of use"),
    "ended_open_at_horizon": _("Open at the horizon"),
}
"""Message by `measures.MEASURES`, to be translated where it is shown."""
