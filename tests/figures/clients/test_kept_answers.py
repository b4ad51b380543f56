"""Answers on disk: whole or absent, never half."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.figures.clients.kept_answers import Answer, KeptAnswers, key_of

MORNING = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
ANSWER = Answer(b'{"value":[1]}', {"etag": "a"}, MORNING, from_cache=False, url="https://example.org/data", key="k")


@pytest.fixture
def kept(tmp_path: Path) -> KeptAnswers:
    return KeptAnswers(tmp_path)


def test_what_is_kept_is_found_again(kept: KeptAnswers) -> None:
    kept.keep(ANSWER)
    found = kept.find("k", MORNING)
    assert found is not None
    assert found.from_cache
    assert (found.content, found.headers, found.retrieved_at) == (ANSWER.content, ANSWER.headers, MORNING)


def test_nothing_is_found_where_nothing_is_kept(kept: KeptAnswers) -> None:
    assert kept.find("k", MORNING) is None


@pytest.mark.parametrize(
    "damage", [lambda old: old[:-3], lambda old: old + b" ", lambda _old: b"", lambda _old: b"{}\n1"]
)
def test_a_damaged_answer_is_dropped(kept: KeptAnswers, tmp_path: Path, damage: object) -> None:
    kept.keep(ANSWER)
    (path,) = tmp_path.iterdir()
    path.write_bytes(damage(path.read_bytes()))
    assert kept.find("k", MORNING) is None
    assert list(tmp_path.iterdir()) == []


def test_a_process_killed_while_writing_leaves_the_answer_before(
    kept: KeptAnswers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept.keep(ANSWER)

    def killed(_self: Path, _target: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        kept.keep(Answer(b"[]", {}, MORNING, from_cache=False, url="", key="k"))
    found = kept.find("k", MORNING)
    assert found is not None
    assert found.content == ANSWER.content
    assert len(list(tmp_path.iterdir())) == 1


@given(first=st.tuples(st.text(), st.text(), st.binary()), second=st.tuples(st.text(), st.text(), st.binary()))
def test_keys_differ_when_requests_do(first: tuple[str, str, bytes], second: tuple[str, str, bytes]) -> None:
    if any("\n" in text for request in (first, second) for text in request[:2]):
        return  # neither a method nor an address holds a line end
    assert (key_of(*first) == key_of(*second)) == (first == second)
