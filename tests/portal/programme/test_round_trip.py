"""A document that is loaded and exported, or written and read, is the same document."""

import copy
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from jsonschema import Draft202012Validator, FormatChecker

from husrom.portal.network.models import Network
from husrom.portal.programme.document import EXAMPLES, ProgrammeDocument, canonical, compact, programme_schema
from husrom.portal.programme.exporting import as_yaml, export_network
from husrom.portal.programme.loading import load
from husrom.portal.programme.reading import read_programme, read_programme_text

EXAMPLE = EXAMPLES / "helhetlig-boligpolitikk.yaml"
VALID = read_programme(Path(__file__).parent / "valid.yaml")

# Everything YAML could take for something else, and what people paste from elsewhere.
_awkward = st.sampled_from(
    ["no", "on", "3", "2027-01-01", "09:30", "~", "'", '"', ": ", "# x", "- a", "|", "æøå", "\u2028"]
)
_letters = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="{}"), max_size=30)
_text = st.lists(st.one_of(_awkward, _letters), min_size=1, max_size=3).map("".join).filter(bool)
_block = st.lists(_text, min_size=1, max_size=4).map("\n".join)


def _distinct(entry: st.SearchStrategy[dict[str, Any]], *keys: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(entry, max_size=3, unique_by=lambda one: tuple(one[key] for key in keys))


_session = st.fixed_dictionaries(
    {
        "day": st.integers(1, 2),
        "starts_at": st.times().map(lambda time: time.strftime("%H:%M")),
        "minutes": st.integers(1, 90),
        "title": _text,
    },
    optional={
        "institution": st.sampled_from(["OsloMet", "Distriktssenteret"]),
        "challenge": st.just(1),
        "group_tasks": _distinct(
            st.fixed_dictionaries({"group": st.sampled_from(["steady", "decline"]), "task": _text}), "group"
        ),
    },
)
_step = st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)).map(lambda day: {"status": "left", "date": day.isoformat()})


@st.composite
def documents(draw: st.DrawFn) -> ProgrammeDocument:
    """Draw programmes that differ from each other in every part."""
    tree = compact(VALID)
    tree["network"] |= {
        "name": draw(_text),
        "county_labels": draw(st.dictionaries(st.sampled_from(["31", "54"]), _text)),
    }
    tree["network"]["day_package"]["nok"] = draw(st.one_of(st.integers(0, 5000), st.just(912.5)))
    tree["texts"] = draw(
        _distinct(st.fixed_dictionaries({"key": st.sampled_from("abc"), "title": _text, "body": _block}), "key")
    )
    tree["members"] = draw(
        _distinct(
            st.fixed_dictionaries(
                {"number": st.sampled_from(["3403", "3312", "1103"]), "name": _text},
                optional={"note": _text, "history": st.lists(_step, max_size=1), "division_on": st.just("2025-01-01")},
            ),
            "number",
        )
    )
    for gathering in tree["gatherings"]:
        gathering["agenda"] = draw(_distinct(_session, "day", "starts_at", "title"))
        gathering["materials"] = draw(
            st.lists(st.fixed_dictionaries({"title": _text, "url": st.just("https://example.org/a")}), max_size=3)
        )
        gathering["quotas"] = draw(st.dictionaries(st.sampled_from(["delegate", "student"]), st.integers(0, 9)))
    tree["framework"] = draw(st.permutations(tree["framework"]))
    return canonical(tree)


class TestThroughTheDatabase(TestCase):
    @given(documents(), documents())
    @settings(max_examples=10, deadline=None)
    def test_one_after_the_other(self, first: ProgrammeDocument, second: ProgrammeDocument) -> None:
        for document in (first, second):
            load(document)
            assert export_network(Network.objects.get(slug="prove")) == document


@given(documents())
@settings(max_examples=30, deadline=None)
def test_written_and_read(document: ProgrammeDocument) -> None:
    assert read_programme_text(as_yaml(document), source="prove.yaml") == document


@given(documents())
@settings(max_examples=30, deadline=None)
def test_what_is_left_out_comes_back(document: ProgrammeDocument) -> None:
    assert canonical(compact(document)) == document


@pytest.mark.django_db
def test_the_real_programme() -> None:
    document = read_programme(EXAMPLE)
    load(document)
    exported = export_network(Network.objects.get(slug=document.slug))
    assert exported == document
    assert read_programme_text(as_yaml(exported), source="eksport.yaml") == document


def test_an_export_is_valid_by_the_published_schema() -> None:
    # As any other tool reads it: YAML 1.1 gives dates for dates, which are text in JSON.
    tree = json.loads(json.dumps(yaml.safe_load(as_yaml(read_programme(EXAMPLE))), default=str))
    validator = Draft202012Validator(programme_schema(), format_checker=FormatChecker(["date"]))
    assert list(validator.iter_errors(tree)) == []


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(programme_schema())


def test_an_export_leaves_out_what_goes_without_saying() -> None:
    tree = compact(VALID)
    assert "language" not in tree["network"]
    assert "division_on" not in tree["members"][0]
    moved = copy.deepcopy(VALID)
    moved.tree["members"][0]["division_on"] = "2025-01-01"
    assert compact(moved)["members"][0]["division_on"] == "2025-01-01"
