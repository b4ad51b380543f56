"""Why an indicator has no value somewhere, as sentences in three languages."""

from collections.abc import Mapping
from functools import cache

from husrom.figures.catalogue import sources
from husrom.figures.indicators.engine import SMALL_BASE, SMALL_OBSERVATIONS, SMALL_PART, UNDEFINED, evaluated, readings
from husrom.figures.indicators.indicator import Indicator
from husrom.figures.indicators.measures import NORWAY, has_dataset, municipality_numbers
from husrom.figures.indicators.reading import definitions, read_yaml
from husrom.figures.indicators.recipe import Measure
from husrom.figures.provenance import Title
from husrom.figures.tables import Table, table
from husrom.figures.tables import datasets as catalogue_datasets
from husrom.figures.tables import table_of as table_of_dataset


@cache
def texts() -> Mapping[str, Title]:
    """Return the sentences by their key."""
    return {key: Title(**entry) for key, entry in read_yaml("reasons.yaml").items()}


@cache
def reason(name: str) -> Title:
    """Return the sentence that a frame names, as `missing` or `<indicator>:<rule>`.

    Examples
    --------
    >>> reason("missing").en
    'The table we have has no figure here. Whoever runs Husrom can fetch it anew with “husrom figures update”.'
    """
    key, _, rule = name.rpartition(":")
    if not key:
        return texts()[rule]
    indicator = definitions()[key]
    limits = indicator.small_numbers
    limit = {
        SMALL_OBSERVATIONS: limits.observations_below,
        SMALL_PART: limits.part_below,
        SMALL_BASE: limits.base_below,
    }.get(rule)
    own = dict(indicator.reasons)
    if rule == UNDEFINED and indicator.undefined is not None:
        return indicator.undefined
    return own[rule] if rule in own else filled(rule, limit=str(limit))


@cache
def note(names: str) -> Title:
    """Return the notes that a frame names, one after the other.

    Examples
    --------
    >>> note("estimated").en
    'An estimate; borders have changed, and the table does not follow them fully.'
    """
    found = []
    for name in dict.fromkeys(names.split()):
        key, _, place = name.rpartition(":")
        told = definitions()[key].recipes[int(place)].note if key else texts()[place]
        if told is not None:
            found.append(told)
    return Title(*(" ".join(getattr(one, language) for one in found) for language in ("nb", "nn", "en")))


def filled(key: str, **values: str) -> Title:
    """Return a sentence with what is in braces filled in."""
    text = texts()[key]
    return Title(text.nb.format(**values), text.nn.format(**values), text.en.format(**values))


@cache
def absence(indicator: Indicator) -> Title:
    """Return why a municipality has no value of an indicator in any period, and what can be done about it."""
    own = dict(indicator.reasons)
    if "absent" in own:
        return own["absent"]
    needed = [measure for recipe in indicator.recipes for measure in readings(recipe)]
    lacking = [measure for measure in needed if not has_dataset(measure.dataset or "")]
    frame = evaluated(indicator.key)
    covered = frame.filter(frame["number"] != NORWAY)["number"].n_unique()
    if covered or not lacking:
        everyone = str(len(municipality_numbers()))
        return filled("other_municipalities", count=str(covered), all=everyone, table=_key_of_table(needed[0]))
    return _not_held(lacking[0])


def _key_of_table(measure: Measure) -> str:
    """Return what the update command calls a measure's table; the source knows, and is quicker than the catalogue."""
    known = sources().get(measure.dataset or "")
    return f"ssb-{known.table}" if known is not None and known.table else table_of(measure).key


def _not_held(measure: Measure) -> Title:
    table = table_of(measure)
    if table.interface == "manual":
        return filled("no_service", producer=table.producer.capitalize())
    if measure.dataset not in catalogue_datasets():
        return filled("not_checked", producer=table.producer.upper(), number=table.number, reference=table.reference)
    return filled("not_fetched", table=table.key)


def table_of(measure: Measure) -> Table:
    """Return the table of the catalogue that a measure's dataset is made from, or will be."""
    dataset = measure.dataset or ""
    if measure.table is not None and dataset not in catalogue_datasets():
        return table(measure.table)
    return table_of_dataset(dataset)
