"""Why an indicator has no value somewhere, as sentences in three languages."""

from collections.abc import Mapping
from functools import cache

from husrom.figures.catalogue import sources
from husrom.figures.indicators.engine import SMALL_BASE, SMALL_OBSERVATIONS, SMALL_PART, UNDEFINED, datasets, evaluated
from husrom.figures.indicators.indicator import Indicator
from husrom.figures.indicators.measures import NORWAY, has_dataset, municipality_numbers
from husrom.figures.indicators.reading import definitions, read_yaml
from husrom.figures.provenance import Title


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
    'The table we have has no figure here.'
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
    if rule == UNDEFINED and indicator.undefined is not None:
        return indicator.undefined
    return filled(rule, limit=str(limit))


@cache
def note(names: str) -> Title:
    """Return the notes that a frame names, one after the other."""
    found = []
    for name in dict.fromkeys(names.split()):
        key, _, place = name.rpartition(":")
        told = definitions()[key].recipes[int(place)].note
        if told is not None:
            found.append(told)
    return Title(*(" ".join(getattr(one, language) for one in found) for language in ("nb", "nn", "en")))


def filled(key: str, **values: str) -> Title:
    """Return a sentence with what is in braces filled in."""
    text = texts()[key]
    return Title(text.nb.format(**values), text.nn.format(**values), text.en.format(**values))


@cache
def absence(indicator: Indicator) -> Title:
    """Return why a municipality has no value of an indicator in any period."""
    lacking = [name for recipe in indicator.recipes for name in datasets(recipe) if not has_dataset(name)]
    covered = evaluated(indicator.key).filter(evaluated(indicator.key)["number"] != NORWAY)["number"].n_unique()
    if not covered and lacking:
        return filled("not_fetched", table=table_of(lacking[0]))
    table = table_of(datasets(indicator.recipes[0])[0])
    everyone = str(len(municipality_numbers()))
    return filled("other_municipalities", count=str(covered), all=everyone, table=table)


def table_of(dataset: str) -> str:
    """Return what the update command calls the table of a dataset."""
    known = sources().get(dataset)
    return f"ssb-{known.table}" if known is not None and known.table else dataset
