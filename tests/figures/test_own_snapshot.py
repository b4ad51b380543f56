"""The user's own snapshot: read where it is whole, never where it is not, and never a reason to fail."""

import hashlib
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import pytest
import yaml

from husrom.figures import catalogue, own_snapshot, snapshot
from husrom.figures.source_file import PACKAGED

NAME = "national_tenure"
FILE = f"{NAME}.parquet"
CACHES = (own_snapshot._outcome, catalogue.sources, snapshot.table, snapshot.boundaries)

Write = Callable[[pl.DataFrame], Path]


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Begin without figures held in memory, and leave none of a snapshot that was only for a test."""
    monkeypatch.setenv("HUSROM_HOME", str(tmp_path))
    for cached in CACHES:
        cached.cache_clear()
    yield tmp_path
    for cached in CACHES:
        cached.cache_clear()


@pytest.fixture
def write(own_home: Path) -> Write:
    """Write a snapshot of one table, whole, and return its folder."""

    def written(table: pl.DataFrame) -> Path:
        folder = own_home / "figures"
        folder.mkdir()
        table.write_parquet(folder / FILE)
        entry = yaml.safe_load((PACKAGED / "sources.yaml").read_text(encoding="utf-8"))[NAME]
        entry["retrieved_on"] = "2026-11-24"
        entry["output"]["sha256"] = hashlib.sha256((folder / FILE).read_bytes()).hexdigest()
        (folder / "sources.yaml").write_text(yaml.safe_dump({NAME: entry}), encoding="utf-8")
        return folder

    return written


def _packaged() -> pl.DataFrame:
    return pl.read_parquet(io.BytesIO((PACKAGED / FILE).read_bytes()))


def _renewed() -> pl.DataFrame:
    return _packaged().with_columns(pl.col("households") + 1)


def test_without_an_own_snapshot_the_packaged_one_is_read() -> None:
    assert snapshot.table(NAME).equals(_packaged())
    assert (own_snapshot.own_snapshot(), own_snapshot.own_snapshot_fault()) == (None, None)


def test_a_whole_own_snapshot_is_read_with_its_own_source(write: Write) -> None:
    write(_renewed())
    assert snapshot.table(NAME).equals(_renewed())
    assert str(catalogue.source(NAME).retrieved_on) == "2026-11-24"
    assert own_snapshot.own_snapshot_fault() is None


def test_a_table_the_own_snapshot_lacks_is_the_packaged_one(write: Write) -> None:
    write(_renewed())
    assert snapshot.table("tenure_shares").height == 357 * 3
    assert snapshot.boundaries()["unit_m"] == 100
    assert catalogue.sources().keys() == catalogue.packaged_sources().keys()


def test_a_process_keeps_the_figures_it_began_with(write: Write) -> None:
    folder = write(_renewed())
    assert catalogue.source(NAME).retrieved_on is not None
    (folder / FILE).write_bytes(b"half of a new")
    assert snapshot.table(NAME).equals(_renewed())


def _break_file(folder: Path) -> None:
    content = (folder / FILE).read_bytes()
    (folder / FILE).write_bytes(content[: len(content) // 2])


def _lose_file(folder: Path) -> None:
    (folder / FILE).unlink()


def _lose_sources(folder: Path) -> None:
    (folder / "sources.yaml").unlink()


def _break_sources(folder: Path) -> None:
    content = (folder / "sources.yaml").read_text(encoding="utf-8")
    (folder / "sources.yaml").write_text(content[: len(content) // 2], encoding="utf-8")


def _empty_sources(folder: Path) -> None:
    (folder / "sources.yaml").write_text("", encoding="utf-8")


def _garble_sources(folder: Path) -> None:
    (folder / "sources.yaml").write_bytes(b"\x80[")


def _make_source_a_word(folder: Path) -> None:
    (folder / "sources.yaml").write_text(f"{NAME}: soon\n", encoding="utf-8")


def _make_file_a_folder(folder: Path) -> None:
    (folder / FILE).unlink()
    (folder / FILE).mkdir()


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (_break_file, "is not the file sources.yaml describes"),
        (_lose_file, "is missing"),
        (_lose_sources, "lacks sources.yaml"),
        (_break_sources, "sources.yaml"),
        (_empty_sources, "has no tables"),
        (_garble_sources, "not YAML that can be read"),
        (_make_source_a_word, "lacks attribution"),
        (_make_file_a_folder, FILE),
    ],
)
def test_a_damaged_own_snapshot_is_not_used_and_told(write: Write, damage: Callable[[Path], None], told: str) -> None:
    damage(write(_renewed()))
    assert snapshot.table(NAME).equals(_packaged())
    assert catalogue.source(NAME) == catalogue.packaged_sources()[NAME]
    assert told in str(own_snapshot.own_snapshot_fault())


def test_a_snapshot_of_another_version_is_not_used(write: Write) -> None:
    write(_renewed().rename({"households": "homes"}))
    assert snapshot.table(NAME).equals(_packaged())
    assert "has not the columns this version of Husrom reads" in str(own_snapshot.own_snapshot_fault())


def test_a_source_cannot_point_outside_its_folder(write: Write, own_home: Path) -> None:
    folder = write(_renewed())
    (own_home / "elsewhere.parquet").write_bytes((folder / FILE).read_bytes())
    content = (folder / "sources.yaml").read_text(encoding="utf-8")
    (folder / "sources.yaml").write_text(content.replace(FILE, "../elsewhere.parquet"), encoding="utf-8")
    assert "is missing" in str(own_snapshot.own_snapshot_fault())


def test_a_home_that_cannot_be_a_folder_is_no_reason_to_fail(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (own_home / "file").write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("HUSROM_HOME", str(own_home / "file"))
    assert snapshot.table(NAME).equals(_packaged())
    assert "cannot be used as a folder" in str(own_snapshot.own_snapshot_fault())
