"""Pages that say the same to everyone are rendered once per revision of their network and kept."""

import gzip
from collections.abc import Callable
from hashlib import blake2b

from django.contrib.messages import get_messages
from django.core.cache import cache, caches
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from husrom.portal.network.models import Network
from husrom.portal.network.queries.revision import PublicRevision

_A_DAY = 60 * 60 * 24


def revision_key(network: Network | PublicRevision, *parts: object) -> str:
    """Return a key that changes with the network's content, the reader's language and the day."""
    said = (network.pk, network.revision, get_language(), timezone.localdate().isoformat(), *parts)
    return ":".join(["network", *(str(part) for part in said)])


def kept_fragment(key: str, render: Callable[[], str]) -> SafeString:
    """Return a piece of a page, rendered the first time it is asked for; nothing personal may be in it."""
    pages = caches["pages"]
    html = pages.get(key)
    if html is None:
        html = str(render())
        pages.set(key, html, _A_DAY)
    return SafeString(html)


def kept_page(
    request: HttpRequest, key: str, known_parameters: frozenset[str], render: Callable[[], HttpResponse]
) -> HttpResponse:
    """Return a whole page for an anonymous reader, from the cache when it is there.

    Someone signed in, a message waiting to be shown or a parameter the key does not know gets a page of their own.
    """
    if request.user.is_authenticated or len(get_messages(request)) or not known_parameters.issuperset(request.GET):
        response = render()
        patch_cache_control(response, private=True, no_cache=True)
        return response
    key = f"{key}:page"
    # Packed once and kept packed; there is nothing secret on these pages that the length could betray.
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    key = f"{key}:gzip" if packed else key
    kept: tuple[bytes, str] | None = cache.get(key)
    if kept is None:
        body = render().content
        etag = f'"{blake2b(body, digest_size=16).hexdigest()}{"-gzip" if packed else ""}"'
        kept = gzip.compress(body, mtime=0) if packed else body, etag
        cache.set(key, kept, _A_DAY)
    body, etag = kept
    response = HttpResponse(body, headers={"ETag": etag, "Vary": "Accept-Encoding"})
    if packed:
        response["Content-Encoding"] = "gzip"
    # A copy may be kept, but must be asked about before it is shown: a change is to be seen at once.
    patch_cache_control(response, no_cache=True)
    return get_conditional_response(request, etag=etag, response=response) or response
