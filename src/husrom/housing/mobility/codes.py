"""What the small numbers in the arrays stand for: a name's place in its list is its code."""

HOUSEHOLD_KINDS = ("single", "couple", "couple_with_children", "single_parent")
SINGLE, COUPLE, COUPLE_WITH_CHILDREN, SINGLE_PARENT = range(len(HOUSEHOLD_KINDS))

DWELLING_KINDS = ("detached", "semi_detached", "row", "flat", "shared", "other")
DETACHED = DWELLING_KINDS.index("detached")

STATUSES = ("occupied", "vacant", "secondary", "withdrawn")
OCCUPIED, VACANT, SECONDARY, WITHDRAWN = range(len(STATUSES))

ORIGINS = ("resident", "formation", "separation", "in_migration")
"""How a household came to be."""
RESIDENT, FORMATION, SEPARATION, IN_MIGRATION = range(len(ORIGINS))

CAUSES = ("vacant_at_start", "new_dwelling", "death", "institution", "out_migration", "pairing")
"""Why a chain of vacancies began."""
VACANT_AT_START, NEW_DWELLING, DEATH, INSTITUTION, OUT_MIGRATION, PAIRING = range(len(CAUSES))

REASONS = (
    "continues",
    "formation",
    "separation",
    "in_migration",
    "waiting_resident",
    "kept_secondary",
    "withdrawn",
    "open_at_horizon",
)
"""What a vacancy led to: `continues` where a dwelling was freed, otherwise why the chain ended there."""
(
    CONTINUES,
    BY_FORMATION,
    BY_SEPARATION,
    BY_IN_MIGRATION,
    BY_WAITING_RESIDENT,
    BY_KEPT_SECONDARY,
    BY_WITHDRAWN,
    OPEN_AT_HORIZON,
) = range(len(REASONS))

PURPOSES = (
    "death",
    "birth",
    "leaving_home",
    "pairing",
    "pairing_order",
    "two_dwellings",
    "separation",
    "institution",
    "out_migration",
    "in_migrant",
    "new_id",
    "when",
    "fate",
    "duration",
    "origin_sector",
    "mover",
    "desire",
    "demand",
    "decile",
)
"""What a random number is for; each has numbers of its own."""
(
    FOR_DEATH,
    FOR_BIRTH,
    FOR_LEAVING_HOME,
    FOR_PAIRING,
    FOR_PAIRING_ORDER,
    FOR_TWO_DWELLINGS,
    FOR_SEPARATION,
    FOR_INSTITUTION,
    FOR_OUT_MIGRATION,
    FOR_IN_MIGRANT,
    FOR_NEW_ID,
    FOR_WHEN,
    FOR_FATE,
    FOR_DURATION,
    FOR_ORIGIN_SECTOR,
    FOR_MOVER,
    FOR_DESIRE,
    FOR_DEMAND,
    FOR_DECILE,
) = range(len(PURPOSES))

NO_ONE = 255
"""The age of a place in a household where nobody is."""
NOWHERE = -1
"""The dwelling of a household that has none, and the household of a dwelling that has none."""
ADULT_AGE = 18
MIDDLE_AGE = 35
OLDER_AGE = 67
HIGHEST_AGE = 110
AGES = HIGHEST_AGE + 1
ADULT_PLACES = 2
PLACES = 8
"""Persons a household has room for: two adults, and six children of whatever age who live at home."""
