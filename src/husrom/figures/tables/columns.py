"""Which columns a dataset gets from what its file says."""

from collections.abc import Iterator, Mapping, Sequence

from husrom.figures.tables.dataset import Addition, Column, DimensionChoice, PlaceChoice, Share, Stacking
from husrom.figures.tables.table import Content, Dimension, TimeVariable


def columns_of(
    *,
    places: PlaceChoice,
    time: TimeVariable | None,
    choices: Sequence[DimensionChoice],
    dimensions: Mapping[str, Dimension],
    contents: Sequence[Content],
    stacking: Stacking | None,
    shares: Sequence[Share],
    additions: Sequence[Addition],
) -> tuple[Column, ...]:
    """Return every column of a dataset in order.

    Places, division, period, then what the snapshot adds, what was stacked, the dimensions, and the values with
    their status.
    """
    keys = [Column(places.column, "String", "key"), Column("division_year", "Int16", "key")]
    keys += _period(time)
    keys += [Column(addition.column, "String", "key") for addition in additions]
    if stacking:
        keys.append(Column(stacking.column, "String", "key"))
    for choice in choices:
        keys += _dimension(choice, dimensions[choice.dimension])
    return (*keys, *_values(contents, stacking, shares))


def _period(time: TimeVariable | None) -> Iterator[Column]:
    yield Column("year", "Int16", "key")
    if time and time.coding in ("quarter", "month"):
        yield Column(time.coding, "Int8", "key")


def _dimension(choice: DimensionChoice, dimension: Dimension) -> Iterator[Column]:
    if choice.treatment in ("summed", "left_out", "fixed"):
        return
    if choice.treatment == "groups" or dimension.categories == "age_groups":
        yield Column(f"{dimension.name}_from", "Int16", "key")
        yield Column(f"{dimension.name}_to", "Int16", "key")
    else:
        yield Column(dimension.name, "Int16" if dimension.categories == "ages" else "String", "key")


def _values(contents: Sequence[Content], stacking: Stacking | None, shares: Sequence[Share]) -> Iterator[Column]:
    of_shares = {share.of for share in shares}
    stacked = set(stacking.categories) if stacking else set()
    if stacking and (first := next((one for one in contents if one.name in stacked), None)):
        yield from _value(stacking.value, first)
    for content in contents:
        if content.name not in stacked | of_shares:
            yield from _value(content.name, content)
    for share in shares:
        yield Column(share.name, "Float64", "value")
        yield Column(f"{share.name}_status", "String", "status")


def _value(name: str, content: Content) -> Iterator[Column]:
    if content.decimals:
        yield Column(name, "Float64", "value")
    else:
        # A sum of single kroner does not fit in 32 bits; a sum of thousands does.
        wide = content.kind == "amount" and content.unit == "nok"
        yield Column(name, "Int64" if wide else "Int32", "value")
    yield Column(f"{name}_status", "String", "status")
