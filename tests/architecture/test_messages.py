"""The tool that checks the translations sees what it should."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def messages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The tool, looking at an empty portal of its own."""
    spec = importlib.util.spec_from_file_location("messages", ROOT / "tools" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "messages", module)
    spec.loader.exec_module(module)
    (tmp_path / "fragments").mkdir()
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "FRAGMENTS", tmp_path / "fragments")
    monkeypatch.setattr(module, "COMPILED", tmp_path / "django.mo")
    # The folder to look in is a default argument, bound when the function was made.
    monkeypatch.setattr(module.collect, "__defaults__", (tmp_path,))
    return module


def _write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _po(**entries: str) -> str:
    return "\n".join(f'msgid "{msgid}"\nmsgstr "{msgstr}"\n' for msgid, msgstr in entries.items())


def test_it_finds_messages_in_python_and_templates(messages: ModuleType, tmp_path: Path) -> None:
    _write(tmp_path, "page.py", 'from django.utils.translation import gettext as _\n_("House")\n')
    _write(
        tmp_path,
        "templates/page.html",
        """<p>it's {% translate "Room" %}</p>
    {% blocktranslate count n=n trimmed %}
      One window
  {% plural %}
      {{ n }} windows
    {% endblocktranslate %} {{ x|default:_("none") }} {% translate "May" context "month" %}""",
    )
    found = {message.id for message in messages.collect() if message.id}
    assert found == {"House", "Room", ("One window", "%(n)s windows"), "none", "May"}


@pytest.mark.parametrize(
    ("fragments", "fault"),
    [
        ({}, "missing: 'House'"),
        ({"a.po": _po(House="")}, "missing: 'House'"),
        ({"a.po": _po(House="Hus", Barn="Låve")}, "unused: 'Barn'"),
        ({"a.po": "#, fuzzy\n" + _po(House="Hus")}, "fuzzy: 'House'"),
        ({"a.po": _po(House="Hus"), "b.po": _po(House="Heim")}, "two translations, here and in a.po: 'House'"),
        ({"a.po": _po(House="Hus %(name)s")}, "placeholders differ: 'House'"),
    ],
)
def test_it_names_each_fault(messages: ModuleType, tmp_path: Path, fragments: dict[str, str], fault: str) -> None:
    _write(tmp_path, "page.py", '_("House")\n')
    for name, text in fragments.items():
        _write(tmp_path / "fragments", name, text)
    assert any(line.startswith(fault) for line in messages.check())


def test_it_is_content_when_all_is_translated_and_compiles(messages: ModuleType, tmp_path: Path) -> None:
    _write(tmp_path, "page.py", '_("House of {name}")\n')
    _write(tmp_path / "fragments", "a.po", 'msgid "House of {name}"\nmsgstr "Huset til {name}"\n')
    assert messages.check() == []
    assert messages.compile_catalogue() == []
    assert (tmp_path / "django.mo").stat().st_size > 0
