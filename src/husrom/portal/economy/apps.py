from django.apps import AppConfig


class EconomyConfig(AppConfig):
    name = "husrom.portal.economy"
    label = "economy"
