"""Whatever happens to a file on its way, reading it gives a programme or a list of faults, never anything else."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from husrom.portal.programme.faults import Fault, ProgrammeFileError
from husrom.portal.programme.reading import read_programme_text

LINES = (Path(__file__).parent / "valid.yaml").read_text(encoding="utf-8").splitlines()
# What breaks YAML, and values that are right somewhere else.
_debris = st.sampled_from(
    ["- ", "  ", ": ", "[", "}", "'", '"', "&a ", "*a", "!!int ", "|", "%", "\t", "?", "---", "# ", "null", "true",
     "-1", "1e999", ".nan", "2027-13-01", "9" * 400, "{", "3403", "left", "\ufeff", "\u2028"]
)  # fmt: skip


@st.composite
def mangled(draw: st.DrawFn) -> str:
    lines = list(LINES)
    for _time in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        column = draw(st.integers(0, len(line)))
        lines[at : at + 1] = draw(
            st.sampled_from(
                [
                    [],
                    [line, line],
                    [line[:column] + draw(_debris) + line[column:]],
                    [line.partition(": ")[0] + ": " + draw(_debris)],
                    [line[2:]],
                ]
            )
        )
        if not lines:
            break
    return "\n".join(lines)


@given(mangled())
@settings(max_examples=60, deadline=None)
def test_a_mangled_file(text: str) -> None:
    faults: tuple[Fault, ...] = ()
    slug = ""
    try:
        slug = read_programme_text(text, source="prove.yaml").slug
    except ProgrammeFileError as error:
        faults = error.faults
    assert bool(slug) != bool(faults)
    assert all(fault.message and fault.line <= text.count("\n") + 2 for fault in faults)
