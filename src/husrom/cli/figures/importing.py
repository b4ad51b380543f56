"""`husrom figures import`, `imported` and `mapping`: figures from files, for what has no interface to fetch from."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _

from husrom.cli.console import print_json, print_text, say
from husrom.cli.django_setup import set_up_django
from husrom.cli.errors import CommandError

if TYPE_CHECKING:
    from husrom.figures.importing import ImportedDataset, ImportMapping, StoredDataset
    from husrom.figures.provenance import Source

Json = Annotated[bool, typer.Option("--json", help="Print data as JSON.")]


def import_file(
    file: Annotated[Path, typer.Argument(help="The CSV or Excel (.xlsx) file.")],
    *,
    mapping: Annotated[
        str, typer.Option("--mapping", "-m", help="A mapping file, or the name of one that comes with Husrom.")
    ],
    zones: Annotated[Path | None, typer.Option(help="A GeoJSON file with the zones the figures are of.")] = None,
    received: Annotated[str, typer.Option(help="The day the file was received, such as 2026-11-20.")] = "",
    municipality: Annotated[str, typer.Option(help="The municipality that the whole file is of: name or number.")] = "",
    period: Annotated[str, typer.Option(help="The period that the whole file is of, such as 2026.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check the file, and keep nothing.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Replace the dataset if it is there already.")] = False,
    as_json: Json = False,
) -> None:
    """Take in figures from a CSV or Excel file. Nothing is taken in from a file with faults."""
    set_up_django()
    from husrom.figures.importing import ImportExistsError, ImportRefusedError, completed, read_manual, store

    try:
        whole = completed(
            _mapping(mapping),
            received_on=_day(received) if received else None,
            municipality=_number(municipality) if municipality else None,
            period=period or None,
        )
        dataset = read_manual(file, whole, zones_path=zones)
        stored = None if dry_run else store(dataset, replace=replace)
    except ImportRefusedError as error:
        raise CommandError(error.in_words(_)) from error
    except ImportExistsError as error:
        message = _("There is an imported dataset %(name)s already. Add --replace to replace it.")
        raise CommandError(message % {"name": whole.name}) from error
    _tell(dataset, stored, as_json=as_json)


def list_imported(
    name: Annotated[str, typer.Argument(help="The name of one dataset; all when left out.")] = "",
    *,
    remove: Annotated[bool, typer.Option("--remove", help="Remove the dataset.")] = False,
    as_json: Json = False,
) -> None:
    """List the datasets that have been imported, or remove one."""
    set_up_django()
    from husrom.figures.importing import UnknownImportError, imported, imported_dataset
    from husrom.figures.importing import remove as remove_dataset

    if remove and not name:
        raise CommandError(_("Name the dataset to remove."))
    try:
        found = [imported_dataset(name)] if name else list(imported())
        if remove:
            remove_dataset(name)
            say(_("Removed %(name)s.") % {"name": name})
            return
    except UnknownImportError as error:
        there = ", ".join(dataset.name for dataset in imported()) or "–"
        message = _("Nothing has been imported as %(name)s. Imported: %(there)s.")
        raise CommandError(message % {"name": name, "there": there}) from error
    if as_json:
        print_json([_stored_data(dataset) for dataset in found])
        return
    for dataset in found:
        print_text(_line(dataset.source, dataset.rows))


def show_mapping(
    name: Annotated[str, typer.Argument(help="The mapping to print; their names when left out.")] = "",
    *,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of mapping files.")] = False,
) -> None:
    """Print a mapping that comes with Husrom, to copy and correct, or the schema of mapping files."""
    set_up_django()
    from husrom.figures.importing import mapping_schema, ready_mapping_text, ready_mappings

    if schema:
        print_json(mapping_schema())
    elif name:
        _check_ready(name)
        print_text(ready_mapping_text(name))
    else:
        width = max(len(ready) for ready in ready_mappings())
        for ready in ready_mappings().values():
            print_text(f"{ready.name:<{width}} {ready.title.nb}")


def _mapping(text: str) -> "ImportMapping":
    """Return the mapping in a file, or the one that comes with Husrom under the name."""
    from husrom.figures.importing import read_mapping, ready_mappings

    if text in ready_mappings():
        return ready_mappings()[text]
    if Path(text).suffix in {".yaml", ".yml"}:
        return read_mapping(Path(text))
    _check_ready(text)
    return ready_mappings()[text]


def _check_ready(name: str) -> None:
    from husrom.figures.importing import ready_mappings

    if name not in ready_mappings():
        message = _("No mapping called %(name)s comes with Husrom. There are %(there)s. Your own must end in .yaml.")
        raise CommandError(message % {"name": name, "there": ", ".join(ready_mappings())})


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        message = _("%(text)s is not a day. Write it as 2026-11-20.")
        raise CommandError(message % {"text": text}) from error


def _number(text: str) -> str:
    """Return the number of the municipality of today that a name or any number leads to."""
    from husrom.figures.errors import FiguresError
    from husrom.figures.searching import resolve

    try:
        return resolve(text).number
    except FiguresError as error:
        raise CommandError(str(error)) from error


def _tell(dataset: "ImportedDataset", stored: "StoredDataset | None", *, as_json: bool) -> None:
    warnings = [warning.in_words(_) for warning in dataset.warnings]
    for warning in warnings:
        say(warning)
    if as_json:
        data = {"columns": dataset.frame.columns, "warnings": warnings, "stored": stored is not None}
        print_json({**_source_data(dataset.source, dataset.frame.height), **data})
    elif stored is None:
        print_text(_("The file can be taken in. Nothing is kept."))
        print_text(_line(dataset.source, dataset.frame.height))
    else:
        print_text(_line(dataset.source, dataset.frame.height))


def _line(source: "Source", rows: int) -> str:
    values = {
        "identifier": source.identifier,
        "first": source.years[0],
        "last": source.years[1],
        "title": source.title.nb,
        "rows": rows,
        "attribution": source.attribution,
    }
    return _("%(identifier)s %(first)s–%(last)s  %(title)s, %(rows)s rows. %(attribution)s") % values


def _stored_data(dataset: "StoredDataset") -> dict[str, Any]:
    values = [{"name": value.name, "unit": value.unit, "kind": value.kind} for value in dataset.values]
    own = {"values": values, "imported_at": dataset.imported_at.isoformat(), "zones": dataset.zones_file is not None}
    return {**_source_data(dataset.source, dataset.rows), **own}


def _source_data(source: "Source", rows: int) -> dict[str, Any]:
    return {
        "identifier": source.identifier,
        "title": source.title.nb,
        "producer": source.producer,
        "licence": source.licence.name,
        "url": source.url,
        "retrieved": source.retrieved_on.isoformat() if source.retrieved_on else None,
        "years": list(source.years),
        "rows": rows,
        "files": [{"file": file.file, "sha256": file.sha256} for file in source.inputs],
        "unverified": list(source.unverified),
    }
