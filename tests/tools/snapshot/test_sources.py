"""`sources.yaml` says what the catalogue knows, what this snapshot is, and the hashes of what went in and came out."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from husrom.figures.provenance import said_in
from husrom.figures.source_file import read_sources

Load = Callable[[str], ModuleType]
EXTRACTS = Path(__file__).with_name("extracts")


@pytest.fixture
def written(load: Load, tmp_path: Path) -> Path:
    inputs = load("reading").Inputs(EXTRACTS)
    inputs.tables = {"tenure_shares": inputs.tables["tenure_shares"]}
    output = tmp_path / "tenure_shares.parquet"
    output.write_bytes(b"a table")
    load("sources").write_sources(inputs, {"tenure_shares": output}, tmp_path / "sources.yaml")
    return tmp_path / "sources.yaml"


def test_a_source_is_put_together_from_the_catalogue_and_the_description(written: Path) -> None:
    source = read_sources(written.read_bytes())["tenure_shares"]
    assert (source.table, source.title.en, source.unit) == ("11084", "Households by tenure, shares", "%")
    (unverified,) = source.unverified
    assert said_in(unverified, "en") == "What blank cells for co-operative owners mean."
    assert said_in(unverified, "nb") == said_in(unverified, "nn") == "Hva tomme felt for andels- og aksjeeiere betyr."
    assert source.output_sha256 == hashlib.sha256(b"a table").hexdigest()


def test_an_input_is_named_with_its_hash_and_whom_we_had_it_through(written: Path) -> None:
    (file,) = read_sources(written.read_bytes())["tenure_shares"].inputs
    assert (file.file, file.through) == ("tenure_11084_2024_all.csv", "github.com/FemtiGram/kart @476094b3")
    assert file.sha256 == hashlib.sha256((EXTRACTS / file.file).read_bytes()).hexdigest()
