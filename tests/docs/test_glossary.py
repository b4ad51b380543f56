"""The glossary is data: every model has its word in three languages."""

from pathlib import Path

import yaml
from django.apps import apps

GLOSSARY = Path(__file__).parents[2] / "docs" / "reference" / "glossary.yaml"
KEYS = {"identifier", "nb", "nn", "en", "definition"}


def _entries() -> list[dict[str, str]]:
    return yaml.safe_load(GLOSSARY.read_text(encoding="utf-8"))


def _model_names() -> set[str]:
    models = (model for model in apps.get_models() if model.__module__.startswith("husrom."))
    return {model.__name__ for model in models}


def test_glossary_entries_are_complete() -> None:
    assert [entry for entry in _entries() if set(entry) != KEYS or not all(entry.values())] == []


def test_glossary_identifiers_are_unique() -> None:
    identifiers = [entry["identifier"] for entry in _entries()]
    assert sorted(set(identifiers)) == sorted(identifiers)


def test_glossary_names_every_model_and_no_model_that_is_gone() -> None:
    named = {entry["identifier"] for entry in _entries() if entry["identifier"][0].isupper()}
    assert named == _model_names()


def test_glossary_has_the_words_of_the_figures() -> None:
    words = {"dataset", "division", "indicator", "peers", "snapshot", "source", "splice", "status", "suppressed"}
    assert words - {entry["identifier"] for entry in _entries()} == set()
