from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "husrom.portal.gatherings"
    label = "gatherings"
