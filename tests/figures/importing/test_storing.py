"""Imported datasets are kept whole, never in place of official ones, and can be listed and removed."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from husrom.figures.catalogue import sources
from husrom.figures.errors import SnapshotError
from husrom.figures.importing import (
    ImportedDataset,
    ImportExistsError,
    ImportMapping,
    UnknownImportError,
    imported,
    imported_dataset,
    imported_table,
    imported_zones,
    read_manual,
    remove,
    store,
)

CsvFile = Callable[[str | bytes], Path]


@pytest.fixture
def dataset(csv_file: CsvFile, loans: ImportMapping, home: Path) -> ImportedDataset:
    return read_manual(csv_file("Kommune;År;Antall;Beløp\n3403;2025;12;3,5\n"), loans)


@pytest.fixture
def newer(csv_file: CsvFile, loans: ImportMapping, home: Path) -> ImportedDataset:
    return read_manual(csv_file("Kommune;År;Antall;Beløp\n3403;2026;13;4,5\n"), loans)


def test_what_is_stored_is_what_is_found(dataset: ImportedDataset) -> None:
    stored = store(dataset)

    assert imported_table("start_loans").equals(dataset.frame)
    assert imported_table("imported/start_loans").equals(dataset.frame)
    assert imported() == (stored,)
    assert imported_dataset("start_loans").source.inputs == dataset.source.inputs
    assert imported_zones("start_loans") is None


def test_nothing_is_replaced_unless_asked(dataset: ImportedDataset, newer: ImportedDataset) -> None:
    store(dataset)

    with pytest.raises(ImportExistsError, match='"start_loans" already'):
        store(newer)
    assert imported_table("start_loans")["year"].to_list() == [2025]

    store(newer, replace=True)
    assert imported_table("start_loans")["year"].to_list() == [2026]


def test_broken_import_leaves_the_old_dataset(
    dataset: ImportedDataset, newer: ImportedDataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(dataset)
    replaced = Path.replace

    def full(path: Path, target: Path) -> Path:
        if target.name == "source.yaml":
            raise OSError(28, "No space left on device")
        return replaced(path, target)

    with monkeypatch.context() as context:
        context.setattr(Path, "replace", full)
        with pytest.raises(OSError, match="No space left"):
            store(newer, replace=True)

    assert imported_table("start_loans")["year"].to_list() == [2025]


def test_files_of_earlier_imports_are_swept_away_in_time(
    dataset: ImportedDataset, newer: ImportedDataset, home: Path
) -> None:
    folder = home / "imported" / "start_loans"
    store(dataset)
    store(newer, replace=True)
    assert len(list(folder.glob("*.parquet"))) == 2

    long_ago = time.time() - 7_200
    for path in folder.iterdir():
        os.utime(path, (long_ago, long_ago))
    store(newer, replace=True)

    assert len(list(folder.glob("*.parquet"))) == 1
    assert imported_table("start_loans")["year"].to_list() == [2026]


def test_removed_dataset_is_gone(dataset: ImportedDataset, home: Path) -> None:
    store(dataset)
    remove("start_loans")

    assert imported() == ()
    assert not (home / "imported" / "start_loans").exists()
    with pytest.raises(UnknownImportError, match="Imported datasets: none"):
        remove("start_loans")


@pytest.mark.parametrize("name", ["../start_loans", "/etc", "start_loans/..", "", "Start", "a" * 61])
def test_names_that_lead_elsewhere_are_unknown(dataset: ImportedDataset, name: str) -> None:
    store(dataset)

    for reader in (imported_dataset, imported_table, remove):
        with pytest.raises(UnknownImportError):
            reader(name)
    assert len(imported()) == 1


def test_damage_is_noticed(dataset: ImportedDataset, home: Path) -> None:
    stored = store(dataset)
    folder = home / "imported" / "start_loans"
    (folder / stored.source.output_file).write_bytes(b"PAR1")
    with pytest.raises(SnapshotError, match="damaged"):
        imported_table("start_loans")

    (folder / stored.source.output_file).unlink()
    with pytest.raises(SnapshotError, match="damaged"):
        imported_table("start_loans")

    (folder / "source.yaml").write_text("source: [")
    with pytest.raises(SnapshotError, match="damaged"):
        imported_dataset("start_loans")


def test_imported_datasets_are_no_official_ones(dataset: ImportedDataset) -> None:
    store(dataset)

    assert not any(identifier.startswith("imported/") for identifier in sources())
    assert imported_dataset("start_loans").source.identifier == "imported/start_loans"
