from husrom.errors import HusromError


class RefusedError(HusromError):
    """An action a person asked for cannot be done; the message is a translated sentence that may be shown as it is."""
