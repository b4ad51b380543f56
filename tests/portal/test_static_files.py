"""The style sheets and scripts as the site serves them: named by their content, every reference found."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.template import engines
from pytest_django import Settings

import husrom.portal

PORTAL = Path(husrom.portal.__file__).parent
STATIC = PORTAL / "static"
needs_assets = pytest.mark.skipif(
    not (STATIC / "vendor" / "built-from.txt").is_file(),
    reason="The assets are not built: run python tools/build_assets.py.",
)


@needs_assets
def test_manifest_storage_finds_every_reference(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").is_file()


@needs_assets
def test_base_template_names_only_files_that_are_there() -> None:
    named = re.findall(r"{% static '([^']+)' %}", engines["django"].get_template("base.html").template.source)
    assert len(named) > 8
    assert [name for name in named if not (STATIC / name).is_file()] == []


def test_templates_keep_to_the_content_security_policy() -> None:
    inline = re.compile(r"""\sstyle=|<style|\son[a-z]+=["']|<script(?![^>]*\ssrc=)""")
    faulty = [
        str(path.relative_to(PORTAL))
        for path in PORTAL.rglob("templates/**/*.html")
        if inline.search(path.read_text(encoding="utf-8"))
    ]
    assert faulty == []


@pytest.mark.parametrize("path", sorted((STATIC / "husrom").glob("*.css")), ids=lambda path: path.name)
def test_style_sheet_uses_only_colours_the_palette_names(path: Path) -> None:
    named = set(re.findall(r"(--husrom-[a-z0-9-]+):", (STATIC / "husrom" / "palette.css").read_text(encoding="utf-8")))
    used = set(re.findall(r"var\((--husrom-[a-z0-9-]+)", path.read_text(encoding="utf-8")))
    assert used <= named
