"""Residents by five-year age group: women and men apart where we have them, everyone together where not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from husrom.figures.catalogue import source
from husrom.figures.charts import style
from husrom.figures.charts.chart import Chart
from husrom.figures.charts.lettering import Text
from husrom.figures.charts.picture import Room, Words, framed
from husrom.figures.charts.scale import Scale, value_scale
from husrom.figures.municipalities import current_number
from husrom.figures.provenance import Source
from husrom.figures.snapshot import table

OLDEST_GROUP_FROM = 90
GROUP_YEARS = 5
ROOM = Room(height_px=380, left_px=110, right_px=40)
ROOM_BY_SEX = Room(height_px=380, left_px=110, right_px=40, above_px=36, text_above_px=20)
SIDE_LABEL_PX = -12
COLOURS = {"women": style.OCHRE, "men": style.SPRUCE, "all": style.SPRUCE}


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """Persons of one group of ages; `who` is women, men or all."""

    age_from: int
    who: str
    persons: int


def pyramid_chart(number: str, *, place: str, language: str = "nb") -> Chart:
    """Return the residents of a municipality by age in the last year they are known.

    Raises
    ------
    UnknownMunicipalityError, SplitMunicipalityError
        When the number leads to no municipality, or to several.
    ValueError
        When the ages are not known.
    """
    current = current_number(number)
    groups, year, taken_from = _by_sex(current) or _together(current)
    if not groups:
        raise ValueError(f"There is nothing to draw for {place}: the ages of its residents are not known.")
    who = list(dict.fromkeys(group.who for group in groups))
    title = f"{style.word('pyramid', language, year=str(year))}, {place}"
    everyone = sum(group.persons for group in groups)
    said = f"{style.written(everyone, 0, language)} {style.word('persons', language).lower()}"
    alternative = f"{title}. {style.word('described_once', language, value=said, period=str(year))}"
    plot, texts = _drawn(groups, who, language)
    subtitle = style.word("persons_together" if who == ["all"] else "persons", language)
    words = Words(title, subtitle, alternative, (taken_from,))
    return Chart(
        definition=framed(plot, texts, words, _room(who)),
        title=title,
        alternative=alternative,
        columns=(style.word("age", language), *(style.word(one, language) for one in who)),
        rows=_rows(groups, who, language),
        language=language,
    )


def _by_sex(number: str) -> tuple[list[AgeGroup], int, Source] | None:
    """Return women and men in five-year groups; None where we have them only together."""
    frame = table("population_by_age_and_sex").filter(
        (pl.col("municipality_number") == number)
        & pl.col("sex").is_in(["female", "male"])
        & pl.col("persons").is_not_null()
    )
    if frame.is_empty():
        return None
    year = frame["year"].max()
    grouped = (
        frame.filter(pl.col("year") == year)
        .group_by((pl.col("age") // GROUP_YEARS * GROUP_YEARS).clip(0, OLDEST_GROUP_FROM).alias("age_from"), "sex")
        .agg(pl.col("persons").sum())
        .sort("sex", "age_from")
    )
    names = {"female": "women", "male": "men"}
    groups = [AgeGroup(int(age), names[sex], int(persons)) for age, sex, persons in grouped.iter_rows()]
    return groups, int(str(year)), source("population_by_age_and_sex")


def _together(number: str) -> tuple[list[AgeGroup], int, Source]:
    taken_from = source("population_by_age")
    year = taken_from.years[1]
    frame = table("population_by_age").filter(
        (pl.col("municipality_number") == number) & (pl.col("year") == year) & pl.col("persons").is_not_null()
    )
    rows = frame.sort("age_from").select("age_from", "persons").iter_rows()
    return [AgeGroup(int(age), "all", int(persons)) for age, persons in rows], year, taken_from


def _age(age_from: int, language: str) -> str:
    if age_from >= OLDEST_GROUP_FROM:
        return f"{OLDEST_GROUP_FROM} {style.word('or_over', language)}"
    return f"{age_from}–{age_from + GROUP_YEARS - 1}"


def _rows(groups: Sequence[AgeGroup], who: Sequence[str], language: str) -> tuple[tuple[str, ...], ...]:
    cells = {(group.age_from, group.who): group.persons for group in groups}
    ages = sorted({group.age_from for group in groups})
    return tuple(
        (_age(age, language), *(style.written(cells.get((age, one)), 0, language) for one in who)) for age in ages
    )


def _room(who: Sequence[str]) -> Room:
    return ROOM if who == ["all"] else ROOM_BY_SEX


def _drawn(groups: Sequence[AgeGroup], who: Sequence[str], language: str) -> tuple[dict[str, Any], list[Text]]:
    """Return the plot and the names of its sides."""
    ages = sorted({group.age_from for group in groups}, reverse=True)
    sides = {one: -1 if one == "women" else 1 for one in who}
    widest = max(group.persons for group in groups)
    step = value_scale([0, widest], decimals=0, ticks=6 if who == ["all"] else 3).step
    # Both sides are equally wide, so that women and men can be compared.
    scale = Scale(0.0 if who == ["all"] else -float(widest), float(widest), step)
    bars = [
        {"age": _age(group.age_from, language), "persons": sides[group.who] * group.persons, "who": group.who}
        for group in groups
    ]
    axis = {"title": None, "domain": False, "ticks": False, "labelPadding": 6}
    age = {"field": "age", "type": "ordinal", "sort": [_age(one, language) for one in ages], "axis": axis}
    return (
        {"encoding": {"y": age, "x": _persons(scale)}, "layer": [_bars(bars, who)]},
        _side_names(who, scale, language),
    )


def _persons(scale: Scale) -> dict[str, Any]:
    # Women stand to the left; the axis counts persons on both sides.
    counted = f"format(abs(datum.value), ',.{scale.decimals}f')"
    return scale.encoding("persons", {"domain": False, "labelExpr": counted, "labelFlush": False})


def _bars(bars: Sequence[dict[str, Any]], who: Sequence[str]) -> dict[str, Any]:
    colours = {"domain": list(who), "range": [COLOURS[one] for one in who]}
    return {
        "data": {"values": list(bars)},
        "mark": {"type": "bar", "cornerRadiusEnd": 2},
        "encoding": {"color": {"field": "who", "type": "nominal", "scale": colours, "legend": None}},
    }


def _side_names(who: Sequence[str], scale: Scale, language: str) -> list[Text]:
    middle = scale.share(0) * _room(who).width_px
    return [
        Text(
            x=middle - 12 if one == "women" else middle + 12,
            y=SIDE_LABEL_PX,
            text=style.word(one, language),
            color=style.INK,
            size=13,
            bold=True,
            align="right" if one == "women" else "left",
        )
        for one in who
        if one != "all"
    ]
