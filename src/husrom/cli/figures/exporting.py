"""`husrom figures export`: indicators, or a dataset of the snapshot, as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from husrom.cli.console import print_json, say
from husrom.cli.django_setup import set_up_django
from husrom.cli.errors import CommandError
from husrom.cli.figures.lookup import check_years, find_dataset, find_key, find_number, warn_of_damage
from husrom.cli.figures.writing import check_writable, write_out

if TYPE_CHECKING:
    from husrom.figures.exporting import TableKind
    from husrom.figures.indicators import Value
    from husrom.figures.provenance import Source


class Format(StrEnum):
    CSV = "csv"
    CSV_EXCEL = "csv-excel"
    PARQUET = "parquet"
    JSON_STAT = "json-stat"
    XLSX = "xlsx"

    @property
    def kind(self) -> "TableKind":
        from husrom.figures.exporting import TableKind

        names = {Format.CSV: "plain-csv", Format.CSV_EXCEL: "csv", Format.JSON_STAT: "json"}
        return TableKind(names.get(self, self.value))


class Language(StrEnum):
    NB = "nb"
    NN = "nn"
    EN = "en"


_ENDINGS = {".csv": Format.CSV, ".parquet": Format.PARQUET, ".json": Format.JSON_STAT, ".xlsx": Format.XLSX}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be exported: which municipalities (none is all) and years, in which language."""

    numbers: tuple[str, ...]
    first: int | None
    last: int | None
    language: str


@dataclass(frozen=True, slots=True)
class Exported:
    content: bytes
    rows: int
    sources: "tuple[Source, ...]"


def export_figures(
    indicators: Annotated[
        list[str] | None, typer.Argument(help="Keys of indicators; all of them when only municipalities are given.")
    ] = None,
    *,
    municipality: Annotated[
        list[str] | None,
        typer.Option("--municipality", "-m", help="Name, or any number it has had; may be repeated. 0 is Norway."),
    ] = None,
    dataset: Annotated[
        str, typer.Option(help="A table of the snapshot instead of indicators; see husrom figures list.")
    ] = "",
    first: Annotated[int | None, typer.Option("--from", help="First year.")] = None,
    last: Annotated[int | None, typer.Option("--to", help="Last year.")] = None,
    file_format: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="From the file's ending, else csv. csv-excel is for Excel in Norwegian."),
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The file; standard output without.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if it is there.")] = False,
    language: Annotated[Language, typer.Option(help="The language of titles, units and reasons.")] = Language.NB,
    as_json: Annotated[bool, typer.Option("--json", help="Tell as JSON what was written to the file.")] = False,
) -> None:
    """Export figures with status, reason and source, as CSV, Parquet, JSON-stat 2.0 or Excel."""
    set_up_django()
    from husrom.figures.exporting import NotExportableError

    wanted = file_format or _format_of(output)
    _check_question(indicators or [], municipality or [], dataset, output, as_json=as_json)
    check_years(first, last)
    check_writable(output, force=force, is_text=wanted.kind.is_text)
    warn_of_damage()
    chosen = Chosen(tuple(find_number(text) for text in municipality or ()), first, last, language)
    try:
        if dataset:
            exported = _dataset(find_dataset(dataset), wanted, chosen)
        else:
            exported = _indicators([find_key(text) for text in dict.fromkeys(indicators or ())], wanted, chosen)
    except NotExportableError as error:
        raise CommandError(error.in_words(_)) from error
    write_out(exported.content, output)
    if output is not None:
        _tell(exported, output, wanted, as_json=as_json)


def _format_of(output: Path | None) -> Format:
    if output is None:
        return Format.CSV
    try:
        return _ENDINGS[output.suffix.lower()]
    except KeyError:
        message = _(
            "The ending of %(file)s does not say what kind of file it is to be. Add --format, such as %(some)s."
        )
        raise CommandError(message % {"file": output.name, "some": "--format csv"}) from None


def _check_question(
    indicators: Sequence[str], municipalities: Sequence[str], dataset: str, output: Path | None, *, as_json: bool
) -> None:
    if dataset and indicators:
        raise CommandError(_("Give indicators or --dataset, not both: they are different tables."))
    if not dataset and not indicators and not municipalities:
        example = "husrom figures export population --output folketall.csv"
        raise CommandError(_("Say what to export: indicators, a municipality or a dataset, as in: %s") % example)
    if as_json and output is None:
        raise CommandError(_("--json tells what was written to a file. Add --output, or use --format json-stat."))


def _dataset(name: str, wanted: Format, chosen: Chosen) -> Exported:
    from husrom.figures.catalogue import source
    from husrom.figures.exporting import dataset_frame, export_dataset

    frame = dataset_frame(name, numbers=chosen.numbers, first=chosen.first, last=chosen.last)
    return Exported(export_dataset(name, frame, wanted.kind, chosen.language), frame.height, (source(name),))


def _indicators(keys: Sequence[str], wanted: Format, chosen: Chosen) -> Exported:
    from husrom.figures.exporting import export
    from husrom.figures.exporting.frame import sources_of
    from husrom.figures.indicators import indicators

    wanted_keys = keys or [found.key for found in indicators()]
    values = [value for key in wanted_keys for value in _values(key, chosen)]
    if not values:
        raise CommandError(_("There are no figures for these years. Leave out --from and --to to get them all."))
    return Exported(export(values, wanted.kind, chosen.language), len(values), sources_of(values))


def _values(key: str, chosen: Chosen) -> "list[Value]":
    """Return the values of an indicator; where a municipality has none in any year, the one that says why."""
    from husrom.figures.indicators import cross_section, latest, periods, series

    if chosen.numbers:
        found: list[Value] = []
        for number in dict.fromkeys(chosen.numbers):
            of_years = series(key, number, first=chosen.first, last=chosen.last)
            found += of_years or (() if series(key, number) else (latest(key, number),))
        return found
    every = periods(key)
    wanted = [period for period in every if (chosen.first or 0) <= int(period[:4]) <= (chosen.last or 9999)]
    if not every:
        return list(cross_section(key))
    return [value for period in wanted for value in cross_section(key, period)]


def _tell(exported: Exported, output: Path, wanted: Format, *, as_json: bool) -> None:
    if as_json:
        sources = [source.attribution for source in exported.sources]
        print_json({"file": str(output), "format": wanted.value, "rows": exported.rows, "sources": sources})
        return
    message = ngettext("Wrote %(count)d row to %(file)s.", "Wrote %(count)d rows to %(file)s.", exported.rows)
    say(message % {"count": exported.rows, "file": output})
    for attribution in dict.fromkeys(source.attribution for source in exported.sources):
        say(attribution)
