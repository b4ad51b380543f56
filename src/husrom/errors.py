"""The one base class of Husrom's own errors: what happened, with which value, what was expected, what to do next."""


class HusromError(Exception):
    """An error whose message is a complete sentence that may be shown to the person who caused it."""
