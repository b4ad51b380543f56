import datetime as dt

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation


class Form(forms.Form):
    name = forms.CharField(label="Navn", help_text="Slik det står i e-posten")
    note = forms.CharField(label="Merknad", required=False, widget=forms.Textarea)
    lunch = forms.ChoiceField(label="Lunsj", choices=[("yes", "Ja"), ("no", "Nei")], widget=forms.RadioSelect)
    areas = forms.MultipleChoiceField(
        label="Fagområder", choices=[("plan", "Plan"), ("health", "Helse")], widget=forms.CheckboxSelectMultiple
    )
    day = forms.DateField(label="Dato")
    comes = forms.BooleanField(label="Jeg kommer")
    network = forms.CharField(widget=forms.HiddenInput)


def draw(form: forms.Form, name: str) -> str:
    with translation.override("nb"):
        return " ".join(render_to_string("components/field.html", {"field": form[name]}).split())


def test_line_field_ties_label_help_and_error_to_the_input() -> None:
    markup = draw(Form({}), "name")
    assert '<label class="ds-label" for="id_name">Navn</label>' in markup
    assert 'class="ds-input"' in markup
    assert 'aria-describedby="id_name_helptext id_name_error"' in markup
    assert 'aria-invalid="true"' in markup
    assert 'id="id_name_error"' in markup


def test_optional_field_says_so() -> None:
    assert "(valgfritt)" in draw(Form(), "note")
    assert "(valgfritt)" not in draw(Form(), "name")


@pytest.mark.parametrize(("name", "kind"), [("lunch", "radio"), ("areas", "checkbox")])
def test_choices_stand_under_a_legend_and_keep_what_was_chosen(name: str, kind: str) -> None:
    markup = draw(Form({"lunch": "no", "areas": ["health"]}), name)
    assert f'<fieldset class="ds-fieldset" id="id_{name}"' in markup
    assert markup.count(f'type="{kind}"') == 2
    assert markup.count('class="ds-input"') == 2
    assert markup.count("checked") == 1


def test_date_field_uses_the_browsers_picker_and_its_format() -> None:
    markup = draw(Form(initial={"day": dt.date(2027, 2, 3)}), "day")
    assert 'type="date"' in markup
    assert 'value="2027-02-03"' in markup


def test_single_box_stands_before_its_label() -> None:
    markup = draw(Form(), "comes")
    assert markup.index("<input") < markup.index("<label")


def test_hidden_field_has_no_label() -> None:
    assert "label" not in draw(Form(), "network")


def test_error_summary_leads_to_every_field_with_a_fault() -> None:
    markup = render_to_string("components/form_errors.html", {"form": Form({})})
    for name in ("name", "lunch", "areas", "day", "comes"):
        assert f'href="#id_{name}"' in markup
    assert render_to_string("components/form_errors.html", {"form": Form()}).strip() == ""


@pytest.mark.parametrize(("value", "shown"), [("0", "0"), ("", "Ikke noe tall"), (None, "Ikke noe tall")])
def test_fact_tells_missing_from_zero_and_always_its_source(value: str | None, shown: str) -> None:
    given = {"label": "Solgte boliger", "value": value, "year": "2025", "source": "SSB, tabell 06035"}
    with translation.override("nb"):
        markup = render_to_string("components/fact.html", given)
    assert f">{shown}<" in " ".join(markup.split()).replace("> ", ">").replace(" <", "<")
    assert "2025 · SSB, tabell 06035" in markup


def test_table_region_can_be_reached_and_has_a_name() -> None:
    template = Template("{% load components %}{% table_region label %}<table></table>{% endtable_region %}")
    markup = template.render(Context({"label": "Deltakere & roller"}))
    assert 'role="group" tabindex="0" aria-label="Deltakere &amp; roller"' in markup
    assert "<table></table>" in markup


def test_ornament_draws_five_houses_and_says_nothing() -> None:
    markup = Template("{% load components %}{% street_ornament %}").render(Context())
    assert markup.count("<svg") == markup.count('aria-hidden="true"') == 6
    assert "<title>" not in markup
    assert "<a " not in markup
