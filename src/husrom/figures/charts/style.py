"""How every chart looks: calm, labelled directly, and told apart without colour too; and how it writes."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import yaml

from husrom.figures.indicators import Value
from husrom.figures.provenance import Source, Title, said_in

INK, INK_SOFT, LINE, ZERO_LINE, PAPER = "#1d2b25", "#4b5a53", "#ddd8cb", "#7d867f", "#ffffff"
# Told apart with every common colour blindness, and as greys: dark spruce and light ochre.
SPRUCE, OCHRE = "#1f5c4a", "#bf8018"
OCHRE_DEEP = "#7a5410"
"""Ochre for text, which needs more contrast."""
PROJECTED_DASH, PEERS_DASH, BOUND_DASH = (6, 4), (2, 3), (1, 3)


@cache
def _words() -> Mapping[str, Title]:
    text = (files("husrom.figures.charts") / "words.yaml").read_text(encoding="utf-8")
    return {key: Title(**entry) for key, entry in yaml.safe_load(text).items()}


def word(key: str, language: str, **filled: str) -> str:
    """Return one of the charts' own words.

    Examples
    --------
    >>> word("pyramid", "nn", year="2026")
    'Innbyggjarar etter alder, 2026'
    """
    return said_in(_words()[key], language).format(**filled)


def written(number: float | None, decimals: int, language: str) -> str:
    r"""Return a number as text; empty where there is none. What is rounded to zero has no minus.

    Examples
    --------
    >>> written(33817, 0, "nb"), written(-2.66, 1, "en"), written(-0.04, 1, "nb"), written(None, 0, "nb")
    ('33\xa0817', '−2.7', '0,0', '')
    """
    if number is None:
        return ""
    # Adding zero takes the sign from a minus zero.
    text = f"{round(number, decimals) + 0.0:,.{decimals}f}"
    if language != "en":
        text = text.translate(str.maketrans(",.", "\u00a0,"))
    return text.replace("-", "\u2212")


def with_unit(number: float | None, value: Value, language: str) -> str:
    """Return a number as text with the decimals and the unit of the value's indicator."""
    amount = written(number, value.indicator.decimals, language)
    return f"{amount} {said_in(value.indicator.unit.label, language)}"


def period_written(period: str, language: str) -> str:
    """Return a period as it is said.

    Examples
    --------
    >>> period_written("2026", "nb"), period_written("2026K1", "nb"), period_written("2026K1", "en")
    ('2026', '1. kvartal 2026', 'Q1 2026')
    """
    year, _k, quarter = period.partition("K")
    return word("quarter", language, quarter=quarter, year=year) if quarter else year


def capitalized(text: str) -> str:
    """Return a text with its first letter capital, and the others as they are.

    Examples
    --------
    >>> capitalized("kr per m²"), capitalized("NOK per m²")
    ('Kr per m²', 'NOK per m²')
    """
    return text[:1].upper() + text[1:]


def sources_of(values: Sequence[Value]) -> tuple[Source, ...]:
    """Return the sources of values, each once."""
    return tuple(dict.fromkeys(source for value in values for source in value.sources))
