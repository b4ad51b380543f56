"""The cost sheet as an Excel workbook: the same figures as on the page, with the parts they are made of."""

import datetime as dt
from io import BytesIO

import xlsxwriter
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from husrom.portal.economy.queries import Cost, CostSheet

HEADING_ROW = 6
FIXED_COLUMNS = 2
COLUMNS_PER_GATHERING = 5


def cost_workbook(sheet: CostSheet, *, made_on: dt.date) -> bytes:
    """Return the workbook's bytes. Text is always written as text, so that no name can become a formula."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(_("Costs"))
    bold, money = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "#,##0.00"})
    heads = book.add_format({"num_format": "0"})
    total_money = book.add_format({"bold": True, "num_format": "#,##0.00", "top": 1})
    total_heads = book.add_format({"bold": True, "num_format": "0", "top": 1})
    _write_header(page, sheet, made_on, bold)
    _write_headings(page, sheet, bold)
    for number, row in enumerate(sheet.rows, start=HEADING_ROW + 1):
        page.write_string(number, 0, row.membership.municipality_number)
        page.write_string(number, 1, row.membership.name)
        _write_costs(page, number, sheet, [*row.costs, row.total], heads, money)
    last = HEADING_ROW + 1 + len(sheet.rows)
    page.write_string(last, 1, _("Total"), bold)
    _write_costs(page, last, sheet, [*sheet.totals, sheet.total], total_heads, total_money)
    page.freeze_panes(HEADING_ROW + 1, FIXED_COLUMNS)
    page.set_column(0, 0, 12)
    page.set_column(1, 1, 24)
    page.set_column(FIXED_COLUMNS, FIXED_COLUMNS + COLUMNS_PER_GATHERING * (len(sheet.rates) + 1), 12)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEADING_ROW)
    book.close()
    return buffer.getvalue()


def rate_sentence(sheet: CostSheet) -> str:
    """Return where the rate comes from, as a sentence."""
    network = sheet.network
    amount = f"{network.day_package_nok.normalize():f}"
    sentence = (
        _("The network's rate is approx. NOK %(amount)s per person per gathering.")
        if network.day_package_is_approximate
        else _("The network's rate is NOK %(amount)s per person per gathering.")
    ) % {"amount": amount}
    own = [str(rate.gathering.number) for rate in sheet.rates if rate.is_own]
    if own:
        sentence += " " + _("Gathering %(numbers)s has a price of its own.") % {"numbers": ", ".join(own)}
    return sentence


def payer_sentence(sheet: CostSheet) -> str:
    if sheet.network_pays:
        return _("The network pays the day packages.")
    return _("Each municipality pays the day packages of its own people.")


def _write_header(page: Worksheet, sheet: CostSheet, made_on: dt.date, bold: Format) -> None:
    page.write_string(0, 0, sheet.network.name, bold)
    page.write_string(1, 0, _("Made on %(day)s") % {"day": date_format(made_on, "DATE_FORMAT")})
    page.write_string(2, 0, rate_sentence(sheet))
    page.write_string(3, 0, payer_sentence(sheet))
    page.write_string(
        4, 0, _("Planned: those registered. Actual: those who arrived, empty until the gathering is held.")
    )


def _write_headings(page: Worksheet, sheet: CostSheet, bold: Format) -> None:
    page.write_string(HEADING_ROW, 0, _("Number"), bold)
    page.write_string(HEADING_ROW, 1, _("Municipality"), bold)
    titles = [
        *(_("Gathering %(number)s") % {"number": rate.gathering.number} for rate in sheet.rates),
        _("All gatherings"),
    ]
    for place, title in enumerate(titles):
        column = FIXED_COLUMNS + place * COLUMNS_PER_GATHERING
        parts = (
            _("registered"),
            _("arrived"),
            _("NOK per person"),
            _("planned NOK"),
            _("actual NOK"),
        )
        for offset, part in enumerate(parts):
            page.write_string(HEADING_ROW, column + offset, f"{title}: {part}", bold)


def _write_costs(page: Worksheet, row: int, sheet: CostSheet, costs: list[Cost], heads: Format, money: Format) -> None:
    for place, cost in enumerate(costs):
        column = FIXED_COLUMNS + place * COLUMNS_PER_GATHERING
        page.write_number(row, column, cost.planned_heads, heads)
        page.write_number(row, column + 3, cost.planned_nok, money)
        if place < len(sheet.rates):
            page.write_number(row, column + 2, sheet.rates[place].rate_nok, money)
        if cost.actual_heads is not None and cost.actual_nok is not None:
            page.write_number(row, column + 1, cost.actual_heads, heads)
            page.write_number(row, column + 4, cost.actual_nok, money)
