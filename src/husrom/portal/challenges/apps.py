from django.apps import AppConfig


class ChallengesConfig(AppConfig):
    name = "husrom.portal.challenges"
    label = "challenges"
