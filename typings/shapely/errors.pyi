class GEOSException(Exception): ...  # noqa: N818 - shapely's own name
