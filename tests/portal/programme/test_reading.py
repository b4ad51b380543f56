"""A bad programme file gives all its faults at once, each with line, place and what was expected."""

from pathlib import Path

import pytest

from husrom.portal.programme.document import programme_schema
from husrom.portal.programme.faults import Fault, ProgrammeFileError
from husrom.portal.programme.reading import LARGEST_BYTES, read_programme, read_programme_text
from husrom.portal.programme.shape import _SENTENCES

HERE = Path(__file__).parent
BROKEN = HERE / "broken"
VALID = (HERE / "valid.yaml").read_text(encoding="utf-8")
MEMBER_KEYS = "number, division_on, name, kind, language, note, history"
PLACEHOLDERS = (
    "{municipality}, {network}, {organiser}, {duration}, {gathering_count}, {seats_minimum}, {seats_preferred}, "
    "{first_gathering}, {last_gathering}, {gatherings}, {day_package}"
)

EXPECTED: dict[str, list[tuple[int, str, str]]] = {
    "alias": [
        (50, "gatherings[0].quotas", "Dette er et anker (&). Skriv verdien der den brukes."),
        (61, "gatherings[1].quotas", "Dette er et alias (*). Skriv verdien der den brukes."),
    ],
    "gatherings-out-of-order": [
        (59, "gatherings[1].starts_on", "Samling 2 begynner 2027-01-13, men samling 1 varer til 2027-01-13."),
    ],
    "history-backwards": [
        (
            41,
            "members[0].history[1].date",
            "2026-12-05 kommer etter 2027-01-01 i historien. Skriv trinnene med det eldste først.",
        ),
    ],
    "institution-missing": [
        (
            33,
            "challenges[0].institutions[0]",
            "«Distriktsenteret» er ikke blant institusjonene i fila. Legg den til der, eller rett navnet.",
        ),
    ],
    "key-twice": [
        (44, "members[1].name", "Nøkkelen står to ganger: den står allerede på linje 43. Behold én av dem."),
    ],
    "missing-key": [(2, "network", "Nøkkelen «short_name» mangler.")],
    "no-such-choice": [
        (62, "gatherings[2].kind", "Her står «slutt»; ventet en av disse: start, ordinary, closing."),
    ],
    "no-such-date": [
        (
            41,
            "members[0].history[1].date",
            "«2027-02-30» er ikke en dato. Skriv år-måned-dag, for eksempel 2027-03-16.",
        ),
    ],
    "not-utf8": [(4, "", "Fila er ikke UTF-8 her. Lagre den på nytt med tegnkodingen UTF-8.")],
    "number-of-another-date": [
        (
            42,
            "members[1].number",
            "3049 (Lier) var i bruk til 2023-12-31, ikke 2024-01-01. Oppgi nummeret på den datoen.",
        ),
    ],
    "number-unknown": [
        (42, "members[1].number", 'Ingen kommune har hatt nummeret 9999. Rett det; Hamar er for eksempel "3403".'),
    ],
    "outside-the-network": [
        (
            64,
            "gatherings[2].starts_on",
            "2028-01-12 er utenfor nettverket, som varer fra 2027-01-13 til 2027-12-15.",
        ),
    ],
    "parent-missing": [
        (67, "framework[1].code", "«D2.1» ligger under «D2», som ikke er i fila. Legg den til, eller endre koden."),
    ],
    "phase-without-gathering": [(22, "phases[0].before_gathering", "Det er ingen samling 7 i fila.")],
    "placeholder-unknown": [
        (72, "letters[0].body", f"{{nettverk}} er ikke et flettefelt. Kjente flettefelt: {PLACEHOLDERS}."),
    ],
    "registration-too-late": [
        (
            49,
            "gatherings[0].registration.closes_on",
            "2027-01-20 er etter at samlingen begynner 2027-01-13. Påmeldingen må komme før den.",
        ),
    ],
    "repeated-number": [
        (42, "members[1].number", "«3403» er brukt allerede, på linje 37. Hver av dem må være ulik de andre."),
    ],
    "several": [
        (2, "network", "Nøkkelen «organiser» mangler."),
        (23, "policy_areas[0]", "Nøkkelen «label» mangler."),
        (23, "policy_areas[0].name", "Nøkkelen «name» er ukjent her. Kjente nøkler: key, label."),
        (
            40,
            "members[0].history[1].date",
            "«5. januar» er ikke en dato. Skriv år-måned-dag, for eksempel 2027-03-16.",
        ),
        (41, "members[1].number", "«3312» må stå i hermetegn her, fordi det er tekst."),
        (43, "gatherings", "Ingen samling har «kind: closing». Nøyaktig én må ha det."),
    ],
    "step-skipped": [
        (41, "members[0].history[1].status", "Etter «invited» kommer «anchored» eller «left», ikke «active»."),
    ],
    "syntax": [(4, "", "Hermetegnet her er ikke lukket på samme linje, så teksten fortsetter til linje 37.")],
    "two-starts": [(58, "gatherings[1].kind", "Enda en samling har «kind: start». Nøyaktig én må ha det.")],
    "unknown-key": [
        (
            44,
            "members[1].delegates",
            f"Nøkkelen «delegates» er ukjent her. Kjente nøkler: {MEMBER_KEYS}.",
        ),
    ],
    "wrong-type": [(42, "members[1].number", "«3312» må stå i hermetegn her, fordi det er tekst.")],
}


def faults_of(text: str) -> tuple[Fault, ...]:
    with pytest.raises(ProgrammeFileError) as caught:
        read_programme_text(text, source="prove.yaml")
    return caught.value.faults


def test_every_broken_file_is_in_the_table() -> None:
    assert {path.stem for path in BROKEN.glob("*.yaml")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_broken_file_gives_all_its_faults(name: str) -> None:
    with pytest.raises(ProgrammeFileError) as caught:
        read_programme(BROKEN / f"{name}.yaml")
    assert [(fault.line, fault.path, fault.message) for fault in caught.value.faults] == EXPECTED[name]


def test_the_message_can_be_read_in_a_terminal() -> None:
    with pytest.raises(ProgrammeFileError) as caught:
        read_programme_text(VALID.replace("kind: start", "kind: oppstart"), source="prove.yaml")
    assert str(caught.value) == (
        "prove.yaml har 1 feil og kan ikke brukes:\n"
        "  linje 46, gatherings[0].kind: Her står «oppstart»; ventet en av disse: start, ordinary, closing."
    )


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ProgrammeFileError, match=r"Fila finnes ikke\. Sjekk stien\."):
        read_programme(tmp_path / "borte.yaml")


def test_a_file_too_large_to_be_a_programme(tmp_path: Path) -> None:
    path = tmp_path / "stor.yaml"
    path.write_bytes(b"#" * (LARGEST_BYTES + 1))
    with pytest.raises(ProgrammeFileError, match="en programfil er på høyst 2000000 byte"):
        read_programme(path)


@pytest.mark.parametrize(
    ("text", "line", "path", "start"),
    [
        ("", 1, "", "Fila er tom."),
        ("- bare\n- ei liste\n", 1, "", "Her står en liste; ventet nøkler med verdier."),
        (VALID + "---\nformat: 1\n", 73, "", "Her begynner et dokument til."),
        ("a: " + "[" * 50 + "]" * 50, 1, "a" + "[0]" * 19, "Verdiene ligger for dypt"),
        ("? [a, b]\n: 1\n", 1, "", "En nøkkel må være et ord"),
        (VALID.replace("ett år", "!!python/object:os.system ett år"), 9, "network.duration_text", "Tagger ("),
        (VALID.replace("Fordi.", "'Fordi."), 16, "", "Dette er ikke gyldig YAML."),
        (VALID.replace("Fordi.", "Ford\x07i."), 16, "", "Her er det et tegn som ikke kan stå i tekst."),
        (VALID.replace("nok: 900", "nok: 900.005"), 12, "network.day_package.nok", "900.005 har mer enn to desimaler."),
        (VALID.replace("preferred: 3", "preferred: 1"), 11, "network.seats.preferred", "1 («gjerne») er færre enn"),
        (VALID.replace("minimum: 2", "minimum: 0"), 11, "network.seats.minimum", "«0» er for lite; ventet minst 1."),
        (VALID.replace('"09:30"', "09.30"), 52, "gatherings[0].agenda[0].starts_at", "«9.3» må stå i hermetegn"),
        (VALID.replace("slug: prove", "slug: Prøve"), 3, "network.slug", "Her står «Prøve»; ventet små bokstaver"),
        (VALID.replace("challenge: 1", "challenge: 4"), 56, "gatherings[0].agenda[0].challenge", "Det er ingen utfor"),
        (VALID.replace("format: 1", "format: 2"), 1, "format", "Her står «2»; denne utgaven av Husrom leser format 1."),
    ],
)
def test_other_faults(text: str, line: int, path: str, start: str) -> None:
    fault = faults_of(text)[0]
    assert (fault.line, fault.path) == (line, path)
    assert fault.message.startswith(start)


def test_aliases_cannot_swell() -> None:
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, 12)]
    assert any("alias" in fault.message for fault in faults_of("\n".join(levels)))


def test_words_that_older_yaml_takes_for_something_else_stay_text() -> None:
    text = VALID.replace("organiser: KS", "organiser: no").replace("title: Hvorfor?", "title: on")
    tree = read_programme_text(text, source="prove.yaml").tree
    assert (tree["network"]["organiser"], tree["texts"][0]["title"]) == ("no", "on")


def test_what_is_left_out_is_filled_in() -> None:
    tree = read_programme_text(VALID, source="prove.yaml").tree
    assert tree["network"]["language"] == "nb"
    assert tree["network"]["day_package"] == {"nok": 900, "approximate": False, "paid_by": "municipality"}
    assert tree["members"][0]["division_on"] == "2024-01-01"
    assert tree["gatherings"][1]["kind"] == "ordinary"
    assert tree["gatherings"][1]["registration"] == {"opens_on": None, "closes_on": None}


def test_a_withdrawn_anchoring_leaves_the_municipality_invited() -> None:
    step = "- {status: anchored, date: 2027-01-05}"
    text = VALID.replace(step, f"{step}\n      - {{status: invited, date: 2027-01-06}}")
    assert len(read_programme_text(text, source="prove.yaml").tree["members"][1]["history"]) == 3


def test_every_keyword_of_the_schema_has_a_sentence() -> None:
    annotations = {"$schema", "$id", "$ref", "$defs", "title", "description", "default"}
    structure = {"properties", "items", "required", "additionalProperties", "propertyNames"}
    assert _keywords(programme_schema()) <= set(_SENTENCES) | annotations | structure


def _keywords(schema: object) -> set[str]:
    if not isinstance(schema, dict):
        return set()
    found = set(schema)
    for key in ("items", "additionalProperties", "propertyNames"):
        found |= _keywords(schema.get(key))
    for key in ("properties", "$defs"):
        for inner in schema.get(key, {}).values():
            found |= _keywords(inner)
    return found


def test_everything_in_the_schema_is_described() -> None:
    for name, definition in programme_schema()["$defs"].items():
        assert definition["title"], name
        assert definition["description"], name
        for key, inner in definition.get("properties", {}).items():
            assert "description" in inner or "$ref" in inner, f"{name}.{key}"
