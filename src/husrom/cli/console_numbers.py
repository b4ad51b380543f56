"""Numbers as the command line shows them in bokmål."""

from django.utils.formats import number_format


def shown(number: float, decimals: int = 0) -> str:
    """Return a number with decimal comma and spaces between thousands; Django cuts decimals off, so we round."""
    # Adding zero takes the sign off a zero.
    return str(number_format(round(number, decimals) + 0.0, decimal_pos=decimals, use_l10n=True, force_grouping=True))
