from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from husrom.portal.accounts.models import User
from husrom.portal.common.changes import change
from husrom.portal.gatherings.actions.places import lock_gathering
from husrom.portal.gatherings.models import Gathering, GroupTask, Material, Session


@dataclass(frozen=True, slots=True)
class TaskEntry:
    task: str
    room: str = ""


def save_session(
    *, session: Session, values: Mapping[str, Any], tasks: Mapping[str, TaskEntry], by: User | None
) -> Session:
    """Add or change a point on the agenda with its groups' tasks; a group without a task has none.

    A new point that is there already is the button pressed twice: it is added once.
    """
    with change(session.gathering.network, by=by):
        lock_gathering(session.gathering)
        if session.pk is None:
            session = session.gathering.sessions.filter(**values).first() or session
        for name, value in values.items():
            setattr(session, name, value)
        session.save()
        existing = {one.group: one for one in session.group_tasks.all()}
        for group, entry in tasks.items():
            task = existing.get(group) or GroupTask(session=session, group=group)
            if entry.task:
                task.task, task.room = entry.task, entry.room
                task.save()
            elif task.pk:
                task.delete()
    return session


def delete_session(*, session: Session, by: User | None) -> None:
    with change(session.gathering.network, by=by):
        session.delete()


def add_material(*, gathering: Gathering, title: str, url: str, by: User | None) -> Material:
    """Add a document; the same once more is the button pressed twice, and adds nothing."""
    with change(gathering.network, by=by):
        lock_gathering(gathering)
        same = gathering.materials.filter(title=title, url=url).first()
        return same or Material.objects.create(gathering=gathering, title=title, url=url)


def delete_material(*, material: Material, by: User | None) -> None:
    with change(material.gathering.network, by=by):
        material.delete()
