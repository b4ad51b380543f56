"""Write the reference pages from what the code knows, or check that they are up to date.

python tools/reference.py          write docs/reference/*.md
python tools/reference.py --check  say which pages differ, and exit with 1 if any does
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from husrom import environment
from husrom.figures.catalogue import sources
from husrom.figures.importing import mapping_schema
from husrom.figures.indicators import Indicator, Theme, indicators
from husrom.figures.indicators.recipe import Measure, Recipe
from husrom.figures.peers import peer_groupings
from husrom.figures.provenance import said_in
from husrom.figures.tables import Table, tables
from husrom.housing.parameters import Reference, parameters
from husrom.portal.programme.document import programme_schema, resolved

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"


def _table(heading: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heading, tuple("---" for _ in heading), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in line) + " |" for line in lines
    )


def settings_page() -> str:
    rows = [(f"`{one.name}`", f"`{one.default}`" if one.default else "–", one.help) for one in environment.ALL]
    table = _table(("variable", "default", "meaning"), rows)
    return f"# Settings\n\nHusrom reads these from the environment.\n\n{table}\n"


PARAMETERS_INTRO = """# Parameters

Numbers that are policy, not code: each with a date and a reference for every date. **Unverified** means that nobody \
has read the value where it is decided; whatever shows it says so too."""


def parameters_page() -> str:
    parts = [PARAMETERS_INTRO]
    for name, parameter in sorted(parameters().items()):
        references = dict(parameter.references)
        rows = [
            (day.isoformat(), "none" if value is None else f"{value:.10g}", _decided(references[day]))
            for day, value in parameter.values
        ]
        checked = f"Unit: {parameter.unit}. Checked on {parameter.checked_on.isoformat()}."
        parts.append(
            f"## `{name}`\n\n{parameter.description}. {checked}\n\n{_table(('from', 'value', 'reference'), rows)}"
        )
    return "\n\n".join(parts) + "\n"


def _decided(reference: Reference) -> str:
    title = f"[{reference.title}]({reference.href})" if (reference.href or "").startswith("http") else reference.title
    return title if reference.verified else f"**Unverified.** {title}"


def figures_page() -> str:
    parts = ["# Figures\n\nThe tables in the snapshot that comes with the package. What is unverified is said so."]
    for identifier, source in sorted(sources().items()):
        first, last = source.years
        definition = said_in(source.definition, "en")
        unit = f"Unit: {source.unit}. " if source.unit else ""
        facts = [
            f"{definition} {unit}{first}–{last}, municipalities of {source.division_year}.",
            f"{source.attribution}. {source.licence.name}.",
        ]
        facts += [f"Note: {text}" for text in (said_in(note, "en") for note in source.notes)]
        facts += [f"**Unverified:** {text}" for text in (said_in(note, "en") for note in source.unverified)]
        parts.append(f"## `{identifier}` – {source.title.en}\n\n" + "\n".join(f"- {fact}" for fact in facts))
    return "\n\n".join(parts) + "\n"


TABLES_INTRO = """# Tables

Every table of the catalogue, one file each in `src/husrom/figures/tables/`. The grade says how sure we are that a \
table is as written: *verified* was seen in use in 2026, *older* was seen in older pages or scripts, *unverified* is \
not checked. What exactly is not checked stands below the tables. `husrom figures verify` compares them all with their \
sources."""


def tables_page() -> str:
    parts = [TABLES_INTRO]
    heading = ("table", "title", "grade", "region", "frequency", "periods", "datasets", "successor")
    for producer in dict.fromkeys(one.producer for one in tables().values()):
        ours = [one for one in tables().values() if one.producer == producer]
        parts.append(f"## {producer}\n\n{_table(heading, map(_table_row, ours))}")
    notes = [
        f"- **{key}** {text}"
        for key, one in tables().items()
        for text in (
            *(f"Break in {each.period}: {each.what.en}" for each in one.breaks),
            *([one.verification.note] if one.verification.note else []),
        )
    ]
    parts.append("## Breaks, and what is not checked\n\n" + "\n".join(notes))
    return "\n\n".join(parts) + "\n"


def _table_row(one: Table) -> tuple[str, ...]:
    region = one.region.handling.replace("_", " ") + ("" if one.region.verified else " (?)") if one.region else "–"
    periods = f"{one.first_period or '?'}–{one.last_period or ''}" if one.time else "–"
    series = "" if one.successor is None or one.successor.same_series else ", another series"
    return (
        f"[{one.number}]({one.reference})",
        one.title.en,
        one.verification.grade,
        region,
        one.frequency.replace("_", " "),
        periods,
        ", ".join(f"`{made.name}`" for made in one.datasets) or "–",
        f"{one.successor.number}{series}" if one.successor else "–",
    )


def indicators_page() -> str:
    intro = (
        "# Indicators\n\nWhat `husrom figures show` knows, by theme. None of them says that high or low is good, and "
        "none is ranked.\n\nGrades: **A** counts from registers; **B** computed from shares or margins; **C** rests on "
        "an assumption. The first recipe that gives a value for a municipality and period is used.\n\n"
        "Groups of peers: " + ", ".join(f"`{one.key}` ({one.label.en.lower()})" for one in peer_groupings()) + "."
    )
    parts = [intro]
    for theme in Theme:
        parts.append(f"## {theme.value.replace('_', ' ').capitalize()}")
        parts.extend(_indicator_section(one) for one in indicators(theme))
    return "\n\n".join(parts) + "\n"


def _indicator_section(one: Indicator) -> str:
    limits = one.small_numbers
    rules = [
        ("observations", limits.observations_below),
        ("the number it is about", limits.part_below),
        ("the number it is divided by", limits.base_below),
    ]
    hidden = [f"{what} is below {limit}" for what, limit in rules if limit is not None]
    facts = [one.definition.en, one.domain.en, f"Unit: {one.unit.label.en}. Grade {one.grade}. Version {one.version}."]
    if hidden:
        facts.append(f"Not shown where {' or '.join(hidden)}.")
    if one.undefined is not None:
        facts.append(f"Without a value where the number it is divided by is not above zero. {one.undefined.en}")
    facts.append(f"Made of: {'; else '.join(_recipe(recipe) for recipe in one.recipes)}.")
    return f"### `{one.key}` – {one.title.en}\n\n" + "\n".join(f"- {fact}" for fact in facts)


def _recipe(recipe: Recipe) -> str:
    made = f"{recipe.form.value} of {_measure(recipe.part)}"
    if recipe.base is not None:
        made += f" and {_measure(recipe.base)}"
    return f"{made} over {recipe.years} years" if recipe.years else made


def _measure(measure: Measure) -> str:
    return f"`{measure.dataset or measure.indicator}`"


def programme_page() -> str:
    intro = (
        "# The programme file\n\nYAML in UTF-8. `husrom network schema` prints the JSON Schema; "
        "the example is `src/husrom/portal/programme/examples/helhetlig-boligpolitikk.yaml`."
    )
    parts = [intro]
    for name, section in programme_schema()["properties"].items():
        shape = resolved(section)
        if shape.get("type") == "array":
            shape = resolved(shape["items"])
        description = section.get("description") or shape.get("description", "")
        parts.append(f"## `{name}`\n\n{description}".rstrip())
        if "properties" in shape:
            parts.append(_table(("key", "must be there", "meaning"), _keys(shape)))
    return "\n\n".join(parts) + "\n"


def _keys(shape: dict[str, Any]) -> Iterable[tuple[str, str, str]]:
    required = set(shape.get("required", ()))
    for key, value in shape["properties"].items():
        yield f"`{key}`", "yes" if key in required else "", resolved(value).get("description", "")


MAPPING_INTRO = """# The mapping of a file of figures

YAML in UTF-8. `husrom figures mapping NAME` prints one that comes with Husrom, `husrom figures mapping --schema` the \
JSON Schema. How to use one: [import your own figures](../how-to/import-your-own-figures.md)."""


def mapping_page() -> str:
    schema = mapping_schema()
    parts = [MAPPING_INTRO, f"## The file\n\n{_mapping_table(schema)}"]
    parts += [
        f"## `{name}`\n\n{section['description']}\n\n{_mapping_table(section)}"
        for name, section in schema["properties"].items()
        if "properties" in section
    ]
    parts += [
        f"## `columns` of role `{role}`\n\n{_mapping_table(schema['$defs'][role])}"
        for role in ("dimension", "value", "row_count")
    ]
    return "\n\n".join(parts) + "\n"


def _mapping_table(section: Mapping[str, Any]) -> str:
    required = section.get("required", ())
    rows = [
        (f"`{key}`", "yes" if key in required else "", value["description"])
        for key, value in section["properties"].items()
    ]
    return _table(("key", "must be there", "meaning"), rows)


def glossary_page() -> str:
    entries = yaml.safe_load((REFERENCE / "glossary.yaml").read_text(encoding="utf-8"))
    rows = [
        (entry["nb"], entry["nn"], entry["en"], f"`{entry['identifier']}`", entry["definition"])
        for entry in sorted(entries, key=lambda entry: entry["nb"])
    ]
    table = _table(("bokmål", "nynorsk", "English", "in the code", "definition"), rows)
    return f"# Glossary\n\nFrom `glossary.yaml`.\n\n{table}\n"


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": settings_page,
    "parameters.md": parameters_page,
    "figures.md": figures_page,
    "tables.md": tables_page,
    "indicators.md": indicators_page,
    "programme-file.md": programme_page,
    "mapping-file.md": mapping_page,
    "glossary.md": glossary_page,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 if a page is out of date")
    check = parser.parse_args().check
    stale = []
    for name, page in PAGES.items():
        path, text = REFERENCE / name, page()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            path.write_text(text, encoding="utf-8")
    if check and stale:
        print(f"Out of date in docs/reference: {', '.join(stale)}. Run: python tools/reference.py", file=sys.stderr)
        return 1
    print(f"docs/reference: {len(PAGES)} pages, {len(stale)} {'out of date' if check else 'written'}.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
