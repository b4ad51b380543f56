"""Whether a table still measures what the catalogue says, in the same unit."""

from collections.abc import Iterator, Mapping

from husrom.figures.cubes.cube import Cube, Unit
from husrom.figures.tables.table import Content, Table
from husrom.figures.verifying.finding import Finding, file_of, listed
from husrom.figures.verifying.variables import CONTENTS

# The words in which the Statbank says each of our units. "antall" says nothing of what is counted.
_WORDS: Mapping[str, tuple[str, ...]] = {
    "persons": ("personer", "antall"),
    "households": ("husholdninger", "antall"),
    "dwellings": ("boliger", "antall"),
    "holiday_houses": ("bygninger", "fritidsbygninger", "antall"),
    "sales": ("omsetninger", "antall"),
    "cases": ("saker", "søknader", "antall"),
    "persons_per_household": ("personer", "antall", "gjennomsnitt"),
    "per_cent": ("prosent", "%"),
    "per_mille": ("promille", "‰"),
    "per_1000_persons": ("per 1000", "per 1 000", "antall", "per 1000 innbyggere", "per 1 000 innbyggere"),
    "nok": ("kr", "kroner"),
    "nok_1000": ("1000 kr", "1 000 kr", "1000 kroner", "1 000 kroner"),
    "nok_per_m2": ("kr", "kroner", "kr per m2", "kroner per m2", "kr per m²", "kroner per m²"),
    "nok_per_month": ("kr", "kroner", "kr per måned"),
    "nok_per_year": ("kr", "kroner"),
    "km2": ("km²", "km2", "kvadratkilometer"),
    "persons_per_km2": ("personer per km²", "innbyggere per km²", "antall"),
    "index": ("indeks",),
    "yes_no": ("antall", "ja/nei"),
}


def measure_findings(table: Table, live: Cube) -> Iterator[Finding]:
    """Compare the contents with their units and decimals, and whether they may be summed."""
    contents = next((one for one in live.dimensions if one.code == CONTENTS), None)
    if contents is not None:
        labels = dict(zip(contents.codes, contents.labels, strict=True))
        codes = {code.casefold(): code for code in contents.codes}
        for one in table.contents:
            code = codes.get((one.code or "").casefold())
            if code is None:
                yield _missing(table, one, labels)
            elif unit := contents.units.get(code):
                yield from _unit_findings(table, one, unit)
        if not table.contents:
            yield _undescribed(table, labels)
    yield from _aggregation_findings(table, live)


def _missing(table: Table, content: Content, labels: Mapping[str, str]) -> Finding:
    found = listed([f"{code} ({label})" for code, label in labels.items()])
    remedy = f"Write the right code in {file_of(table)}."
    if content.code is None:
        return Finding(table.key, "code_unknown", f"a code for {content.name}, which we do not know", found, remedy)
    return Finding(table.key, "code_missing", f"the content {content.code} ({content.name})", found, remedy)


def _undescribed(table: Table, labels: Mapping[str, str]) -> Finding:
    found = listed([f"{code} ({label})" for code, label in labels.items()])
    remedy = f"Describe those that are needed in {file_of(table)}."
    return Finding(table.key, "code_unknown", "contents, which the catalogue does not name", found, remedy)


def _unit_findings(table: Table, content: Content, unit: Unit) -> Iterator[Finding]:
    said = " ".join(unit.base.casefold().split())
    if said and said not in _WORDS.get(content.unit, ()):
        remedy = f"See whether the figures are the same as before, and correct unit in {file_of(table)}."
        yield Finding(table.key, "unit", f"{content.name} in {content.unit}", f"«{unit.base}»", remedy)
    if unit.decimals is not None and unit.decimals > content.decimals:
        expected = f"{content.name} with {content.decimals} decimals"
        remedy = f"Correct decimals in {file_of(table)}, or figures will be cut off."
        yield Finding(table.key, "decimals", expected, f"{unit.decimals}", remedy)


def _aggregation_findings(table: Table, live: Cube) -> Iterator[Finding]:
    summed = any(
        choice.treatment in {"each_and_total", "summed", "groups"}
        for made in table.datasets
        for choice in made.dimensions
    )
    if live.aggregation_allowed is False and (table.aggregation_allowed or summed):
        remedy = f"Write aggregation_allowed: false in {file_of(table)} and stop summing."
        yield Finding(table.key, "aggregation", "figures that may be summed", "that the producer forbids it", remedy)
