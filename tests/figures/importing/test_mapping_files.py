"""Mapping files: the schema, what it cannot say, and the mappings that come with Husrom."""

import datetime as dt
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from husrom.figures.importing import ImportMapping, ImportRefusedError, completed, mapping_schema, read_mapping
from husrom.figures.importing.mapping_files import check_complete, ready_mappings
from tests.figures.importing.written import LOANS, mapping


def refusal(text: str) -> str:
    with pytest.raises(ImportRefusedError) as refused:
        mapping(text)
    return str(refused.value)


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(mapping_schema())


def test_counts_and_shares_have_the_bounds_of_their_kind() -> None:
    found = mapping(LOANS.replace("kind: amount", "kind: share"))

    assert [(value.type, value.minimum, value.maximum) for value in found.values] == [
        ("integer", 0, None),
        ("decimal", 0, 100),
    ]


def test_all_faults_of_shape_are_told_at_once() -> None:
    told = refusal(LOANS.replace("format: 1", "format: 7").replace("kind: count", "kind: many") + "colour: red\n")

    assert "'format'" not in told
    assert [line.partition(":")[0] for line in told.splitlines()[1:]] == [
        "  expected something else (Additional properties are not allowed ('colour' was unexpected))",
        '  column "columns',
        '  column "format"',
    ]
    assert "'many' is not one of" in told


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("name: paid_out_nok", "name: loans"), "each name once"),
        (("name: paid_out_nok", "name: loans_status"), "each name once"),
        (("name: paid_out_nok", "name: year"), "a name that Husrom does not use itself"),
        (("name: start_loans", "name: population_by_age"), "a name that no official dataset has"),
        (
            (
                "  - {role: value, column: Antall",
                "  - {role: row_count, name: n_rows, unit: x}\n  - {role: value, column: Antall",
            ),
            "either",
        ),
        (("columns:", "file: {decimal: ',', thousands: ','}\ncolumns:"), "a sign other than the decimal sign"),
        (("columns:", "columns:\n  - {role: dimension, column: A, name: age, bands: [5, 1]}"), "rising numbers"),
        (("name: start_loans", "name: ../../etc"), "does not match"),
        (("received_on: 2026-11-20", "received_on: 2026-13-20"), "is not a 'date'"),
    ],
)
def test_contradictions_are_refused(change: tuple[str, str], sentence: str) -> None:
    assert sentence in refusal(LOANS.replace(*change))


def test_yaml_that_unfolds_to_gigabytes_is_refused() -> None:
    bomb = "a: &a [x, x]\n" + "\n".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]" for n in range(9)
    )

    assert "is not YAML in UTF-8: it uses an alias" in refusal(bomb)
    assert "is not YAML" in refusal("!!python/object/apply:os.system ['true']")
    assert "is not YAML" in refusal("[" * 5_000)


def test_file_of_figures_given_as_mapping_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_bytes(b"a" * 1_000_001)

    with pytest.raises(ImportRefusedError, match="larger than 1 MB"):
        read_mapping(path)
    with pytest.raises(ImportRefusedError, match="cannot be read"):
        read_mapping(tmp_path / "none.yaml")


def test_incomplete_mapping_is_refused_until_it_is_completed() -> None:
    ready = ready_mappings()["own_survey"]
    with pytest.raises(ImportRefusedError) as refused:
        check_complete(ready)
    assert [fault.column for fault in refused.value.faults] == ["received_on", "period", "region: municipality"]

    whole = completed(ready, received_on=dt.date(2026, 11, 20), municipality="3403", period="2026")
    check_complete(whole)
    for number in ("9999", "0403"):
        with pytest.raises(ImportRefusedError, match="a municipality number of the division of 2024"):
            check_complete(completed(whole, municipality=number))


def test_fixed_period_must_be_one(loans: ImportMapping) -> None:
    with pytest.raises(ImportRefusedError, match="a year, such as 2025"):
        check_complete(completed(loans, period="forrige år"))


@pytest.mark.parametrize("name", sorted(ready_mappings()))
def test_ready_mapping_says_what_is_unverified(name: str) -> None:
    ready = ready_mappings()[name]

    assert ready.unverified
    assert ready.received_on is None
    assert all((ready.title.nb, ready.title.nn, ready.title.en))
