"""What the groups of municipalities are called: keys are stored, names are shown in the reader's language."""

from django.utils.translation import get_language

from husrom.housing.growth import GROUP_NAMES, GrowthGroup

# The groups a municipality can work in, in the order they are shown.
WORKING_GROUPS = (GrowthGroup.GROWTH_PRESSURE, GrowthGroup.STEADY, GrowthGroup.DECLINE)


def group_label(key: str) -> str:
    """Return a group's name; a key that is no longer a group is shown as it was stored."""
    try:
        names = GROUP_NAMES[GrowthGroup(key)]
    except ValueError:
        return key
    return names.get(get_language() or "nb", names["nb"])


def group_choices() -> list[tuple[str, str]]:
    return [(group.value, group_label(group)) for group in WORKING_GROUPS]
