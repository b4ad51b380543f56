"""What a person may ask for at a gathering and be refused; each message is the whole sentence they read."""

from husrom.portal.common.errors import RefusedError


class RegistrationClosedError(RefusedError):
    """Registration is not open on this day for the one who asks."""


class QuotaReachedError(RefusedError):
    """The municipality has no more places in this role."""


class SeatRefusedError(RefusedError):
    """A seat that cannot be registered: it is empty, or it or its holder is registered already."""


class SubstituteRefusedError(RefusedError):
    """Someone who cannot take over a place."""


class CancellationRefusedError(RefusedError):
    """A place that cannot be given up."""


class DietaryNeedRefusedError(RefusedError):
    """A dietary need cannot be entered or deleted now, or not by this person."""


class AttendanceRefusedError(RefusedError):
    """Someone who cannot be marked as arrived."""


class CommitmentRefusedError(RefusedError):
    """A commitment cannot be written or reported now."""


class GatheringRefusedError(RefusedError):
    """The gathering cannot be changed like this."""
