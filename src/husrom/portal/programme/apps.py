from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "husrom.portal.programme"
    label = "programme"
