"""The one way in: a file and its mapping to a dataset with its provenance, or a refusal that tells every fault."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from husrom.figures.importing.content import Content, Kind, read_content
from husrom.figures.importing.dataset import PREFIX, ImportedDataset, ValueMeaning, content_hash, parquet_bytes
from husrom.figures.importing.delimited import read_delimited
from husrom.figures.importing.faults import FaultList, ImportRefusedError
from husrom.figures.importing.grid import Grid
from husrom.figures.importing.limits import USUAL, Limits
from husrom.figures.importing.mapping import ImportMapping
from husrom.figures.importing.mapping_files import check_complete
from husrom.figures.importing.sentences import Sentence
from husrom.figures.importing.tidying import tidy_frame
from husrom.figures.importing.workbooks import read_workbook
from husrom.figures.importing.zones import Zone, read_zones
from husrom.figures.provenance import InputFile, Source
from husrom.figures.wording import gettext_noop as _


def read_manual(
    path: Path, mapping: ImportMapping, *, zones_path: Path | None = None, limits: Limits = USUAL
) -> ImportedDataset:
    """Return the figures in a CSV or Excel file.

    Parameters
    ----------
    zones_path
        A GeoJSON file with the zones that the figures are of.

    Raises
    ------
    ImportRefusedError
        When the file is unsafe, too large or not as the mapping says; the message tells every fault.
    """
    check_complete(mapping)
    content = read_content(path, limits)
    frame, warnings = tidy_frame(_grid(content, mapping, limits), mapping, content.name)
    inputs = [content]
    zones: tuple[Zone, ...] = ()
    if zones_path is not None:
        if mapping.zones is None or mapping.region.kind != "zone":
            raise ImportRefusedError(
                _(
                    "The mapping %(name)s is not of zones. Leave out the GeoJSON file, or add region: kind: zone "
                    "and zones to the mapping."
                ),
                name=mapping.name,
            )
        inputs.append(read_content(zones_path, limits))
        zones = read_zones(inputs[-1], mapping.zones, mapping.region.municipality or "", limits)
        warnings = (*warnings, *_match_zones(frame, zones, content.name))
    return ImportedDataset(
        name=mapping.name,
        frame=frame,
        source=_source(mapping, frame, inputs, warnings),
        values=_meanings(mapping),
        warnings=warnings,
        zones=zones,
    )


def _grid(content: Content, mapping: ImportMapping, limits: Limits) -> Grid:
    form = mapping.file
    if content.kind is Kind.GEOJSON:
        raise ImportRefusedError(
            _("%(name)s is JSON, not a table. Give the table as CSV or Excel (.xlsx)."), name=content.name
        )
    if form.type not in {None, content.kind}:
        raise ImportRefusedError(
            _(
                "%(name)s is %(kind)s by its content, but the mapping says %(type)s. Correct the mapping, or give "
                "the other file."
            ),
            name=content.name,
            kind=content.kind.upper(),
            type=form.type,
        )
    if content.kind is Kind.XLSX:
        return read_workbook(content, form.sheet, form.header_row, limits)
    return read_delimited(
        content,
        mapping.headings,
        header_row=form.header_row,
        delimiter=form.delimiter,
        encoding=form.encoding,
        limits=limits,
    )


def _match_zones(frame: pl.DataFrame, zones: Sequence[Zone], name: str) -> tuple[Sentence, ...]:
    """Refuse figures of zones that are not on the map; warn of zones without figures."""
    drawn = {zone.identifier for zone in zones}
    told = set(frame["zone_id"].unique())
    faults = FaultList()
    for identifier in sorted(told - drawn):
        faults.add(_("a zone that is in the GeoJSON file"), column="zone", value=identifier)
    faults.refuse(_("%(name)s has figures of zones that are not in the GeoJSON file."), name=name)
    silent = ", ".join(sorted(drawn - told))
    return (Sentence(_("These zones have no figures: %(zones)s."), zones=silent),) if silent else ()


def _meanings(mapping: ImportMapping) -> tuple[ValueMeaning, ...]:
    if mapping.row_count is not None:
        return (ValueMeaning(mapping.row_count.name, mapping.row_count.unit, "count"),)
    return tuple(ValueMeaning(value.name, value.unit, value.kind) for value in mapping.values)


def _source(
    mapping: ImportMapping, frame: pl.DataFrame, inputs: Sequence[Content], warnings: tuple[Sentence, ...]
) -> Source:
    content = parquet_bytes(frame)
    units = {meaning.unit for meaning in _meanings(mapping)}
    first, last = frame["year"].min(), frame["year"].max()
    return Source(
        identifier=f"{PREFIX}{mapping.name}",
        producer=mapping.producer,
        table=None,
        title=mapping.title,
        unit=units.pop() if len(units) == 1 else None,
        definition=mapping.definition,
        frequency=mapping.frequency,
        years=(int(str(first)), int(str(last))),
        division_year=mapping.region.division_year,
        notes=(*mapping.notes, *map(str, warnings)),
        unverified=mapping.unverified,
        licence=mapping.licence,
        attribution=f"Kilde: {mapping.producer}",
        url=mapping.url,
        retrieved_on=mapping.received_on,
        inputs=tuple(
            InputFile(
                file=file.name, through=mapping.contact_role or mapping.producer, generated_on=None, sha256=file.sha256
            )
            for file in inputs
        ),
        output_file="table.parquet",
        output_sha256=content_hash(content),
    )
