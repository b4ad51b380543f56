"""What the official figures say about who works with whom, before anyone has decided. Asks no database."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_noop

from husrom.figures.errors import FiguresError, SplitMunicipalityError
from husrom.figures.growth import GrowthIndicators, growth_indicators
from husrom.figures.population import last_observed_year
from husrom.housing.growth import GrowthGroup, Margin, Placement, Thresholds, ThresholdTrial, classify, sensitivity
from husrom.housing.parameters import parameter
from husrom.portal.network.models import Membership

SPLIT = gettext_noop("The municipality was divided, and the figures do not say which part this is.")
NO_FIGURES = gettext_noop("There are no figures for a municipality with this number.")


@dataclass(frozen=True, slots=True)
class ProposedPlacement:
    """A member's group by the figures, with all that explains it in the form it is stored."""

    membership: Membership
    group: GrowthGroup
    explanation: str
    figures: dict[str, Any]
    sensitivity: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class GroupProposal:
    thresholds: Thresholds
    reference_year: int
    placements: tuple[ProposedPlacement, ...]


def propose_groups(members: Sequence[Membership], *, language: str, on: dt.date) -> GroupProposal:
    """Return where the figures place each member, with the thresholds in force on a date."""
    thresholds = Thresholds.on(on)
    step = parameter("growth.sensitivity_step_pct_points").at(on) or 1
    placements = []
    for member in members:
        try:
            (indicators,) = growth_indicators([member.municipality_number])
        except FiguresError as error:
            placements.append(_without_figures(member, error))
            continue
        (placement,) = classify([indicators], thresholds)
        trials = sensitivity([indicators], thresholds, step_pct_points=step)
        placements.append(_placed(member, indicators, placement, trials, language))
    return GroupProposal(thresholds, last_observed_year(), tuple(placements))


def _placed(
    member: Membership,
    indicators: GrowthIndicators,
    placement: Placement,
    trials: Sequence[ThresholdTrial],
    language: str,
) -> ProposedPlacement:
    sentences = {"nb": placement.sentence.nb, "nn": placement.sentence.nn, "en": placement.sentence.en}
    return ProposedPlacement(
        membership=member,
        group=placement.group,
        explanation=sentences.get(language, sentences["nb"]),
        figures={
            "about": {"number": indicators.municipality_number, "name": indicators.name},
            "year": indicators.year,
            "values": {signal.measure: signal.value_pct for signal in placement.signals},
            "sentences": sentences,
            "margin": _margin(placement.margin),
            "missing": sorted({reason for _name, reason in indicators.missing}),
            "sources": [source.attribution for source in indicators.sources],
        },
        sensitivity=[
            {
                "threshold": trial.threshold,
                "value": trial.value_pct,
                "tried": trial.tried_pct,
                "group": change.to_group.value,
            }
            for trial in trials
            for change in trial.changes
        ],
    )


def _margin(margin: Margin | None) -> dict[str, Any] | None:
    if margin is None:
        return None
    return {
        "threshold": margin.threshold,
        "value": margin.value_pct,
        "limit": margin.threshold_pct,
        "distance": margin.distance_pct_points,
        "group": margin.other_group.value,
    }


def _without_figures(member: Membership, error: FiguresError) -> ProposedPlacement:
    reason = SPLIT if isinstance(error, SplitMunicipalityError) else NO_FIGURES
    return ProposedPlacement(
        membership=member,
        group=GrowthGroup.NOT_CLASSIFIED,
        explanation="",
        figures={"missing": [reason]},
        sensitivity=[],
    )
