"""What may stand in the portal's addresses: importing this teaches Django `<municipality:…>`."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class MunicipalityNumberConverter(StringConverter):
    """Four digits; anything else is a page that does not exist, and is never asked the database about."""

    regex = "[0-9]{4}"


register_converter(MunicipalityNumberConverter, "municipality")
