from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from husrom.portal.accounts.models import User
from husrom.portal.common.changes import change
from husrom.portal.gatherings.actions.places import lock_gathering, promote_waiting
from husrom.portal.gatherings.errors import GatheringRefusedError
from husrom.portal.gatherings.models import Gathering, Registration, RoleQuota
from husrom.portal.gatherings.queries.places import places_at


def edit_gathering(
    *, gathering: Gathering, values: Mapping[str, Any], quotas: Mapping[str, int | None], by: User | None
) -> list[Registration]:
    """Change a gathering's facts and quotas (None: no limit). Return those who moved up from the waiting list."""
    with change(gathering.network, by=by):
        gathering = lock_gathering(gathering)
        capacity = values.get("capacity", gathering.capacity)
        registered = places_at(gathering).registered
        if capacity is not None and capacity < registered:
            raise GatheringRefusedError(
                _("%(registered)s are registered already, so there cannot be fewer places than that.")
                % {"registered": registered}
            )
        if values.get("starts_on", gathering.starts_on) != gathering.starts_on:
            gathering.date_is_example = False
        for name, value in values.items():
            setattr(gathering, name, value)
        gathering.save()
        _save_quotas(gathering, quotas)
        return promote_waiting(gathering)


def _save_quotas(gathering: Gathering, quotas: Mapping[str, int | None]) -> None:
    existing = {quota.role: quota for quota in gathering.quotas.all()}
    for role, allowed in quotas.items():
        quota = existing.get(role)
        if allowed is None:
            if quota is not None:
                quota.delete()
        elif quota is None:
            RoleQuota.objects.create(gathering=gathering, role=role, per_municipality=allowed)
        elif quota.per_municipality != allowed:
            quota.per_municipality = allowed
            quota.save()
