"""How the parts of a programme lie in the database: one table, read by loading, exporting and comparing alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from django.db import models

from husrom.portal.challenges.models import Challenge
from husrom.portal.gatherings.models import (
    Gathering,
    GroupTask,
    Material,
    RoleQuota,
    Session,
)
from husrom.portal.network.models import (
    ExpertInstitution,
    LetterText,
    Membership,
    NetworkText,
    ObserverOrganisation,
    PolicyArea,
    StatusChange,
    WorkPhase,
)
from husrom.portal.policy.models import FrameworkElement
from husrom.portal.programme.columns import Column, Entry, Form

# What identifies an entry in its list; a plain number is its position.
Identity: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A list of the programme and the table it is kept in."""

    key: str
    model: type[models.Model]
    columns: tuple[Column, ...]
    # The entry's keys that identify it; none means its position in the list.
    identity: tuple[str, ...] = ()
    owner: str = "network"
    children: tuple["Part", ...] = ()
    has_position: bool = False
    # Written as `key: value` lines instead of a list: the first column is the key, the second the value.
    as_mapping: bool = False
    # Entries that people have signed or answered are not changed afterwards.
    is_fixed_once_used: bool = False

    def entries(self, owner: Entry) -> list[Entry]:
        """Return the part's entries in its owner's entry."""
        value = owner[self.key]
        if not self.as_mapping:
            return list(value)
        key, content = self.columns
        return [{key.key: name, content.key: item} for name, item in value.items() if item is not None]

    def identities(self, entries: list[Entry]) -> list[Identity]:
        """Return what identifies each entry; a second one with the same identity is told apart by its count."""
        seen: dict[Identity, int] = {}
        found: list[Identity] = []
        for index, entry in enumerate(entries):
            identity: Identity = tuple(entry[key] for key in self.identity) or (index,)
            seen[identity] = seen.get(identity, 0) + 1
            found.append(identity if seen[identity] == 1 else (*identity, seen[identity]))
        return found


def all_parts(parts: tuple[Part, ...]) -> Iterator[Part]:
    for part in parts:
        yield part
        yield from all_parts(part.children)


NETWORK_COLUMNS = (
    Column("slug"),
    Column("name"),
    Column("short_name"),
    Column("organiser"),
    Column("language"),
    Column("state"),
    Column("starts_on", form=Form.DATE),
    Column("ends_on", form=Form.DATE),
    Column("duration_text"),
    Column("division_on", form=Form.DATE),
    Column("county_labels"),
    Column("seats.minimum", "seats_minimum"),
    Column("seats.preferred", "seats_preferred"),
    Column("day_package.nok", "day_package_nok", Form.MONEY),
    Column("day_package.approximate", "day_package_is_approximate"),
    Column("day_package.paid_by", "paid_by"),
    Column("invites_county_authorities"),
    Column("is_example"),
)

_HISTORY = Part(
    "history",
    StatusChange,
    (Column("status"), Column("date", "on", Form.DATE), Column("reason")),
    owner="membership",
)
_GROUP_TASKS = Part(
    "group_tasks",
    GroupTask,
    (Column("group"), Column("task"), Column("room")),
    identity=("group",),
    owner="session",
)
_AGENDA = Part(
    "agenda",
    Session,
    (
        Column("day"),
        Column("starts_at", form=Form.TIME),
        Column("minutes"),
        Column("kind"),
        Column("title"),
        Column("speaker"),
        Column("institution", form=Form.INSTITUTION),
        Column("challenge", form=Form.CHALLENGE),
    ),
    identity=("day", "starts_at", "title"),
    owner="gathering",
    children=(_GROUP_TASKS,),
)
_MATERIALS = Part("materials", Material, (Column("title"), Column("url")), owner="gathering")
_QUOTAS = Part(
    "quotas",
    RoleQuota,
    (Column("role"), Column("per_municipality")),
    identity=("role",),
    owner="gathering",
    as_mapping=True,
)

# In the order they are loaded: what is referred to comes before what refers to it.
PARTS = (
    Part(
        "texts",
        NetworkText,
        (Column("key"), Column("title"), Column("body")),
        identity=("key",),
        has_position=True,
    ),
    Part(
        "phases",
        WorkPhase,
        (
            Column("letter"),
            Column("title"),
            Column("description"),
            Column("after_gathering"),
            Column("before_gathering"),
        ),
        identity=("letter",),
    ),
    Part(
        "policy_areas",
        PolicyArea,
        (Column("key"), Column("label")),
        identity=("key",),
        has_position=True,
    ),
    Part(
        "institutions",
        ExpertInstitution,
        (
            Column("name"),
            Column("kind"),
            Column("topics"),
            Column("topics_are_proposal"),
            Column("projects"),
        ),
        identity=("name",),
        has_position=True,
    ),
    Part(
        "challenges",
        Challenge,
        (Column("number"), Column("short_title"), Column("text"), Column("source")),
        identity=("number",),
    ),
    Part(
        "observers",
        ObserverOrganisation,
        (Column("name"), Column("full_name")),
        identity=("name",),
        has_position=True,
    ),
    Part(
        "members",
        Membership,
        (
            Column("number", "municipality_number"),
            Column("division_on", form=Form.DATE),
            Column("name"),
            Column("kind"),
            Column("language"),
            Column("note"),
        ),
        identity=("number",),
        children=(_HISTORY,),
    ),
    Part(
        "gatherings",
        Gathering,
        (
            Column("number"),
            Column("kind"),
            Column("title"),
            Column("starts_on", form=Form.DATE),
            Column("ends_on", form=Form.DATE),
            Column("date_is_example"),
            Column("place"),
            Column("venue"),
            Column("day_package_nok", form=Form.MONEY),
            Column("capacity"),
            Column("registration.opens_on", "registration_opens_on", Form.DATE),
            Column("registration.closes_on", "registration_closes_on", Form.DATE),
            Column("chief_executive_expected"),
        ),
        identity=("number",),
        children=(_QUOTAS, _AGENDA, _MATERIALS),
    ),
    Part(
        "framework",
        FrameworkElement,
        (
            Column("code"),
            Column("nb", "label_nb"),
            Column("nn", "label_nn"),
            Column("en", "label_en"),
            Column("scope"),
            Column("origin"),
        ),
        identity=("code",),
        has_position=True,
    ),
    Part(
        "letters",
        LetterText,
        (Column("kind"), Column("language"), Column("version"), Column("body")),
        identity=("kind", "language", "version"),
        is_fixed_once_used=True,
    ),
)
PROGRAMME_MODELS = frozenset(part.model for part in all_parts(PARTS))
