from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitedOnlyAdapter(DefaultAccountAdapter):
    """Nobody signs up: people are invited to a seat or a role."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
