"""What may stand in the addresses of figures: importing this teaches Django `<indicator:…>` and the kinds of file."""

from django.urls import register_converter
from django.urls.converters import StringConverter

from husrom.portal.network import addresses as _addresses  # noqa: F401 -- `<municipality:…>`


class IndicatorConverter(StringConverter):
    """The key of an indicator, such as `population`."""

    regex = "[a-z][a-z0-9_]*"


class TableFileConverter(StringConverter):
    """The kinds of file figures can be taken away in."""

    regex = "csv|xlsx|json|parquet"


class PictureFileConverter(StringConverter):
    """The kinds of file a chart can be taken away in."""

    regex = "svg|png|pdf"


register_converter(IndicatorConverter, "indicator")
register_converter(TableFileConverter, "table_file")
register_converter(PictureFileConverter, "picture_file")
