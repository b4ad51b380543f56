from collections.abc import Sequence
from dataclasses import replace

from husrom.portal.common.shown_values import ShownValue


def said_once(figures: Sequence[ShownValue]) -> tuple[tuple[ShownValue, ...], str]:
    """Take a remark that most of the figures share out of them, to be said once beside them."""
    remarks = [one.note for one in figures if one.value]
    shared = max(set(remarks), key=remarks.count, default="")
    if not shared or remarks.count(shared) * 2 <= len(remarks):
        return tuple(figures), ""
    return tuple(replace(one, note="") if one.note == shared else one for one in figures), shared
