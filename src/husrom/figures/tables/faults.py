"""What can be wrong in the file of a table beyond its form: names that lead nowhere and sums that mean nothing."""

from collections.abc import Iterator, Mapping
from typing import Any

from husrom.figures.tables.table import SUMMABLE_KINDS

_SUMMING = ("each_and_total", "summed")


def faults_of(entry: Mapping[str, Any], *, file: str, units: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give every fault as (path in the file, sentence). The file has the right form already."""
    if file != (expected := f"{entry['producer']}-{entry['id']}.yaml"):
        yield "id", f"{entry['producer']} {entry['id']} belongs in {expected}. Rename the file or change the id."
    yield from _doubles(entry)
    for place, content in enumerate(entry["contents"]):
        if content["unit"] not in units:
            yield f"contents/{place}/unit", f"{content['unit']} is not in units.yaml. Use or add a unit there."
    if entry["verification"]["grade"] != "verified" and not entry["verification"]["note"]:
        yield "verification/note", "say what exactly is not checked."
    yield from _unsaid(entry)
    if entry["first_period"] and entry["last_period"] and entry["first_period"] > entry["last_period"]:
        yield "last_period", f"{entry['last_period']} comes before first_period {entry['first_period']}."
    for place, dataset in enumerate(entry["datasets"]):
        for path, fault in _dataset_faults(dataset, entry):
            yield f"datasets/{place}/{path}", fault


def _doubles(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for part in ("dimensions", "contents", "datasets"):
        names = [one["name"] for one in entry[part]]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield part, f"{name} stands twice. Rename one of them."


def _unsaid(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is not verified in a part must be said for the whole."""
    parts = [*entry["dimensions"], *entry["contents"], *([entry["region"]] if entry["region"] else [])]
    if not all(part["verified"] for part in parts) and not entry["verification"]["note"]:
        yield "verification/note", "a part is not verified: say what exactly."
    for part in ("dimensions", "contents"):
        for place, one in enumerate(entry[part]):
            if one["code"] is None and one["verified"]:
                yield f"{part}/{place}/verified", "the code is not known, so it cannot be verified."


def _dataset_faults(dataset: Mapping[str, Any], entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if "columns" in dataset:
        unused = sorted(dataset.keys() & {"dimensions", "contents", "stacked", "shares", "added"})
        if unused:
            yield "columns", f"columns are written out, so {', '.join(unused)} must not be there."
        return
    if not entry["region"] and "places" not in dataset:
        yield "places", "the table has no region, so the dataset must say what places it is about."
    contents = {one["name"]: one for one in entry["contents"]}
    dimensions = {one["name"]: one for one in entry["dimensions"]}
    treatments = dataset.get("dimensions", {})
    yield from _unknown_names(dataset.get("contents", []), treatments, contents, dimensions)
    known = [contents[name] for name in dataset.get("contents", []) if name in contents]
    for name in treatments.keys() & dimensions.keys():
        yield from _treatment_faults(name, treatments[name], dimensions[name], known, entry)
    yield from _made_column_faults(dataset, contents, treatments)


def _unknown_names(
    chosen: list[str], treatments: Mapping[str, Any], contents: Mapping[str, Any], dimensions: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    if not chosen:
        yield "contents", f"expected at least one of {_list(contents)}."
    for name in chosen:
        if name not in contents:
            yield "contents", f"the table has no content {name}. It has: {_list(contents)}."
    for name in treatments.keys() - dimensions.keys():
        yield f"dimensions/{name}", f"the table has no dimension {name}. It has: {_list(dimensions)}."
    for name in dimensions.keys() - treatments.keys():
        yield (
            "dimensions",
            f"what happens to {name}? Say each, each_and_total, summed, left_out, fixed, only or groups.",
        )


def _treatment_faults(
    name: str,
    treatment: Any,
    dimension: Mapping[str, Any],
    contents: list[Mapping[str, Any]],
    entry: Mapping[str, Any],
) -> Iterator[tuple[str, str]]:
    path = f"dimensions/{name}"
    groups = treatment.get("groups", []) if isinstance(treatment, dict) else []
    if treatment in _SUMMING or groups:
        for content in contents:
            if content["kind"] not in SUMMABLE_KINDS:
                yield path, f"{content['name']} is a {content['kind']} and cannot be summed. Use each or only."
        if entry["aggregation_allowed"] is False:
            yield path, "the producer does not allow summing (aggregation_allowed: false). Use each or only."
    if groups and dimension["categories"] != "ages":
        yield path, "groups are of ages; the categories of this dimension are not ages."
    for first, last in groups:
        if last is not None and last < first:
            yield path, f"the group [{first}, {last}] ends before it begins."
    named = dimension.get("labels") or dimension["categories"]
    for category in _chosen_categories(treatment):
        if isinstance(named, dict) and category not in named.values():
            yield path, f"no category is called {category}. There are: {_list(set(named.values()))}."


def _chosen_categories(treatment: Any) -> list[str]:
    if not isinstance(treatment, dict):
        return []
    return [*treatment.get("only", ()), *([treatment["fixed"]] if "fixed" in treatment else [])]


def _made_column_faults(
    dataset: Mapping[str, Any], contents: Mapping[str, Any], treatments: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    chosen = dataset.get("contents", [])
    stacked = dataset.get("stacked", {}).get("categories", {})
    for name in stacked.keys() - set(chosen):
        yield "stacked", f"{name} is not among the contents {_list(chosen)}."
    forms = {(contents[name]["unit"], contents[name]["kind"]) for name in stacked if name in contents}
    if len(forms) > 1:
        yield "stacked", "the contents have different units or kinds and cannot share a column."
    for place, share in enumerate(dataset.get("shares", [])):
        if share["of"] not in chosen:
            yield f"shares/{place}", f"{share['of']} is not among the contents {_list(chosen)}."
        elif contents.get(share["of"], {}).get("kind", "count") not in SUMMABLE_KINDS:
            yield f"shares/{place}", f"{share['of']} cannot be summed, so no share can be computed of it."
        if treatments.get(share["within"]) != "each":
            yield f"shares/{place}", f"{share['within']} must be each, so that the shares sum to a whole."
    for place, addition in enumerate(dataset.get("added", [])):
        if addition["fetched"] not in addition["categories"]:
            yield f"added/{place}", f"{addition['fetched']} is not among its categories."


def _list(names: Any) -> str:
    return ", ".join(sorted(names)) or "none"
