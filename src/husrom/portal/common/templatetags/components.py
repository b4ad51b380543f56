"""What the components of `templates/components` cannot say in a template."""

from django import forms, template
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.html import format_html
from django.utils.safestring import SafeString

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
    return format_html('<div class="table-region" role="region" tabindex="0" aria-label="{}">{}</div>', label, content)
