"""What a person can do with what is stored about them."""

from husrom.portal.accounts.actions.erasure import OnlyLeaderError, erase_person
from husrom.portal.accounts.actions.profile import change_profile

__all__ = ["OnlyLeaderError", "change_profile", "erase_person"]
