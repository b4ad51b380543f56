"""What the components of `templates/components` cannot say in a template."""

from functools import cache

from django import forms, template
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.html import format_html
from django.utils.safestring import SafeString

from husrom.portal.network.street import House, HouseState, Street, Window, WindowState, street

register = template.Library()

DATE_INPUT_TYPES = {forms.DateInput: ("date", "%Y-%m-%d"), forms.DateTimeInput: ("datetime-local", "%Y-%m-%dT%H:%M")}


@register.filter
def widget(field: BoundField | BoundWidget) -> SafeString:
    """Draw a form field, or one choice of it, with the class Designsystemet asks for."""
    if isinstance(field, BoundWidget):
        field.data["attrs"]["class"] = "ds-input"
        return field.tag()
    drawn = field.field.widget
    for kind, (input_type, value_format) in DATE_INPUT_TYPES.items():
        if isinstance(drawn, kind):
            # The browser's own date picker, which takes no format but this.
            drawn.input_type, drawn.format = input_type, value_format
    return field.as_widget(attrs={"class": "ds-input"})


@register.filter
def field_kind(field: BoundField) -> str:
    """Return how a field is laid out: `choices` for many inputs under one legend, `check` for one box, else `line`."""
    drawn = field.field.widget
    if isinstance(drawn, forms.RadioSelect):
        return "choices"
    return "check" if isinstance(drawn, forms.CheckboxInput) else "line"


@register.simple_block_tag
def table_region(content: str, label: str) -> SafeString:
    """Wrap a wide table so that it scrolls by itself, also by keyboard, while the page stands still."""
    return format_html('<div class="table-region" role="group" tabindex="0" aria-label="{}">{}</div>', label, content)


@register.inclusion_tag("components/street_ornament.html")
def street_ornament() -> dict[str, Street]:
    """Draw the street with every house lit, where there is no network to draw it from."""
    return {"street": _ornament()}


@cache
def _ornament() -> Street:
    states = [WindowState.PRESENT, WindowState.DONE, WindowState.PRESENT, WindowState.DARK, WindowState.PRESENT]
    # Each house starts elsewhere in the row, so that no two are lit alike.
    return street(
        [
            House(number, "", "", HouseState.PAST, [Window("", states[(place + number) % 5]) for place in range(14)])
            for number in range(1, 6)
        ]
    )
