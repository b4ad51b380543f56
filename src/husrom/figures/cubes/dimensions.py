"""The dimensions and footnotes of a JSON-stat document, read and written."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from husrom.figures.cubes.cube import CodelistLink, Dimension, Note, Role, Unit
from husrom.figures.cubes.errors import CubeError
from husrom.figures.cubes.expectations import expect, object_where_given, unreadable, where_given


def read_dimensions(document: Mapping[str, Any]) -> tuple[Dimension, ...]:
    """Return the dimensions in the order in which the values lie.

    Raises
    ------
    NotAJsonStatError
        When `id`, `size` and `dimension` do not agree, or the categories of a dimension are in no order.
    """
    codes = [expect(code, str, "a name in id") for code in expect(document.get("id"), list, "id")]
    sizes = [expect(size, int, "a number in size") for size in expect(document.get("size"), list, "size")]
    if len(codes) != len(sizes):
        raise unreadable(f"id names {len(codes)} dimensions, but size gives {len(sizes)} sizes")
    if len(set(codes)) != len(codes):
        raise unreadable(f"id names a dimension twice: {', '.join(codes)}")
    entries = expect(document.get("dimension"), dict, "dimension")
    roles = _roles(object_where_given(document.get("role")))
    dimensions = []
    for code, size in zip(codes, sizes, strict=True):
        entry = expect(entries.get(code), dict, f'the dimension "{code}"')
        dimension = _read_dimension(code, entry, roles.get(code))
        if len(dimension.codes) != size:
            raise unreadable(f'"{code}" has {len(dimension.codes)} categories, but size says {size}')
        dimensions.append(dimension)
    return tuple(dimensions)


def _roles(entry: Mapping[str, object]) -> dict[str, Role]:
    return {
        code: role
        for role in get_args(Role)
        for code in where_given(entry.get(role), list) or ()
        if isinstance(code, str)
    }


def _read_dimension(code: str, entry: Mapping[str, Any], role: Role | None) -> Dimension:
    category = expect(entry.get("category"), dict, f'the categories of "{code}"')
    extension = object_where_given(entry.get("extension"))
    labels = expect(category.get("label", {}), dict, f'the labels of "{code}"')
    codes = _codes(code, category, labels)
    mandatory = object_where_given(extension.get("categoryNoteMandatory"))
    notes = {
        name: read_notes(note, mandatory.get(name))
        for name, note in object_where_given(category.get("note")).items()
        if name in set(codes)
    }
    try:
        return Dimension(
            code,
            where_given(entry.get("label"), str) or code,
            codes,
            tuple(expect(labels.get(name, name), str, f'the label of "{name}" in "{code}"') for name in codes),
            role=role,
            units=_units(object_where_given(category.get("unit"))),
            notes={name: read for name, read in notes.items() if read},
            own_notes=read_notes(entry.get("note"), extension.get("noteMandatory")),
            elimination=where_given(extension.get("elimination"), bool),
            elimination_code=where_given(extension.get("eliminationValueCode"), str),
            codelists=_codelists(where_given(extension.get("codelists"), list) or []),
        )
    except CubeError as error:
        raise unreadable(str(error).rstrip(".")) from error


def _codes(code: str, category: Mapping[str, Any], labels: Mapping[str, object]) -> tuple[str, ...]:
    index = category.get("index")
    if index is None:
        # Allowed where there is nothing to put in order.
        if len(labels) != 1:
            raise unreadable(f'the {len(labels)} categories of "{code}" have no order: it has no index')
        return tuple(labels)
    if isinstance(index, list):
        return tuple(expect(name, str, f'a category of "{code}"') for name in index)
    positions = expect(index, dict, f'the index of "{code}"')
    for name, position in positions.items():
        expect(position, int, f'the position of "{name}" in "{code}"')
    ordered = sorted(positions, key=positions.__getitem__)
    if [positions[name] for name in ordered] != list(range(len(ordered))):
        raise unreadable(f'the positions of the categories of "{code}" do not count from 0 up without a gap')
    return tuple(ordered)


def _units(entry: Mapping[str, object]) -> dict[str, Unit]:
    units = {code: object_where_given(unit) for code, unit in entry.items()}
    return {
        code: Unit(where_given(unit.get("base"), str) or "", where_given(unit.get("decimals"), int))
        for code, unit in units.items()
    }


def _codelists(entries: Sequence[object]) -> tuple[CodelistLink, ...]:
    found = []
    for entry in map(object_where_given, entries):
        identifier, label = where_given(entry.get("id"), str), where_given(entry.get("label"), str)
        if identifier:
            kind = where_given(entry.get("type"), str) or ""
            found.append(CodelistLink(identifier, label or identifier, kind.lower()))
    return tuple(found)


def read_notes(entry: object, mandatory: object) -> tuple[Note, ...]:
    """Return footnotes; `mandatory` names those that must be shown, by their place in the list."""
    texts = entry if isinstance(entry, list) else [entry]
    named = object_where_given(mandatory)
    return tuple(
        Note(text, mandatory=named.get(str(place)) is True) for place, text in enumerate(texts) if isinstance(text, str)
    )


def written_dimension(dimension: Dimension) -> dict[str, object]:
    """Return a dimension as it stands in a JSON-stat document."""
    category: dict[str, object] = {
        "index": {code: place for place, code in enumerate(dimension.codes)},
        "label": dict(zip(dimension.codes, dimension.labels, strict=True)),
    }
    if dimension.units:
        category["unit"] = {code: _written_unit(unit) for code, unit in dimension.units.items()}
    if dimension.notes:
        category["note"] = {code: [note.text for note in notes] for code, notes in dimension.notes.items()}
    entry = {"label": dimension.label, "category": category, **written_notes(dimension.own_notes)}
    mandatory = {code: written_mandatory(notes) for code, notes in dimension.notes.items()}
    extension = {
        "elimination": dimension.elimination,
        "eliminationValueCode": dimension.elimination_code,
        "noteMandatory": written_mandatory(dimension.own_notes),
        "categoryNoteMandatory": {code: marked for code, marked in mandatory.items() if marked},
        "codelists": [
            {"id": link.identifier, "label": link.label, "type": link.kind.capitalize()} for link in dimension.codelists
        ],
    }
    return {**entry, "extension": {key: value for key, value in extension.items() if value not in (None, {}, [])}}


def _written_unit(unit: Unit) -> dict[str, object]:
    return {"base": unit.base} if unit.decimals is None else {"base": unit.base, "decimals": unit.decimals}


def written_notes(notes: Sequence[Note]) -> dict[str, object]:
    """Return the footnotes' entry in a JSON-stat document, empty where there are none."""
    return {"note": [note.text for note in notes]} if notes else {}


def written_mandatory(notes: Sequence[Note]) -> dict[str, bool]:
    """Return which footnotes must be shown, by their place."""
    return {str(place): True for place, note in enumerate(notes) if note.mandatory}
