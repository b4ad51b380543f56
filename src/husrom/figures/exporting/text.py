"""Tables as CSV, harmless in a spreadsheet."""

import polars as pl

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_bytes(frame: pl.DataFrame, *, norwegian: bool) -> bytes:
    r"""Return a table as CSV, UTF-8. A number that is whole has no decimals, and all the others every digit they have.

    Parameters
    ----------
    norwegian
        Semicolons, decimal commas and a byte order mark, for Excel in Norwegian; otherwise as RFC 4180.

    Examples
    --------
    >>> frame = pl.DataFrame({"what": ["=1+1", None], "value": [1.0, 2.5]})
    >>> csv_bytes(frame, norwegian=False)
    b"what,value\r\n'=1+1,1\r\n,2.5\r\n"
    >>> csv_bytes(frame, norwegian=True)
    b"\xef\xbb\xbfwhat;value\r\n'=1+1;1\r\n;2,5\r\n"
    """
    plain = harmless(flat(frame)).with_columns(
        _number(name, norwegian=norwegian) for name, kind in frame.schema.items() if kind.is_float()
    )
    separator = ";" if norwegian else ","
    return plain.write_csv(separator=separator, include_bom=norwegian, line_terminator="\r\n").encode()


def flat(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a table whose lists are texts, with spaces between their parts."""
    lists = [name for name, kind in frame.schema.items() if kind == pl.List]
    return frame.with_columns(pl.col(name).cast(pl.List(pl.String)).list.join(" ") for name in lists)


def harmless(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a table in which no text is taken for a formula."""
    return frame.with_columns(_harmless(name) for name, kind in frame.schema.items() if kind == pl.String)


def _harmless(name: str) -> pl.Expr:
    text = pl.col(name)
    is_dangerous = text.str.slice(0, 1).is_in(FORMULA_STARTS)
    return pl.when(is_dangerous).then(pl.lit("'") + text).otherwise(text).alias(name)


def _number(name: str, *, norwegian: bool) -> pl.Expr:
    number = pl.col(name)
    is_whole = (number == number.round(0)) & (number.abs() < 2**53)
    whole = number.cast(pl.Int64, strict=False).cast(pl.String)
    written = pl.when(is_whole).then(whole).otherwise(number.cast(pl.String))
    return (written.str.replace(".", ",", literal=True) if norwegian else written).alias(name)
