"""Values as an Excel workbook: the figures on one sheet, where they come from on the next."""

import io

import polars as pl
import xlsxwriter


def values_workbook(frame: pl.DataFrame) -> bytes:
    """Return a workbook with the sheets `values` and `sources`.

    Parameters
    ----------
    frame
        As `values_frame` gives it.
    """
    buffer = io.BytesIO()
    # What looks like a formula or a link is text; the figures are the producer's.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        frame.write_excel(workbook, "values", autofit=True, freeze_panes=(1, 0), float_precision=1)
        sources = frame.select("source", "licence", "url", "retrieved_on").unique(maintain_order=True)
        sources.write_excel(workbook, "sources", autofit=True)
    return buffer.getvalue()
