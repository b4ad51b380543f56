"""Figures from files that come from outside: Husbanken, the municipality's own extracts and surveys, zones on a map.

`read_manual(path, mapping)` reads a file by its mapping, or refuses it with one sentence and every fault; `store` keeps
the result. What is imported never stands in for an official dataset: its name begins with `imported/`.
"""

from husrom.figures.importing.dataset import ImportedDataset, ValueMeaning
from husrom.figures.importing.faults import Fault, ImportRefusedError
from husrom.figures.importing.limits import Limits
from husrom.figures.importing.mapping import ImportMapping, mapping_schema
from husrom.figures.importing.mapping_files import completed, read_mapping, ready_mapping_text, ready_mappings
from husrom.figures.importing.reading import read_manual
from husrom.figures.importing.storing import (
    ImportExistsError,
    StoredDataset,
    UnknownImportError,
    imported,
    imported_dataset,
    imported_table,
    imported_zones,
    remove,
    store,
)

__all__ = [
    "Fault",
    "ImportExistsError",
    "ImportMapping",
    "ImportRefusedError",
    "ImportedDataset",
    "Limits",
    "StoredDataset",
    "UnknownImportError",
    "ValueMeaning",
    "completed",
    "imported",
    "imported_dataset",
    "imported_table",
    "imported_zones",
    "mapping_schema",
    "read_manual",
    "read_mapping",
    "ready_mapping_text",
    "ready_mappings",
    "remove",
    "store",
]
