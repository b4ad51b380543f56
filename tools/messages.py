"""The portal's words: which are translated, which are missing, and the compiled catalogue.

Message ids are the English sentences in the source, so English needs no catalogue. Each area of the portal keeps its
bokmål in `src/husrom/portal/locale/nb/fragments/<area>.po`: plain entries, no header. Nothing else is committed.

    python tools/messages.py compile             write LC_MESSAGES/django.mo from the fragments
    python tools/messages.py check               fail on missing, unused, fuzzy, conflicting or misformatted messages
    python tools/messages.py missing [FOLDER]    print empty entries for what FOLDER says and no fragment translates
"""

import argparse
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
# The floors below mark their labels too: the portal shows them, and its catalogue translates them.
SOURCE = ROOT / "src" / "husrom"
PORTAL = SOURCE / "portal"
LANGUAGE = "nb"
FRAGMENTS = PORTAL / "locale" / LANGUAGE / "fragments"
COMPILED = PORTAL / "locale" / LANGUAGE / "LC_MESSAGES" / "django.mo"

_SINGULAR, _PLURAL, _CONTEXT, _CONTEXT_PLURAL = None, (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    f"{name}{suffix}": places
    for name, places in {
        "gettext": _SINGULAR,
        "ngettext": _PLURAL,
        "pgettext": _CONTEXT,
        "npgettext": _CONTEXT_PLURAL,
    }.items()
    for suffix in ("", "_lazy")
} | {"_": _SINGULAR, "gettext_noop": _SINGULAR}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|(?<!\{)\{\w+[^{}]*\}(?!\})")


@dataclass
class Faults:
    lines: list[str] = field(default_factory=list)

    def add(self, kind: str, message: Message, where: str) -> None:
        self.lines.append(f"{kind}: {_text(message)!r} ({where})")


def _text(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _key(message: Message) -> tuple[str | None, str]:
    return message.context, _text(message)


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def _messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def _python_source(path: Path) -> str:
    """Return a Python source, or a template turned into the calls Django makes of it."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return source
    calls = templatize(source, origin=str(path))
    # What is left of the markup is indented at random; Babel reads tokens and would stop at it.
    return "\n".join(line.lstrip() for line in calls.splitlines())


def collect(folder: Path = SOURCE) -> Catalog:
    """Return every message of the Python files and templates under `folder`."""
    if not settings.configured:
        settings.configure(USE_I18N=False)
    catalog = Catalog(locale=LANGUAGE)
    paths = [*folder.rglob("*.py"), *folder.rglob("templates/**/*.html"), *folder.rglob("templates/**/*.txt")]
    for path in sorted(set(paths)):
        source = io.BytesIO(_python_source(path).encode())
        place = str(path.relative_to(ROOT))
        options = {"encoding": "utf-8"}
        for line, text, comments, context in extract(
            "python", source, keywords=KEYWORDS, comment_tags=("Translators:",), options=options
        ):
            if not text:
                continue
            catalog.add(text, locations=[(place, line)], auto_comments=comments, context=context)
    return catalog


def translations(faults: Faults) -> Catalog:
    """Return all fragments as one catalogue; two different translations of one message are a fault."""
    merged = Catalog(locale=LANGUAGE, project="husrom", charset="utf-8", fuzzy=False)
    sources: dict[tuple[str | None, str], str] = {}
    for path in sorted(FRAGMENTS.glob("*.po")):
        with path.open("rb") as file:
            fragment = read_po(file, locale=LANGUAGE, charset="utf-8", abort_invalid=True)
        for message in fragment.obsolete.values():
            faults.add("obsolete", message, path.name)
        for message in _messages(fragment):
            key = _key(message)
            known = merged.get(message.id, context=message.context)
            if known is not None and _strings(known) != _strings(message):
                faults.add(f"two translations, here and in {sources[key]}", message, path.name)
                continue
            if message.fuzzy:
                faults.add("fuzzy", message, path.name)
            merged.add(message.id, message.string, flags=message.flags, context=message.context)
            sources[key] = path.name
    return merged


def misformatted(message: Message) -> bool:
    """Tell whether a translation's placeholders differ from those of its message (either form of it, for plurals)."""
    ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    expected = {placeholder for text in ids for placeholder in PLACEHOLDER.findall(text)}
    found = [set(PLACEHOLDER.findall(text)) for text in _strings(message)]
    if len(ids) == 1:
        return found[0] != expected
    return any(not placeholders <= expected for placeholders in found)


def missing(source: Catalog, translated: Catalog) -> list[Message]:
    """Return the messages of the source that have no translation, or not in every plural form."""
    found = []
    for message in _messages(source):
        known = translated.get(message.id, context=message.context)
        if known is None or not all(_strings(known)) or type(known.id) is not type(message.id):
            found.append(message)
    return found


def compile_catalogue() -> list[str]:
    faults = Faults()
    catalog = translations(faults)
    if not faults.lines:
        COMPILED.parent.mkdir(parents=True, exist_ok=True)
        with COMPILED.open("wb") as file:
            write_mo(file, catalog)
    return faults.lines


def check() -> list[str]:
    faults = Faults()
    translated, source = translations(faults), collect()
    used = {_key(message) for message in _messages(source)}
    for message in missing(source, translated):
        faults.add("missing", message, f"{message.locations[0][0]}:{message.locations[0][1]}")
    for message in _messages(translated):
        if _key(message) not in used:
            faults.add("unused", message, "no source says it")
        elif misformatted(message):
            faults.add("placeholders differ", message, repr(message.string))
    return faults.lines


def print_missing(folder: Path) -> None:
    """Print empty entries, one block per app, ready to be filled in and moved into a fragment."""
    by_app: dict[str, list[Message]] = defaultdict(list)
    for message in missing(collect(folder), translations(Faults())):
        by_app[Path(message.locations[0][0]).parts[3]].append(message)
    for app, messages in sorted(by_app.items()):
        catalog = Catalog(locale=LANGUAGE)
        for message in messages:
            catalog.add(message.id, locations=message.locations, context=message.context)
        block = io.BytesIO()
        write_po(block, catalog, omit_header=True, width=110)
        sys.stdout.write(f"# ---- {app}\n\n{block.getvalue().decode()}\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("compile", "check", "missing"))
    parser.add_argument("folder", nargs="?", type=Path, default=SOURCE)
    arguments = parser.parse_args()
    if arguments.command == "missing":
        print_missing(arguments.folder.resolve())
        return 0
    faults = compile_catalogue() if arguments.command == "compile" else check()
    for line in faults:
        sys.stderr.write(f"messages: {line}\n")
    if not faults and arguments.command == "check":
        sys.stdout.write("messages: every message is translated\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
