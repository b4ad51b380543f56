"""Whether a table's variables, codes and lists of codes are still those that the catalogue names."""

from collections.abc import Iterator
from difflib import get_close_matches

from husrom.figures.clients.statbank import Statbank
from husrom.figures.cubes.cube import Cube
from husrom.figures.cubes.cube import Dimension as Variable
from husrom.figures.tables.table import Dimension, Table
from husrom.figures.verifying.finding import Finding, Problem, file_of, listed

CONTENTS = "ContentsCode"
CONSISTENT_SERIES = "agg_KommSummer"
_SUMMING = frozenset({"each_and_total", "summed", "groups"})
_ALIKE = 0.6
_RENAMED_SHARE = 0.5


def variable_findings(table: Table, live: Cube) -> Iterator[Finding]:
    """Compare the variables; one that must be chosen and is not in the catalogue makes every request fail."""
    wanted = _wanted(table)
    there = {one.code.casefold(): one for one in live.dimensions}
    unknown = [one for one in live.dimensions if one.code.casefold() not in wanted and one.code != CONTENTS]
    for code, dimension in wanted.values():
        if code.casefold() in there:
            continue
        renamed = _renamed(code, dimension, unknown)
        if renamed:
            unknown.remove(renamed)
            remedy = f"Look at its codes and write {renamed.code} in {file_of(table)}."
            found = f"{renamed.code} ({renamed.label}), which looks like it"
            yield Finding(table.key, "variable_renamed", f"the variable {code}", found, remedy)
        else:
            found = f"only {listed([one.code for one in live.dimensions])}"
            yield Finding(
                table.key, "variable_missing", f"the variable {code}", found, f"Correct it in {file_of(table)}."
            )
    nameless = [one for one in table.dimensions if one.code is None]
    for one in unknown:
        if one.elimination is False or nameless or not table.dimensions:
            yield _unnamed(table, one)


def _wanted(table: Table) -> dict[str, tuple[str, Dimension | None]]:
    codes: list[tuple[str | None, Dimension | None]] = [(one.code, one) for one in table.dimensions]
    codes.append((table.region.variable if table.region else None, None))
    codes.append((table.time.variable if table.time else None, None))
    return {code.casefold(): (code, dimension) for code, dimension in codes if code}


def _unnamed(table: Table, variable: Variable) -> Finding:
    must = variable.elimination is False and bool(table.datasets)
    problem: Problem = "variable_new" if must else "code_unknown"
    found = f"{variable.code} ({variable.label}) with {listed(list(variable.codes))}"
    remedy = f"Describe it in {file_of(table)}." + (" It must be chosen in every request." if must else "")
    return Finding(table.key, problem, "no other variables than the catalogue names", found, remedy)


def _renamed(code: str, dimension: Dimension | None, unknown: list[Variable]) -> Variable | None:
    """Return the variable that has most of the codes we know, or a name that looks like the old one."""
    if dimension and not isinstance(dimension.categories, str):
        known = set(dimension.categories)
        for one in unknown:
            if len(known & set(one.codes)) >= _RENAMED_SHARE * len(known):
                return one
    near = get_close_matches(code, [one.code for one in unknown], n=1, cutoff=_ALIKE)
    return next((one for one in unknown if one.code in near), None)


def category_findings(table: Table, live: Cube) -> Iterator[Finding]:
    """Compare the codes of every dimension that is still there."""
    there = {one.code.casefold(): one for one in live.dimensions}
    for dimension in table.dimensions:
        variable = there.get((dimension.code or "").casefold())
        if variable is None:
            continue
        if dimension.labels:
            yield from _label_findings(table, dimension, variable)
        elif not isinstance(dimension.categories, str):
            yield from _code_findings(table, dimension, variable)
        elif dimension.categories == "ages":
            yield from _age_findings(table, variable)


def _code_findings(table: Table, dimension: Dimension, variable: Variable) -> Iterator[Finding]:
    known = list(dimension.categories)
    missing = [code for code in known if code not in variable.codes]
    if missing:
        expected = f"the codes {listed(missing)} in {variable.code}"
        found = f"only {listed(list(variable.codes))}"
        yield Finding(table.key, "code_missing", expected, found, f"Correct categories in {file_of(table)}.")
    new = [code for code in variable.codes if code not in known]
    if new and _is_summed(table, dimension):
        labels = dict(zip(variable.codes, variable.labels, strict=True))
        yield _new_categories(table, variable, [f"{code} ({labels[code]})" for code in new])


def _label_findings(table: Table, dimension: Dimension, variable: Variable) -> Iterator[Finding]:
    there = {label.strip() for label in variable.labels}
    for name in dimension.names:
        spellings = [label for label, ours in dimension.labels.items() if ours == name]
        if not there & set(spellings):
            expected = f"a category of {variable.code} labelled {listed(spellings, most=2)}"
            found = f"only {listed(list(variable.labels))}"
            yield Finding(table.key, "code_missing", expected, found, f"Correct labels in {file_of(table)}.")
    new = [label for label in variable.labels if label.strip() not in dimension.labels]
    if new:
        yield _new_categories(table, variable, new)


def _new_categories(table: Table, variable: Variable, new: list[str]) -> Finding:
    expected = f"no other categories of {variable.code} than the catalogue names, since they are added up"
    remedy = f"Give them a name in {file_of(table)}, or say that they are a total."
    return Finding(table.key, "code_new", expected, listed(new), remedy)


def _age_findings(table: Table, variable: Variable) -> Iterator[Finding]:
    wrong = [code for code in variable.codes if not code.rstrip("+").isdecimal()]
    if wrong:
        expected, remedy = f"ages in years in {variable.code}", f"Correct categories in {file_of(table)}."
        yield Finding(table.key, "code_missing", expected, listed(wrong), remedy)


def _is_summed(table: Table, dimension: Dimension) -> bool:
    choices = (choice for made in table.datasets for choice in made.dimensions if choice.dimension == dimension.name)
    within = {share.within for made in table.datasets for share in made.shares}
    return dimension.name in within or any(choice.treatment in _SUMMING for choice in choices)


def codelist_findings(table: Table, live: Cube, statbank: Statbank) -> Iterator[Finding]:
    """Compare the lists of codes, and what stands before the numbers in that of the regions."""
    there = {one.code.casefold(): one for one in live.dimensions}
    for code, codelist in _codelists(table):
        variable = there.get(code.casefold())
        if variable is None:
            continue
        offered = {name for link in variable.codelists for name in (link.identifier, link.label.strip())}
        if codelist not in offered:
            found = f"only {listed([link.identifier for link in variable.codelists])}"
            remedy = f"Choose one of them in {file_of(table)}. Small letters and capitals are told apart."
            yield Finding(table.key, "codelist_missing", f"the codelist {codelist} of {code}", found, remedy)
        elif table.region and (code, codelist) == (table.region.variable, table.region.codelist):
            yield from _prefix_findings(table, codelist, statbank)
    yield from _better_codelist(table, there)


def _codelists(table: Table) -> list[tuple[str, str]]:
    found = [(one.code, one.codelist) for one in table.dimensions]
    if table.region:
        found.append((table.region.variable, table.region.codelist))
        found += [(table.region.variable, made.places.codelist) for made in table.datasets if made.places]
    return list(dict.fromkeys((code, codelist) for code, codelist in found if code and codelist))


def _prefix_findings(table: Table, codelist: str, statbank: Statbank) -> Iterator[Finding]:
    prefix = table.region.prefix if table.region else None
    codes = [value.code for value in statbank.codelist(codelist).values]
    if codes and not any(code.startswith(prefix) if prefix else code[:1].isdecimal() for code in codes):
        expected = f"numbers after {prefix}" if prefix else "plain numbers"
        found = listed(codes, most=3)
        remedy = f"Correct prefix in {file_of(table)}."
        yield Finding(table.key, "prefix", f"{expected} in the codelist {codelist}", found, remedy)


def _better_codelist(table: Table, there: dict[str, Variable]) -> Iterator[Finding]:
    region = table.region
    variable = there.get((region.variable or "").casefold()) if region else None
    if region is None or variable is None or region.handling not in {"codes_over_time", "current_codes"}:
        return
    if any(link.identifier.startswith(CONSISTENT_SERIES) for link in variable.codelists):
        remedy = f"If its series begin early enough, use it in {file_of(table)} instead of splicing."
        found = f"the codelist {CONSISTENT_SERIES}, which adds merged municipalities up"
        yield Finding(table.key, "codelist_available", f"{region.handling} only", found, remedy)
