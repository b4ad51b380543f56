"""Whether the parts of one download are of the same state of the table, so that they may be put together."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from husrom.figures.clients.kept_answers import Answer
from husrom.figures.clients.selection import Selection
from husrom.figures.cubes.cube import Cube


class ChangedMeanwhileError(Exception):
    """The table changed between two questions, so that the answers do not belong together; never leaves the client."""


@dataclass(frozen=True, slots=True)
class Part:
    """One question to a table, and its answer, as it came and as a cube."""

    question: Selection
    answer: Answer
    cube: Cube


def check_one_state(
    parts: Sequence[Part],
    updated_before: dt.datetime | None,
    updated_now: Callable[[], dt.datetime | None],
    forget: Callable[[Answer], None],
) -> None:
    """Forget the answers that are of an earlier state of the table than the others, or lack codes that were asked for.

    Answers that say different times of change may still belong together, since the contents of a table need not change
    together: they do when the table itself did not change while they were fetched.

    Raises
    ------
    ChangedMeanwhileError
        When there are such answers: the question must be asked anew.
    """
    newest = max((part.cube.updated for part in parts if part.cube.updated), default=None)
    incomplete = [part for part in parts if not _is_complete(part)]
    older = [part for part in parts if part.cube.updated != newest]
    fetched_now = not any(part.answer.from_cache for part in older)
    if not incomplete and (not older or (fetched_now and updated_now() == updated_before)):
        return
    for part in (*incomplete, *older):
        forget(part.answer)
    raise ChangedMeanwhileError


def _is_complete(part: Part) -> bool:
    answered = {dimension.code: set(dimension.codes) for dimension in part.cube.dimensions}
    return all(answered.get(chosen.variable) == set(chosen.codes) for chosen in part.question.variables)
