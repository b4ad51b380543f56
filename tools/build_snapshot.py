"""Build the snapshot of official figures that ships in the package. For developers; needs pyproj.

    python tools/build_snapshot.py INPUT_DIR

reads the declared files in INPUT_DIR, re-shapes them into one tidy Parquet file per table and writes these, the map
shapes and `sources.yaml` to `src/husrom/figures/snapshot/`. The same inputs give the same bytes.
"""

import argparse
import sys
from pathlib import Path

from snapshot.boundaries import build_boundaries
from snapshot.codes import build_code_mapping, build_codes, build_municipalities
from snapshot.reading import Inputs, SnapshotBuildError
from snapshot.sources import write_sources
from snapshot.tables import TABLES, reshape
from snapshot.writing import write_json, write_parquet

REGISTERS = {
    "municipalities": build_municipalities,
    "municipality_codes": build_codes,
    "municipality_code_mapping": build_code_mapping,
}
OUTPUT = Path(__file__).resolve().parent.parent / "src" / "husrom" / "figures" / "snapshot"


def build(input_folder: Path, output_folder: Path) -> list[str]:
    """Write every table and return one line per file written. Nothing is written before everything is re-shaped."""
    inputs = Inputs(input_folder)
    tables = {identifier: reshape(identifier, inputs.of(identifier)) for identifier in TABLES}
    tables |= {identifier: make(inputs.of(identifier)) for identifier, make in REGISTERS.items()}
    shapes = build_boundaries(inputs.of("boundaries"))
    output_folder.mkdir(parents=True, exist_ok=True)
    written = {
        identifier: write_parquet(table, output_folder / f"{identifier}.parquet")
        for identifier, table in tables.items()
    }
    written["boundaries"] = write_json(shapes, output_folder / "boundaries.json")
    write_sources(inputs, written, output_folder / "sources.yaml")
    total = sum(path.stat().st_size for path in written.values())
    return [*(f"{path.name}: {path.stat().st_size:,} bytes" for path in written.values()), f"together: {total:,} bytes"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input_folder", type=Path, metavar="INPUT_DIR")
    parser.add_argument("--output", type=Path, default=OUTPUT, metavar="FOLDER")
    arguments = parser.parse_args()
    try:
        lines = build(arguments.input_folder, arguments.output)
    except SnapshotBuildError as error:
        sys.stderr.write(f"build_snapshot: {error}\n")
        return 2
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
