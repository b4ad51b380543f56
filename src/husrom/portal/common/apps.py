from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "husrom.portal.common"
    label = "common"
