"""Parameter files are refused for every way of being wrong, and the shipped ones are right."""

import datetime as dt
from importlib.resources import files
from pathlib import Path

import pytest

from husrom.housing.errors import ParameterError
from husrom.housing.growth import Thresholds
from husrom.housing.parameters import Parameter, Reference, load_parameter, parameter, parameters

BROKEN = Path(__file__).with_name("broken_parameters")
UNITS = frozenset({"count", "per_cent"})
EXPECTED_FAULTS = {
    "duplicate_key": "line 6: the key unit stands twice. Keep one of them.",
    "empty_description": "description: expected a sentence, found ''.",
    "missing_key": "the key checked_on is missing.",
    "no_values": "values: expected at least one start date such as 2026-01-01.",
    "not_a_mapping": "expected keys and values, found list.",
    "reference_is_text": ("reference: 2026-01-01 needs a title and, where there is one, an href."),
    "reference_with_unknown_key": ("reference: 2026-01-01: unknown key page. Expected href, title, verified."),
    "reference_verified_is_text": ("reference: 2026-01-01: verified: expected true or false, found 'perhaps'."),
    "reference_without_title": "reference: 2026-01-01: the key title is missing.",
    "unknown_key": ("unknown key colour. Expected checked_on, description, reference, unit, values."),
    "unknown_unit": "unit: 'parsecs' is not in units.yaml. Use one of count, per_cent.",
    "value_is_yes": "values: True from 2026-01-01 is no number. Write a number, or null if repealed.",
    "value_without_reference": ("reference: every start date needs a value and a reference; look at 2027-01-01."),
    "wrong_checked_on": "checked_on: yesterday is no date. Write it as 2026-01-01.",
    "wrong_date": "values: 2026-13-01 is no date. Write it as 2026-01-01.",
    "wrong_value": "values: 'seven' from 2026-01-01 is no number. Write a number, or null if repealed.",
}


@pytest.mark.parametrize(("name", "message"), EXPECTED_FAULTS.items(), ids=EXPECTED_FAULTS.keys())
def test_a_broken_parameter_file_is_refused_with_file_and_key(name: str, message: str) -> None:
    with pytest.raises(ParameterError) as caught:
        load_parameter(BROKEN / f"{name}.yaml", name=f"tests.{name}", units=UNITS)
    assert str(caught.value) == f"{name}.yaml: {message}"


def test_a_file_that_is_not_yaml_is_refused_with_its_name() -> None:
    with pytest.raises(ParameterError, match=r"^not_yaml\.yaml is not YAML: "):
        load_parameter(BROKEN / "not_yaml.yaml", name="tests.not_yaml", units=UNITS)


def test_there_is_an_expectation_for_every_broken_file() -> None:
    assert {path.stem for path in BROKEN.glob("*.yaml")} == EXPECTED_FAULTS.keys() | {"not_yaml"}


def test_a_value_holds_until_the_next_and_null_means_repealed() -> None:
    first, second, third = (dt.date(year, 1, 1) for year in (2020, 2024, 2026))
    history = Parameter("tests.rate", "A rate", "per_cent", ((first, 1.5), (second, 2.0), (third, None)), (), third)
    values = [
        history.at(dt.date(year, month, day)) for year, month, day in ((2023, 12, 31), (2024, 1, 1), (2026, 6, 1))
    ]
    assert values == [1.5, 2.0, None]


def test_a_day_before_the_first_value_is_refused() -> None:
    with pytest.raises(ParameterError) as caught:
        parameter("growth.agreeing_measures").at(dt.date(1999, 1, 1))
    assert "it is first defined from 2026-01-01" in str(caught.value)


def test_a_reference_is_verified_unless_it_says_otherwise() -> None:
    first, second = dt.date(2020, 1, 1), dt.date(2024, 1, 1)
    references = ((first, Reference("Recalled", None, verified=False)), (second, Reference("Read", None)))
    history = Parameter("tests.rate", "A rate", "per_cent", ((first, 1.5), (second, None)), references, second)
    assert [history.reference_at(day).verified for day in (dt.date(2023, 12, 31), second)] == [False, True]


def test_every_shipped_parameter_can_be_loaded_and_says_where_it_is_decided() -> None:
    shipped = {
        f"{folder.name}.{path.name.removesuffix('.yaml')}"
        for folder in (files("husrom.housing") / "parameters").iterdir()
        if folder.is_dir() and not folder.name.startswith("_")
        for path in folder.iterdir()
    }
    assert parameters().keys() == shipped
    assert [name for name, known in parameters().items() if not all(ref.title for _, ref in known.references)] == []


def test_every_threshold_is_a_parameter() -> None:
    names = {f"growth.{name}" for name in Thresholds.names()} | {"growth.sensitivity_step_pct_points"}
    assert {name for name in parameters() if name.startswith("growth.")} == names
