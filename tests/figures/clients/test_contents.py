import datetime as dt

import pytest

from husrom.figures.clients.contents import Record, UnexpectedAnswerError, read_record, read_records
from husrom.figures.clients.kept_answers import Answer

WHERE = "https://example.org/codes"


def answer(content: bytes) -> Answer:
    return Answer(content, {}, dt.datetime(2026, 11, 23, tzinfo=dt.UTC), from_cache=False, url=WHERE, key="k")


@pytest.mark.parametrize(
    ("method", "value"),
    [
        ("text", 3403),
        ("text", None),
        ("whole", "three"),
        ("whole", True),
        ("day", "2026-13-01"),
        ("day", 2026),
        ("optional_moment", "this morning"),
        ("record", ["3403"]),
        ("records", {"code": "3403"}),
        ("records", ["3403"]),
    ],
)
def test_field_of_another_kind_is_refused_by_name_and_address(method: str, value: object) -> None:
    with pytest.raises(UnexpectedAnswerError, match=r'"field" is .*https://example\.org/codes'):
        getattr(Record({"field": value}, WHERE), method)("field")


@pytest.mark.parametrize("value", [None, ""])
def test_optional_field_without_content_is_none(value: str | None) -> None:
    record = Record({"field": value}, WHERE)
    assert record.optional_text("field") is None
    assert record.optional_day("field") is None
    assert record.optional_moment("field") is None


def test_optional_field_that_is_missing_is_none() -> None:
    assert Record({}, WHERE).optional_text("field") is None
    assert Record({}, WHERE).optional_records("field") == ()


def test_whole_number_may_be_a_text() -> None:
    assert Record({"level": "1", "size": 20}, WHERE).whole("level") == 1


def test_moment_without_a_zone_is_utc_and_with_one_becomes_utc() -> None:
    record = Record({"here": "2026-03-15T08:00:00", "there": "2026-03-15T08:00:00+01:00"}, WHERE)
    assert record.optional_moment("here") == dt.datetime(2026, 3, 15, 8, tzinfo=dt.UTC)
    assert record.optional_moment("there") == dt.datetime(2026, 3, 15, 7, tzinfo=dt.UTC)


def test_answer_of_another_shape_is_refused() -> None:
    with pytest.raises(UnexpectedAnswerError, match="an object was expected"):
        read_record(answer(b"[]"))
    with pytest.raises(UnexpectedAnswerError, match="a list of objects was expected"):
        read_records(answer(b'{"codes": []}'))


def test_long_content_is_cut_in_the_message() -> None:
    with pytest.raises(UnexpectedAnswerError) as refused:
        Record({"field": ["x"] * 1000}, WHERE).text("field")
    assert len(str(refused.value)) < 300
