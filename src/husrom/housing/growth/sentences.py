"""One sentence for each placement, with its figures, in bokmål, nynorsk and English."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from husrom.housing.growth.groups import Direction, GrowthGroup

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

GROUP_NAMES: Mapping[GrowthGroup, Mapping[str, str]] = {
    GrowthGroup.GROWTH_PRESSURE: {"nb": "Vekstpress", "nn": "Vekstpress", "en": "Growth pressure"},
    GrowthGroup.STEADY: {"nb": "Jevn utvikling", "nn": "Jamn utvikling", "en": "Steady development"},
    GrowthGroup.DECLINE: {"nb": "Befolkningsnedgang", "nn": "Folketalsnedgang", "en": "Population decline"},
    GrowthGroup.NOT_CLASSIFIED: {"nb": "Ikke plassert", "nn": "Ikkje plassert", "en": "Not placed"},
}
"""What the groups are called."""

_OPENINGS = {
    "growth_pressure": {
        "nb": "{name} har vekstpress",
        "nn": "{name} har vekstpress",
        "en": "{name} is under growth pressure",
    },
    "steady": {
        "nb": "{name} har jevn utvikling, mellom vekstpress og nedgang",
        "nn": "{name} har jamn utvikling, mellom vekstpress og nedgang",
        "en": "{name} develops steadily, between growth pressure and decline",
    },
    "steady_mixed": {
        "nb": "{name} er mellom vekst og nedgang, og tallene peker hver sin vei",
        "nn": "{name} er mellom vekst og nedgang, og tala peikar kvar sin veg",
        "en": "{name} is between growth and decline, and the figures point different ways",
    },
    "decline": {
        "nb": "{name} har befolkningsnedgang",
        "nn": "{name} har folketalsnedgang",
        "en": "{name} has population decline",
    },
    "not_classified": {
        "nb": "{name} er ikke plassert, fordi for få tall er kjent",
        "nn": "{name} er ikkje plassert, fordi for få tal er kjende",
        "en": "{name} is not placed, because too few figures are known",
    },
}
_CLAUSES: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "nb": {
        "observed": {
            "up": "folketallet steg {value} fra {from_year} til {to_year}",
            "down": "folketallet gikk ned {value} fra {from_year} til {to_year}",
            "level": "folketallet var uendret fra {from_year} til {to_year}",
            "unknown": "endringen i folketallet fra {from_year} til {to_year} er ikke kjent",
        },
        "recent": {
            "up": "opp {value} siden {from_year}",
            "down": "ned {value} siden {from_year}",
            "level": "uendret siden {from_year}",
            "unknown": "ikke kjent siden {from_year}",
        },
        "projected": {
            "up": "framskrivingen viser {value} vekst fra {from_year} til {to_year}",
            "down": "framskrivingen viser {value} nedgang fra {from_year} til {to_year}",
            "level": "framskrivingen viser uendret folketall fra {from_year} til {to_year}",
            "unknown": "framskrivingen til {to_year} er ikke kjent",
        },
        "beside": {
            "high_price": "eneboligprisen er høy, {value} per m² i {to_year}",
            "many_oldest": "mange er 80 år eller eldre, {value} i {to_year}",
        },
    },
    "nn": {
        "observed": {
            "up": "folketalet steig {value} frå {from_year} til {to_year}",
            "down": "folketalet gjekk ned {value} frå {from_year} til {to_year}",
            "level": "folketalet var uendra frå {from_year} til {to_year}",
            "unknown": "endringa i folketalet frå {from_year} til {to_year} er ikkje kjend",
        },
        "recent": {
            "up": "opp {value} sidan {from_year}",
            "down": "ned {value} sidan {from_year}",
            "level": "uendra sidan {from_year}",
            "unknown": "ikkje kjent sidan {from_year}",
        },
        "projected": {
            "up": "framskrivinga viser {value} vekst frå {from_year} til {to_year}",
            "down": "framskrivinga viser {value} nedgang frå {from_year} til {to_year}",
            "level": "framskrivinga viser uendra folketal frå {from_year} til {to_year}",
            "unknown": "framskrivinga til {to_year} er ikkje kjend",
        },
        "beside": {
            "high_price": "einebustadprisen er høg, {value} per m² i {to_year}",
            "many_oldest": "mange er 80 år eller eldre, {value} i {to_year}",
        },
    },
    "en": {
        "observed": {
            "up": "the population rose by {value} from {from_year} to {to_year}",
            "down": "the population fell by {value} from {from_year} to {to_year}",
            "level": "the population did not change from {from_year} to {to_year}",
            "unknown": "the population change from {from_year} to {to_year} is not known",
        },
        "recent": {
            "up": "up {value} since {from_year}",
            "down": "down {value} since {from_year}",
            "level": "level since {from_year}",
            "unknown": "not known since {from_year}",
        },
        "projected": {
            "up": "it is projected to rise by {value} from {from_year} to {to_year}",
            "down": "it is projected to fall by {value} from {from_year} to {to_year}",
            "level": "it is projected not to change from {from_year} to {to_year}",
            "unknown": "the projection to {to_year} is not known",
        },
        "beside": {
            "high_price": "detached houses are dear, {value} per m² in {to_year}",
            "many_oldest": "many are aged 80 or over, {value} in {to_year}",
        },
    },
}
_AND = {"nb": "og", "nn": "og", "en": "and"}
_FAMILIES = {
    "change_10_years_pct": "observed",
    "change_5_years_pct": "recent",
    "projected_change_pct": "projected",
    "high_price": "beside",
    "many_oldest": "beside",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """One figure of a sentence: what it is about, its value and its period."""

    subject: str
    value: float | None
    from_year: int
    to_year: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A placement in words.

    Attributes
    ----------
    key
        Which opening was chosen: a group, or `steady_mixed` where measures contradict each other.
    name, clauses
        What was put into it, for those who write their own words.
    nb, nn, en
        The ready sentence in bokmål, nynorsk and English.
    """

    key: str
    name: str
    clauses: tuple[Clause, ...]
    nb: str
    nn: str
    en: str


def compose(name: str, group: GrowthGroup, directions: AbstractSet[Direction], clauses: Sequence[Clause]) -> Sentence:
    """Return the sentence of a placement: three population measures, then what stands beside them.

    Examples
    --------
    >>> change = [Clause("change_10_years_pct", 4.3, 2016, 2026), Clause("change_5_years_pct", -1.2, 2021, 2026)]
    >>> projected = Clause("projected_change_pct", 0.0, 2026, 2036)
    >>> sentence = compose("Karmøy", GrowthGroup.STEADY, {Direction.BETWEEN}, [*change, projected])
    >>> print(sentence.en)
    Karmøy develops steadily, between growth pressure and decline: the population rose by 4.3% from 2016 to 2026 (down
    1.2% since 2021), and it is projected not to change from 2026 to 2036.
    """
    mixed = group is GrowthGroup.STEADY and {Direction.GROWTH, Direction.DECLINE} <= directions
    key = "steady_mixed" if mixed else group.value
    texts = {}
    for language, opening in _OPENINGS[key].items():
        observed, recent, projected, *beside = (_clause(clause, language) for clause in clauses)
        measures = f"{observed} ({recent}), {_AND[language]} {projected}"
        texts[language] = f"{opening.format(name=name)}: {'; '.join([measures, *beside])}."
    return Sentence(key=key, name=name, clauses=tuple(clauses), **texts)


def _clause(clause: Clause, language: str) -> str:
    family = _FAMILIES[clause.subject]
    form = clause.subject if family == "beside" else _course(clause.value)
    unit = "kr" if clause.subject == "high_price" else "%"
    value = "" if clause.value is None else _amount(abs(clause.value), unit, language)
    template = _CLAUSES[language][family][form]
    return template.format(value=value, from_year=clause.from_year, to_year=clause.to_year)


def _course(value: float | None) -> str:
    if value is None:
        return "unknown"
    return "level" if value == 0 else "up" if value > 0 else "down"


def _amount(value: float, unit: str, language: str) -> str:
    """Return a number with its unit as each language writes it."""
    if unit == "kr":
        grouped = f"{value:,.0f}"
        return f"NOK {grouped}" if language == "en" else f"{grouped.replace(',', NO_BREAK_SPACE)}{NO_BREAK_SPACE}kr"
    shown = f"{value:.1f}"
    return f"{shown}%" if language == "en" else f"{shown.replace('.', ',')}{NO_BREAK_SPACE}%"
