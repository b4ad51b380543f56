"""How a membership is anchored: the acts so far, the newest letter, and what can be done next."""

from dataclasses import dataclass

from husrom.portal.network.models import AnchoringAct, LetterText, Membership


@dataclass(frozen=True, slots=True)
class AnchoringState:
    """The acts in their order, oldest first."""

    acts: tuple[AnchoringAct, ...]

    @property
    def last(self) -> AnchoringAct | None:
        return self.acts[-1] if self.acts else None

    @property
    def stands(self) -> bool:
        return self.last is not None and self.last.kind != AnchoringAct.Kind.WITHDRAWN

    @property
    def withdrawn(self) -> bool:
        return self.last is not None and not self.stands


def anchoring_state(membership: Membership) -> AnchoringState:
    """Return the acts with their letters and who recorded them; one query."""
    acts = membership.anchoring_acts.select_related("letter", "recorded_by")
    return AnchoringState(tuple(acts))


def letter_versions(membership: Membership) -> tuple[LetterText, ...]:
    """Return the anchoring letter's versions in the municipality's language form, newest first.

    A network without a text in that form offers its own language's; one query.
    """
    letters = membership.network.letters.filter(kind=LetterText.Kind.ANCHORING)
    by_language = list(letters.order_by("-version"))
    for language in (membership.language, membership.network.language):
        found = tuple(le for le in by_language if le.language == language)
        if found:
            return found
    return tuple(by_language)
