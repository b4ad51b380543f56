"""What is wrong with a scenario that has the right shape: names of nobody, bands that overlap, sums too great."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from husrom.cli.simulate.ages import ends

Tree = Mapping[str, Any]


def faults(tree: Tree) -> Iterator[str]:
    """Tell what the schema cannot: names that are nobody's, bands that overlap, sums that are too great."""
    names = [entry["name"] for entry in tree["sectors"]["list"]]
    projects = [entry["name"] for entry in tree["projects"]["list"]]
    for name in sorted({name for name in names + projects if names.count(name) > 1 or projects.count(name) > 1}):
        yield _("%(name)s is there twice: give each sector and project a name of its own.") % {"name": name}
    for place, name in _named_sectors(tree):
        if name not in names:
            there = ", ".join(names)
            yield _("%(place)s: there is no sector %(name)s. There are %(there)s.") % {
                "place": place,
                "name": name,
                "there": there,
            }
    for place, bands in _all_bands(tree):
        yield from _band_faults(place, bands)
    for name, row in tree.get("moves", {}).get("rows", {}).items():
        if sum(row.values()) > 1 + 1e-9:
            value = f"{sum(row.values()):g}"
            yield _("moves.rows.%(name)s sums to %(value)s, but probabilities sum to at most 1.") % {
                "name": name,
                "value": value,
            }
    yield from _count_faults(tree, names)
    yield from _area_faults(tree)
    alternatives = [entry["name"] for entry in tree.get("projections", {}).get("list", [])]
    for name in sorted({name for name in alternatives if alternatives.count(name) > 1}):
        yield _("projections: %(name)s is there twice.") % {"name": name}
    if not any(entry.get("effect_of") for entry in tree["projects"]["list"]):
        yield _("projects: mark at least one project with effect_of: true, so that there is an effect to tell.")


def _count_faults(tree: Tree, names: list[str]) -> Iterator[str]:
    counts = tree.get("moves", {}).get("counts")
    if counts is None:
        return
    for name in names:
        if not sum(counts.get(name, {}).values()):
            yield _("moves.counts.%(name)s counts nothing: give what became of its vacancies.") % {"name": name}
    if not {column for row in counts.values() for column in row} - set(names):
        yield _("moves.counts: no column tells of chains that ended, such as out.")


def _area_faults(tree: Tree) -> Iterator[str]:
    areas = tree.get("areas", {}).get("list", [])
    names = [entry["name"] for entry in areas]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield _("areas: %(name)s is there twice.") % {"name": name}
    for entry in areas:
        total = sum(entry["fillers_from"].values())
        if total > 1 + 1e-9:
            values = {"name": entry["name"], "value": f"{total:g}"}
            yield _("areas: fillers_from of %(name)s sums to %(value)s, but shares sum to at most 1.") % values
    used = [("sectors", entry.get("area")) for entry in tree["sectors"]["list"]]
    used += [("areas", name) for entry in areas for name in entry["fillers_from"]]
    for place, name in used:
        if areas and name not in names:
            yield _("%(place)s: there is no area %(name)s. There are %(there)s.") % {
                "place": place,
                "name": name or "–",
                "there": ", ".join(names),
            }
        if not areas and name is not None:
            yield _("sectors: the area %(name)s is named, but there are no areas.") % {"name": name}


def _named_sectors(tree: Tree) -> Iterator[tuple[str, str]]:
    for entry in tree["projects"]["list"]:
        yield f"projects.{entry['name']}", entry["sector"]
    for name, row in tree.get("moves", {}).get("rows", {}).items():
        yield "moves.rows", name
        yield from ((f"moves.rows.{name}", other) for other in row)
    yield from (("moves.counts", name) for name in tree.get("moves", {}).get("counts", {}))
    for kind, stages in tree.get("choice", {}).get("preference", {}).items():
        for stage, wishes in stages.items():
            yield from ((f"choice.preference.{kind}.{stage}", name) for name in wishes)


def _all_bands(tree: Tree) -> Iterator[tuple[str, Tree]]:
    yield "population.persons", tree["population"]["persons"]["by_age"]
    for role, bands in tree["population"]["roles"]["by_age"].items():
        yield f"population.roles.{role}", bands
    for name, rate in tree["rates"].items():
        yield f"rates.{name}", rate["by_age"]
    yield "arrivals", tree["arrivals"]["by_age"]


def _band_faults(place: str, bands: Tree) -> Iterator[str]:
    seen: dict[int, str] = {}
    for band in bands:
        first, last = ends(band)
        if first > last:
            yield _("%(place)s: the band %(band)s ends before it begins.") % {"place": place, "band": band}
        for age in range(first, last + 1):
            if age in seen:
                yield _("%(place)s: the bands %(one)s and %(other)s overlap.") % {
                    "place": place,
                    "one": seen[age],
                    "other": band,
                }
                break
            seen[age] = band
