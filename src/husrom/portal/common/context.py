"""What every page knows: the network it belongs to, the reader's standing there and where one can go."""

from typing import Any

from django.http import HttpRequest

from husrom.portal.common.navigation import navigation


def portal(request: HttpRequest) -> dict[str, Any]:
    network = getattr(request, "network", None)
    standing = getattr(request, "standing", None)
    return {
        "network": network,
        "standing": standing,
        "navigation": navigation(request, network, standing),
    }
