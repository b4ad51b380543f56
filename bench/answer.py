"""An answer as large as Statistics Norway gives, made up and the same in every run. No place has these figures."""

import numpy as np
import orjson

REGIONS, SEXES, AGES, YEARS = 400, 2, 50, 20
CELLS = REGIONS * SEXES * AGES * YEARS
_MARKED_PER_CENT = 5
_SIGNS = np.array([".", "..", ":"])


def large_answer(marked_per_cent: int = _MARKED_PER_CENT) -> bytes:
    """Return a JSON-stat 2.0 document of 800 000 cells: whole numbers of 1 to 6 digits, some missing with a sign."""
    choose = np.random.default_rng(1)
    digits = choose.integers(1, 7, CELLS)
    values = choose.integers(10 ** (digits - 1), 10**digits).tolist()
    marked = np.flatnonzero(choose.random(CELLS) < marked_per_cent / 100)
    for cell in marked.tolist():
        values[cell] = None
    signs = _SIGNS[choose.integers(0, len(_SIGNS), marked.size)]
    categories = {
        "Region": [f"K-{1000 + number}" for number in range(REGIONS)],
        "Kjonn": [str(number) for number in range(1, SEXES + 1)],
        "Alder": [f"{number:03}" for number in range(AGES)],
        "ContentsCode": ["Personer1"],
        "Tid": [str(2000 + number) for number in range(YEARS)],
    }
    return orjson.dumps(
        {
            "version": "2.0",
            "class": "dataset",
            "label": "A made-up table",
            "source": "Nobody",
            "updated": "2026-02-24T07:00:00Z",
            "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
            "id": list(categories),
            "size": [len(codes) for codes in categories.values()],
            "dimension": {code: _dimension(code, codes) for code, codes in categories.items()},
            "extension": {"px": {"tableid": "00000", "decimals": 0}},
            "value": values,
            "status": dict(zip(map(str, marked.tolist()), signs.tolist(), strict=True)),
        }
    )


def _dimension(code: str, codes: list[str]) -> dict[str, object]:
    index = {name: place for place, name in enumerate(codes)}
    return {"label": code.lower(), "category": {"index": index, "label": {name: f"{code} {name}" for name in codes}}}
